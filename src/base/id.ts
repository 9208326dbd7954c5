import type { Random } from './clock.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID (48 bits of time, 80 of chance, Crockford base 32): sorts by time, safe in file names and mails. */
export function newId(now: number, random: Random): string {
  let time = '';
  for (let rest = Math.trunc(now), i = 0; i < 10; i += 1) {
    time = alphabet.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  let chance = '';
  for (let i = 0; i < 16; i += 1) chance += alphabet.charAt(Math.floor(random() * 32));
  return time + chance;
}
