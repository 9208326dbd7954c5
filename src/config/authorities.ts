import { X509Certificate } from 'node:crypto';
import { quote } from '../base/text.ts';
import { fail } from './conditions.ts';
import { certificatesInPkcs7 } from './pkcs7.ts';

/** A certificate that others can be trusted by. */
export interface Authority {
  /** One PEM block, with a line end. */
  readonly pem: string;
  readonly subject: string;
  readonly issuer: string;
  /** SHA-256 of the certificate, 64 hex digits. */
  readonly fingerprint: string;
  /** Milliseconds since 1970. */
  readonly validTo: number;
}

/** A certificate of a file that no trust can be put in. */
interface Unfit {
  readonly subject: string;
  readonly why: 'expired' | 'not-ca';
}

const pemBlock = /-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\s]*)-----END \1-----/g;

/** The authority that a certificate is, for whom it is one. */
export function authorityOf(certificate: X509Certificate): Authority {
  const { subject, issuer, fingerprint256, validToDate } = certificate;
  return {
    pem: `${certificate.toString().trim()}\n`,
    subject: subject.replaceAll('\n', ', '),
    issuer: issuer.replaceAll('\n', ', '),
    fingerprint: fingerprint256.replaceAll(':', '').toLowerCase(),
    validTo: validToDate.getTime(),
  };
}

/**
 * The authorities in a file of PEM, DER or PKCS#7 (RFC 5652; PEM or DER), each once. Certificates that have expired, or
 * are neither of an authority nor self-signed, are left out and named. `now`: milliseconds since 1970.
 * @throws Failure `config/ca-file-unusable` where none is left, saying what the file holds instead.
 */
export function readAuthorities(
  bytes: Uint8Array,
  now: number,
): { readonly authorities: readonly Authority[]; readonly left: readonly Unfit[] } {
  const found = certificatesIn(bytes);
  if (found.length === 0) throw unusable(`holds no certificate${whatItIs(bytes)}`);
  const authorities = new Map<string, Authority>();
  const left: Unfit[] = [];
  for (const [i, der] of found.entries()) {
    const certificate = readable(der, i, found.length);
    const authority = authorityOf(certificate);
    const isAuthority = certificate.ca || certificate.subject === certificate.issuer;
    if (!isAuthority) left.push({ subject: authority.subject, why: 'not-ca' });
    else if (authority.validTo <= now) left.push({ subject: authority.subject, why: 'expired' });
    else authorities.set(authority.fingerprint, authority);
  }
  if (authorities.size > 0) return { authorities: [...authorities.values()], left };
  throw noneFits(left);
}

function noneFits([first]: readonly Unfit[]): Error {
  const subject = first?.subject ?? '';
  const what =
    first?.why === 'expired' ? 'an authority that has expired' : 'the certificate of a server, not of an authority';
  return unusable(`holds ${what}: ${quote(subject, 200)}`, { subject });
}

function certificatesIn(bytes: Uint8Array): readonly Uint8Array[] {
  const text = Buffer.from(bytes).toString('latin1');
  const blocks = [...text.matchAll(pemBlock)].map(([, label = '', base64 = '']) => ({
    label,
    der: Buffer.from(base64, 'base64'),
  }));
  if (blocks.length === 0) return bytes[0] === 0x30 ? (certificatesInPkcs7(bytes) ?? alone(bytes)) : [];
  return blocks.flatMap(({ label, der }) => {
    if (/^(?:PKCS7|CMS)$/.test(label)) return certificatesInPkcs7(der) ?? [];
    return /^(?:X509 |TRUSTED )?CERTIFICATE$/.test(label) ? [der] : [];
  });
}

/** DER that is a certificate by itself. */
function alone(bytes: Uint8Array): readonly Uint8Array[] {
  try {
    void new X509Certificate(bytes);
    return [bytes];
  } catch {
    return [];
  }
}

function readable(der: Uint8Array, at: number, of: number): X509Certificate {
  try {
    return new X509Certificate(der);
  } catch (error) {
    throw unusable(`has a damaged certificate, the ${at + 1}. of ${of}`, { certificate: at + 1, of }, error);
  }
}

/** What a file is that holds no certificate, where that shows. */
function whatItIs(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.subarray(0, 65_536)).toString('latin1');
  if (text.trim() === '') return ': it is empty';
  if (/PRIVATE KEY/.test(text)) return ': it is a private key';
  if (/CERTIFICATE REQUEST/.test(text)) return ': it is a request for a certificate';
  if (/^\s*</.test(text)) return ': it is a web page';
  return bytes[0] === 0x30 ? ': it is DER of another kind, such as a key or a PKCS#12 archive' : '';
}

function unusable(what: string, evidence: Readonly<Record<string, string | number>> = {}, cause?: unknown): Error {
  return fail('config/ca-file-unusable', `the file of certificate authorities ${what}`, { evidence, cause });
}
