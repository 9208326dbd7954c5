import { certify, type Certified, type CertificateSpec } from './certificate.ts';
import { alternativeNames, basicConstraints, extendedKeyUsage, keyUsage, type Extension } from './extensions.ts';
import { keyPair } from './keys.ts';

const day = 24 * 3600 * 1000;

/** Since when and until when what is issued is valid, unless told otherwise: around now, milliseconds since 1970. */
export function validity(now: number): { readonly from: number; readonly to: number } {
  return { from: now - 30 * day, to: now + 335 * day };
}

/** How far back and ahead a thing is that was once valid, or will be. */
export const eras = {
  past: (now: number) => ({ from: now - 800 * day, to: now - 400 * day }),
  future: (now: number) => ({ from: now + 4000 * day, to: now + 5000 * day }),
  soon: (now: number) => ({ from: now + 6 * 3600 * 1000, to: now + 365 * day }),
  long: (now: number) => ({ from: now - 1000 * day, to: now + 3650 * day }),
} as const;

type Changes = Partial<CertificateSpec>;

/** A certificate that signs itself, of an authority. */
export function root(now: number, cn: string, changes: Changes = {}): Certified {
  return certify({
    subject: { o: 'Feedgate Practice', cn },
    keys: keyPair(cn),
    ...eras.long(now),
    extensions: [basicConstraints(true), keyUsage('authority')],
    ...changes,
  });
}

/** An authority beneath another. */
export function authority(now: number, issuer: Certified, cn: string, changes: Changes = {}): Certified {
  return root(now, cn, { issuer, ...validity(now), ...changes });
}

/** What a server's certificate carries that is for these names. */
export function serverExtensions(names: readonly string[], ...more: readonly Extension[]): Extension[] {
  const named = names.length === 0 ? [] : [alternativeNames(names)];
  return [basicConstraints(false), keyUsage('server'), extendedKeyUsage('server'), ...named, ...more];
}

/** A server's certificate for these names, the first of them its common name. */
export function leaf(now: number, issuer: Certified, names: readonly string[], changes: Changes = {}): Certified {
  const [cn] = names;
  return certify({
    subject: cn === undefined ? { o: 'Feedgate Practice' } : { cn },
    keys: keyPair('server'),
    issuer,
    ...validity(now),
    extensions: serverExtensions(names),
    ...changes,
  });
}

/** A client's certificate. */
export function clientLeaf(now: number, issuer: Certified, changes: Changes = {}): Certified {
  return certify({
    subject: { cn: 'poller.practice.example' },
    keys: keyPair('client'),
    issuer,
    ...validity(now),
    extensions: [basicConstraints(false), keyUsage('signing'), extendedKeyUsage('client')],
    ...changes,
  });
}
