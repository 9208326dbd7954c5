import type { X509Certificate } from 'node:crypto';

/** What a certificate says of itself; plain JSON. */
export interface CertificateFacts {
  /** On one line: `CN=feed.example, O=Example`. */
  readonly subject: string;
  readonly issuer: string;
  /** SHA-256 over the certificate, lower-case hex: what a pin holds. */
  readonly fingerprint256: string;
  /** Milliseconds since 1970. */
  readonly validFrom: number;
  readonly validTo: number;
  /** Names and addresses it is for, as it lists them: `feed.example`, `*.example`, `192.0.2.1`. */
  readonly names: readonly string[];
}

export function certificateFacts(certificate: X509Certificate): CertificateFacts {
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    fingerprint256: hexOf(certificate.fingerprint256),
    validFrom: certificate.validFromDate.getTime(),
    validTo: certificate.validToDate.getTime(),
    names: (certificate.subjectAltName ?? '')
      .split(', ')
      .map((entry) => entry.replace(/^(?:DNS|IP Address):/, ''))
      .filter((entry) => entry !== '')
      .slice(0, 64),
  };
}

/** A fingerprint without colons, in lower case. */
export function hexOf(fingerprint: string): string {
  return fingerprint.replaceAll(':', '').toLowerCase();
}

function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ');
}
