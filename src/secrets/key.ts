import { createHash, randomBytes } from 'node:crypto';

/** A key that secrets are encrypted with. */
export interface SecretKey {
  /** 16 hex digits, made from the key: names it and tells nothing of it. */
  readonly id: string;
  /** 32 bytes. */
  readonly bytes: Buffer;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
}

const keyBytes = 32;

/** More keys than rotations ever leave behind. */
const mostKeys = 32;

/** A new key, from the system's source of randomness. */
export function makeKey(now: number): SecretKey {
  return keyOf(randomBytes(keyBytes), now);
}

/**
 * Keys from the text of a key file: a line for each, `feedgate-key-1 TIME KEY` (RFC 3339; base64url), the one that is
 * used for encrypting first; blank lines and those that begin with `#` say nothing. `null` where it is not so.
 */
export function parseKeys(text: string): readonly SecretKey[] | null {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const keys = lines.slice(0, mostKeys + 1).map((line) => parseKey(line));
  const found = keys.filter((key) => key !== null);
  return found.length === 0 || found.length < keys.length || found.length > mostKeys ? null : found;
}

/** The text of a key file. */
export function formatKeys(keys: readonly SecretKey[]): string {
  return keys.map((key) => `${formatKey(key)}\n`).join('');
}

function formatKey({ bytes, madeAt }: SecretKey): string {
  return `feedgate-key-1 ${new Date(madeAt).toISOString()} ${bytes.toString('base64url')}`;
}

function parseKey(line: string): SecretKey | null {
  const [, time = '', encoded = ''] = /^feedgate-key-1 (\S{1,40}) ([\w-]{43})$/.exec(line) ?? [];
  const madeAt = Date.parse(time);
  const bytes = Buffer.from(encoded, 'base64url');
  return Number.isNaN(madeAt) || bytes.length !== keyBytes ? null : keyOf(bytes, madeAt);
}

function keyOf(bytes: Buffer, madeAt: number): SecretKey {
  const id = createHash('sha256').update('feedgate key id\0').update(bytes).digest('hex').slice(0, 16);
  return { id, bytes, madeAt };
}
