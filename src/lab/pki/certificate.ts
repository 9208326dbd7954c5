import { randomBytes, sign } from 'node:crypto';
import { bits, explicit, integer, nothing, objectId, sequence, set, time, utf8 } from './der.ts';
import { extensionsField, type Extension } from './extensions.ts';
import type { KeyPair } from './keys.ts';

/** Whom a certificate is about, or by. */
export interface Name {
  readonly cn?: string;
  readonly o?: string;
}

export type Digest = 'sha256' | 'sha1' | 'md5';

/** What is to stand in a certificate; nothing is checked, for wrong ones are the point. */
export interface CertificateSpec {
  readonly subject: Name;
  readonly keys: KeyPair;
  /** Default: itself. */
  readonly issuer?: Certified;
  /** Signs in place of the issuer's key. */
  readonly signedBy?: KeyPair;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** Default: random, positive, 15 bytes. */
  readonly serial?: bigint;
  /** Default SHA-256; of no effect with Ed25519. */
  readonly digest?: Digest;
  readonly extensions: readonly Extension[];
  /** Spoils a byte of the signature. */
  readonly spoilt?: boolean;
}

/** A certificate with the key that belongs to it. */
export interface Certified {
  readonly subject: Name;
  readonly keys: KeyPair;
  readonly serial: bigint;
  readonly der: Uint8Array;
}

/** An X.509 certificate, version 3 (RFC 5280 §4.1). */
export function certify(spec: CertificateSpec): Certified {
  const { subject, keys, issuer, from, to, extensions, digest = 'sha256', spoilt = false } = spec;
  const serial = spec.serial ?? BigInt(`0x01${randomBytes(14).toString('hex')}`);
  const signer = spec.signedBy ?? issuer?.keys ?? keys;
  const statement = sequence(
    explicit(0, integer(2n)),
    integer(serial),
    algorithmOf(signer, digest),
    nameBytes(issuer?.subject ?? subject),
    sequence(time(from), time(to)),
    nameBytes(subject),
    keys.publicKey.export({ type: 'spki', format: 'der' }),
    extensionsField(extensions),
  );
  return { subject, keys, serial, der: signed(statement, signer, { digest, spoilt }) };
}

/** A statement, how it is signed, and the signature: the form of certificates and revocation lists. */
export function signed(
  statement: Uint8Array,
  signer: KeyPair,
  { digest, spoilt }: { readonly digest: Digest; readonly spoilt: boolean },
): Uint8Array {
  const key = signer.privateKey;
  const signature = sign(key.asymmetricKeyType === 'ed25519' ? null : digest, statement, key);
  const last = signature.length - 1;
  if (spoilt) signature.writeUInt8(signature.readUInt8(last) ^ 1, last);
  return sequence(statement, algorithmOf(signer, digest), bits(signature));
}

const algorithms: Readonly<Record<string, string>> = {
  'ec sha256': '1.2.840.10045.4.3.2',
  'ec sha1': '1.2.840.10045.4.1',
  'rsa sha256': '1.2.840.113549.1.1.11',
  'rsa sha1': '1.2.840.113549.1.1.5',
  'rsa md5': '1.2.840.113549.1.1.4',
};

/** The name of a way to sign (RFC 3279 §2.2, RFC 8410 §3). */
export function algorithmOf({ privateKey }: KeyPair, digest: Digest): Buffer {
  const type = privateKey.asymmetricKeyType ?? '';
  if (type === 'ed25519') return sequence(objectId('1.3.101.112'));
  const id = objectId(algorithms[`${type} ${digest}`] ?? '');
  return type === 'rsa' ? sequence(id, nothing) : sequence(id);
}

/** A distinguished name: organisation, then common name. */
export function nameBytes({ cn, o }: Name): Buffer {
  const parts = [
    ['2.5.4.10', o],
    ['2.5.4.3', cn],
  ] as const;
  return sequence(
    ...parts.flatMap(([id, text]) => (text === undefined ? [] : [set(sequence(objectId(id), utf8(text)))])),
  );
}

/** PEM of one thing or several (RFC 7468). */
export function pem(label: 'CERTIFICATE' | 'X509 CRL' | 'DH PARAMETERS', ...things: readonly Uint8Array[]): string {
  return things
    .map((der) => {
      const lines =
        Buffer.from(der)
          .toString('base64')
          .match(/.{1,64}/g) ?? [];
      return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
    })
    .join('');
}

/** Certificates as PEM, in this order. */
export function pemOf(...certified: readonly Certified[]): string {
  return pem('CERTIFICATE', ...certified.map(({ der }) => der));
}
