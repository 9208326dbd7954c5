import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SecretKey } from './key.ts';

/** An encrypted secret as it is stored: `fg1.` key id `.` nonce, ciphertext and tag in base64url. */
export interface Envelope {
  readonly keyId: string;
  /** 96-bit nonce, ciphertext, 128-bit tag. */
  readonly body: Buffer;
}

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Encrypts a text with AES-256-GCM (NIST SP 800-38D) under a random 96-bit nonce. `bound` is where it belongs: it
 * cannot be decrypted as anything else.
 */
export function seal(text: string, { id, bytes }: SecretKey, bound: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, bytes, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(bound));
  const body = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `fg1.${id}.${body.toString('base64url')}`;
}

/** The parts of an envelope; `null` where the text is none. */
export function parseEnvelope(text: string): Envelope | null {
  const [, keyId, encoded] = /^fg1\.([0-9a-f]{16})\.([\w-]+)$/.exec(text) ?? [];
  if (keyId === undefined || encoded === undefined) return null;
  const body = Buffer.from(encoded, 'base64url');
  return body.length < nonceBytes + tagBytes ? null : { keyId, body };
}

/** What was encrypted; `null` where key, place or bytes are not those of the encryption. */
export function unseal({ body }: Envelope, { bytes }: SecretKey, bound: string): string | null {
  const nonce = body.subarray(0, nonceBytes);
  const decipher = createDecipheriv(algorithm, bytes, nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(bound));
  decipher.setAuthTag(body.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(body.subarray(nonceBytes, -tagBytes)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

/** The ids of the keys that stored settings name; they are JSON, and a text in it has its quotes escaped. */
export function keyIdsIn(settings: string): readonly string[] {
  return [...settings.matchAll(/"sealed":"fg1\.([0-9a-f]{16})\./g)].flatMap(([, id]) => (id === undefined ? [] : [id]));
}

/** The ids of the keys that passwords in a YAML file of settings name, in a comment too: better one too many. */
export function keyIdsInYaml(text: string): readonly string[] {
  const found = text.matchAll(/\bpassword["']?:\s+["']?fg1\.([0-9a-f]{16})\./g);
  return [...found].flatMap(([, id]) => (id === undefined ? [] : [id]));
}
