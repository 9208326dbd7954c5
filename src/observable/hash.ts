import type { Kind, Observable, Refusal } from './observable.ts';
import { brokenText, refuse } from './refusal.ts';

/** The hash kinds by their length in hexadecimal digits. */
const byLength = { 32: 'md5', 40: 'sha1', 64: 'sha256', 128: 'sha512' } as const;

type HashKind = (typeof byLength)[keyof typeof byLength];

const hexadecimal = /^[0-9a-f]+$/i;

/** A file hash in lower-case hexadecimal; its length tells its kind. Rules: `not-hex`, `hash-length`. */
export function parseHash(text: string, expected: Kind = 'sha256'): Observable | Refusal {
  const trimmed = text.trim();
  if (!hexadecimal.test(trimmed)) return refuse(expected, text, brokenText(trimmed) ?? 'not-hex');
  const kind = hashKind(trimmed.length);
  return kind === undefined ? refuse(expected, text, 'hash-length') : { kind, value: trimmed.toLowerCase() };
}

function hashKind(length: number): HashKind | undefined {
  return length === 32 || length === 40 || length === 64 || length === 128 ? byLength[length] : undefined;
}
