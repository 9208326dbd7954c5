import { practiceName } from '../dns/faults.ts';
import { pemOf, type Certified } from '../pki/certificate.ts';
import { authority, leaf, root } from '../pki/issue.ts';
import { keyPem } from '../pki/keys.ts';

/** The authorities of an exercise, and the certificate that is right. */
export interface World {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly root: Certified;
  readonly middle: Certified;
  readonly leaf: Certified;
}

export function worldAt(now: number): World {
  const top = root(now, 'Practice Root');
  const middle = authority(now, top, 'Practice Issuing CA');
  return { now, root: top, middle, leaf: leaf(now, middle, [practiceName]) };
}

/** What a server shows: its certificate, and those above it that it sends along, with the key of the first. */
export function shows(...chain: readonly [Certified, ...Certified[]]): { readonly cert: string; readonly key: string } {
  return { cert: pemOf(...chain), key: keyPem(chain[0].keys) };
}
