import { generateKeyPairSync, type KeyObject } from 'node:crypto';

/** Kinds of keys; the last of them too weak for anybody. */
export type KeyKind = 'p256' | 'p384' | 'ed25519' | 'rsa-2048' | 'rsa-1024' | 'rsa-512';

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const made = new Map<string, KeyPair>();

/** The key of this kind and owner, made when it is first asked for and kept as long as the process lives. */
export function keyPair(owner: string, kind: KeyKind = 'p256'): KeyPair {
  const label = `${kind} ${owner}`;
  const known = made.get(label);
  if (known !== undefined) return known;
  const pair = generate(kind);
  made.set(label, pair);
  return pair;
}

function generate(kind: KeyKind): KeyPair {
  if (kind === 'ed25519') return generateKeyPairSync('ed25519');
  if (kind === 'p256') return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  if (kind === 'p384') return generateKeyPairSync('ec', { namedCurve: 'P-384' });
  return generateKeyPairSync('rsa', { modulusLength: Number(kind.slice('rsa-'.length)) });
}

/** The private key as PEM (PKCS #8); encrypted where a passphrase is given. */
export function keyPem({ privateKey }: KeyPair, passphrase?: string): string {
  const locked = passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase };
  return privateKey.export({ type: 'pkcs8', format: 'pem', ...locked }).toString();
}
