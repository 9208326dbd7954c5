import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { quote } from '../base/text.ts';
import { errorCode } from '../host/error-code.ts';
import { fail } from './conditions.ts';

/** A PEM block; keys of the old encrypted form have header lines in it (RFC 1421 §4.4). */
const block = /-----BEGIN ([A-Z0-9 ]{1,40})-----\s*(?:[A-Za-z-]{1,30}: [^\n]{0,200}\n)*[^-]*-----END \1-----/g;

/** The most that a file of certificates may hold: several times all roots of the web. */
const longestPem = 2_097_152;

/**
 * Passes PEM text whose every certificate can be read; text between the blocks is allowed.
 * @param rootNeeded true where no other store could hold the root.
 * @throws Failure `config/ca-file-unusable`, `config/ca-only-intermediate`.
 */
export function checkAuthorities(pem: string, rootNeeded: boolean): void {
  const certificates = certificatesOf(pem);
  if (certificates.length === 0) {
    const what = looksLike(pem);
    throw fail('config/ca-file-unusable', `the file of certificate authorities holds no PEM certificate${what}`);
  }
  const parsed = certificates.map((text, index) => {
    try {
      return new X509Certificate(text);
    } catch (error) {
      throw fail(
        'config/ca-file-unusable',
        `certificate ${index + 1} of ${certificates.length} in the file of certificate authorities is damaged: ${errorCode(error)}`,
        {
          evidence: { certificate: index + 1, of: certificates.length, error: errorCode(error) },
          cause: error,
        },
      );
    }
  });
  const [first] = parsed;
  if (!rootNeeded || first === undefined || parsed.some((each) => each.subject === each.issuer)) return;
  throw fail(
    'config/ca-only-intermediate',
    `the file of certificate authorities lacks the root ${quote(first.issuer)}`,
    {
      evidence: { issuer: first.issuer },
    },
  );
}

function certificatesOf(pem: string): string[] {
  const blocks = pem.slice(0, longestPem).matchAll(block);
  return [...blocks]
    .filter(([, label]) => label === 'CERTIFICATE' || label === 'TRUSTED CERTIFICATE')
    .map(([text]) => text);
}

/** What a file is that holds no certificate, where its beginning tells. */
function looksLike(text: string): string {
  // DER begins with SEQUENCE and a length of two bytes; as text the length is often damaged.
  if (/^0[\u0082\ufffd]/.test(text)) return ' (it is DER: openssl x509 -inform der -in FILE -out FILE.pem)';
  if (text.trim() === '') return ' (it is empty)';
  return /PRIVATE KEY/.test(text) ? ' (it is a private key)' : '';
}

/**
 * Passes a client certificate and the key that belongs to it. The first certificate is the client's, others are its chain.
 * @throws Failure `config/client-cert-not-pem`, `config/client-key-passphrase`, `config/client-key-mismatch`.
 */
export function checkClientCertificate(certificate: string, key: string, passphrase: string | null): void {
  const leaf = readLeaf(certificate);
  const privateKey = readKey(key, passphrase);
  if (leaf.checkPrivateKey(privateKey)) return;
  throw fail(
    'config/client-key-mismatch',
    `the client key does not belong to the certificate of ${quote(leaf.subject)}`,
    {
      evidence: { subject: leaf.subject, fingerprint: leaf.fingerprint256 },
    },
  );
}

/** Passes a client certificate that has not expired. `now`: milliseconds since 1970. @throws Failure `config/client-cert-expired`. */
export function checkClientDates(certificate: string, now: number): void {
  const { validTo, validToDate, subject } = readLeaf(certificate);
  if (validToDate.getTime() > now) return;
  throw fail('config/client-cert-expired', `the certificate of ${quote(subject)} has expired on ${validTo}`, {
    evidence: { subject, validTo: validToDate.toISOString() },
  });
}

function readLeaf(pem: string): X509Certificate {
  try {
    const [first] = certificatesOf(pem);
    if (first !== undefined) return new X509Certificate(first);
  } catch (error) {
    throw notPem('certificate', `is damaged: ${errorCode(error)}`, error);
  }
  throw notPem('certificate', `is not PEM${looksLike(pem)}`);
}

function readKey(pem: string, passphrase: string | null): KeyObject {
  const keys = [...pem.slice(0, longestPem).matchAll(block)].filter(([, label]) => label?.endsWith('PRIVATE KEY'));
  const [text] = keys[0] ?? [];
  if (text === undefined) throw notPem('key', 'is not a PEM private key');
  const encrypted = /ENCRYPTED/.test(text);
  try {
    return createPrivateKey({ key: text, format: 'pem', ...(passphrase === null ? {} : { passphrase }) });
  } catch (error) {
    if (!encrypted) throw notPem('key', `is damaged: ${errorCode(error)}`, error);
    const given = passphrase === null ? 'none was given' : 'the given one does not fit';
    throw fail('config/client-key-passphrase', `the client key is encrypted and needs its passphrase: ${given}`, {
      evidence: { given: passphrase !== null },
      cause: error,
    });
  }
}

function notPem(which: 'certificate' | 'key', what: string, cause?: unknown): Error {
  return fail('config/client-cert-not-pem', `the client ${which} ${what}`, { evidence: { which }, cause });
}
