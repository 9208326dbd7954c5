import { z } from 'zod';
import { Secret } from '../base/secret.ts';
import { badHeaderCharacter, isHeaderName } from './header.ts';
import type { ConfigCode } from './conditions.ts';
import { formatDuration, parseDuration } from './duration.ts';

/** Why a value is not taken: the code, and what is allowed, as the end of a sentence. */
export class Refused {
  readonly code: ConfigCode;
  readonly allowed: string;

  constructor(code: ConfigCode, allowed: string) {
    this.code = code;
    this.allowed = allowed;
  }
}

/** A schema around a reading function. A value that is not there at all is `config/missing`, whatever the function says. */
export function field<T>(read: (value: unknown) => T | Refused) {
  return z.unknown().transform((value, context): T => {
    const result = read(value);
    if (!(result instanceof Refused)) return result;
    const code = value === undefined ? 'config/missing' : result.code;
    context.issues.push({ code: 'custom', input: value, message: result.allowed, params: { code } });
    return z.NEVER;
  });
}

// oxlint-disable-next-line no-control-regex -- they are what it looks for
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** Text of 1 to `max` characters, none of them a control character. */
export function text(max: number) {
  const refused = new Refused('config/value-bad', `text of 1 to ${max} characters, no control characters`);
  return field((value) => {
    const fits = typeof value === 'string' && value !== '' && value.length <= max && !controls.test(value);
    return fits ? value : refused;
  });
}

/** A whole number, also as digits. */
export function wholeNumber(min: number, max: number) {
  const allowed = `a whole number from ${min} to ${max}`;
  return field((value) => {
    const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isSafeInteger(number)) return new Refused('config/value-bad', allowed);
    return number >= min && number <= max ? number : new Refused('config/out-of-range', allowed);
  });
}

/** `true` or `false`, also as words. */
export const flag = field((value) => {
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : new Refused('config/value-bad', 'true or false');
});

/** One of the given words. */
export function oneOf<const T extends string>(words: readonly T[]) {
  const refused = new Refused(
    'config/value-bad',
    words.length === 1 ? `only ${words[0]}` : `one of ${words.join(', ')}`,
  );
  return field((value) => words.find((word) => word === value) ?? refused);
}

/** A duration within limits, in milliseconds. */
export function duration(min: number, max: number) {
  return field((value) => readDuration(value, min, max));
}

/** A duration (see `parseDuration`) or why it is refused. */
export function readDuration(value: unknown, min: number, max: number): number | Refused {
  const allowed = `${formatDuration(min)} to ${formatDuration(max)}`;
  const ms = parseDuration(value);
  if (ms === undefined) return new Refused('config/duration-bad', `a duration such as 90s, 1h or 30d, from ${allowed}`);
  return ms >= min && ms <= max ? ms : new Refused('config/out-of-range', `from ${allowed}`);
}

const shownSecret = new Refused('config/value-bad', 'the secret itself; *** is only how secrets are shown');

/** A secret of at most 64 kB, or one that was checked before; `min` is 0 where a blank one is allowed and sent. */
export function secret(min: 0 | 1, max = 65_536) {
  const refused = new Refused('config/value-bad', `text of ${min} to ${max} characters`);
  return field((value) => {
    if (value === '***') return shownSecret;
    if (value instanceof Secret) return value;
    const fits = typeof value === 'string' && value.length >= min && value.length <= max;
    return fits ? new Secret(value) : refused;
  });
}

/** A secret that goes into a header as it is. */
export const headerSecret = field((value) => {
  if (value === '***') return shownSecret;
  if (value instanceof Secret) return value;
  if (typeof value !== 'string' || value === '' || value.length > 8192) {
    return new Refused('config/value-bad', 'text of 1 to 8192 characters');
  }
  const position = badHeaderCharacter(value);
  if (position < 0) return new Secret(value);
  return new Refused(
    'config/header-chars',
    `no character that HTTP forbids in a header, as at position ${position + 1}`,
  );
});

export const headerName = field((value) => {
  if (typeof value === 'string' && isHeaderName(value)) return value;
  return new Refused('config/header-chars', 'an HTTP token: letters, digits, hyphens');
});

/** RFC 7617: a user has no colon, and neither part has control characters. */
export const basicUser = field((value) => {
  const fits = typeof value === 'string' && value.length <= 1024 && !controls.test(value) && !value.includes(':');
  return fits ? value : new Refused('config/value-bad', 'text of at most 1024 characters without a colon');
});

/** PEM text; what is in it is checked apart, for that is slow. */
export function pem() {
  const refused = new Refused('config/value-bad', 'PEM text of at most 2 MiB');
  return field((value) => (typeof value === 'string' && value.length <= 2_097_152 ? value : refused));
}
