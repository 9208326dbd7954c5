import { X509Certificate } from 'node:crypto';
import { nodeAuthorities } from '../net/authorities.ts';
import { certificateFacts } from '../net/certificate.ts';
import type { Greeted } from './greet.ts';
import type { Endpoint } from './round.ts';
import type { Chain, SentCertificate } from './seen.ts';

/** Certificates of one message that are looked at; no honest chain has as many. */
export const mostLookedAt = 20;

/** The chain that a greeting showed, linked by name and by signature; `null` where no certificate was seen. */
export function chainOf(greeted: Greeted, lists: RootLists): Chain | null {
  const inClear = certificatesIn(greeted.sent);
  const shown = inClear.length > 0 ? inClear : greeted.linked;
  const [leaf] = shown;
  if (leaf === undefined) return null;
  const { path, badSignature } = climb(leaf, shown);
  const top = path.at(-1) ?? leaf;
  return {
    view: inClear.length > 0 ? 'sent' : 'verified',
    path: path.map(factsOf),
    strangers: shown.filter((each) => !path.includes(each)).map((each) => certificateFacts(each).subject),
    badSignature,
    root: rootOf(top, lists),
  };
}

function climb(
  leaf: X509Certificate,
  shown: readonly X509Certificate[],
): { readonly path: readonly X509Certificate[]; readonly badSignature: boolean } {
  const path = [leaf];
  for (let top = leaf; !isSelfSigned(top) && path.length < mostLookedAt;) {
    const named = shown.filter((each) => each.subject === top.issuer && !path.includes(each));
    const issuer = named.find((each) => top.verify(each.publicKey));
    if (issuer === undefined) return { path, badSignature: named.length > 0 };
    path.push(issuer);
    top = issuer;
  }
  return { path, badSignature: false };
}

function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey);
}

function factsOf(certificate: X509Certificate): SentCertificate {
  const issuerAt = /CA Issuers - URI:(\S+)/.exec(certificate.infoAccess ?? '')?.[1] ?? null;
  return {
    ...certificateFacts(certificate),
    selfSigned: isSelfSigned(certificate),
    authority: certificate.ca,
    pem: certificate.toString(),
    issuerAt,
  };
}

function rootOf(top: X509Certificate, { here, elsewhere }: RootLists): Chain['root'] {
  for (const [list, trustedHere] of [
    [here, true],
    [elsewhere, false],
  ] as const) {
    const found = list().find((each) =>
      isSelfSigned(top)
        ? each.fingerprint256 === top.fingerprint256
        : each.subject === top.issuer && top.verify(each.publicKey),
    );
    if (found !== undefined) {
      return { trustedHere, validTo: found.validToDate.getTime(), subject: certificateFacts(found).subject };
    }
  }
  return null;
}

/** Authorities by whether the source trusts them; read when asked for. */
export interface RootLists {
  readonly here: () => readonly X509Certificate[];
  /** Those of Node and of this system, where the source does without them. */
  readonly elsewhere: () => readonly X509Certificate[];
}

/** The lists that these settings mean. */
export function rootLists({ ca, systemCa }: Pick<Endpoint, 'ca' | 'systemCa'>): RootLists {
  const own = (): X509Certificate[] =>
    (ca?.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? []).flatMap(readable);
  const system = (): X509Certificate[] => nodeAuthorities().flatMap(readable);
  return systemCa ? { here: () => [...own(), ...system()], elsewhere: () => [] } : { here: own, elsewhere: system };
}

function readable(certificate: string | Uint8Array): X509Certificate[] {
  try {
    return [new X509Certificate(certificate)];
  } catch {
    return [];
  }
}

/**
 * The certificates of a Certificate message in plain text (RFC 5246 §7.4.2), as TLS 1.2 and older send it. TLS 1.3
 * encrypts it.
 * @param sent what the server sent from its first byte on.
 */
function certificatesIn(sent: Uint8Array): X509Certificate[] {
  const bytes = Buffer.from(handshakeBytes(sent));
  for (let at = 0; at + 4 <= bytes.length;) {
    const end = at + 4 + bytes.readUIntBE(at + 1, 3);
    if (bytes[at] === 11) return listIn(bytes.subarray(at + 7, end));
    at = end;
  }
  return [];
}

function listIn(list: Buffer): X509Certificate[] {
  const found: X509Certificate[] = [];
  for (let at = 0; at + 3 <= list.length && found.length < mostLookedAt;) {
    const end = at + 3 + list.readUIntBE(at, 3);
    if (end > list.length) break;
    found.push(...readable(list.subarray(at + 3, end)));
    at = end;
  }
  return found;
}

/** Payload of the handshake records (type 22) up to the first record of another type. */
function handshakeBytes(sent: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 0; sent[at] === 22 && at + 5 <= sent.length;) {
    const length = ((sent[at + 3] ?? 0) << 8) + (sent[at + 4] ?? 0);
    parts.push(sent.subarray(at + 5, at + 5 + length));
    at += 5 + length;
  }
  return Buffer.concat(parts);
}
