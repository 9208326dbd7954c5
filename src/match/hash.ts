/** 64 random bits as two 32-bit numbers: one key a base and all that is laid over it. */
export interface HashKey {
  readonly a: number;
  readonly b: number;
}

const narrow = 0x6c796765;
const other = 0x74656462;

/** Added to the kind of a text that has characters above U+00FF. */
const wide = 16;

/** The last fingerprint made: two unsigned 32-bit numbers. Kept here, so that a look-up allocates nothing. */
export const fingerprint = new Uint32Array(2);

/**
 * Leaves the fingerprint of a text of a kind (its code) in `fingerprint`: 64 bits after HalfSipHash-1-3, keyed, so that
 * nobody who does not know the key can produce two texts of one fingerprint. The text is taken from its end, four
 * characters a word (`hashParents` says why). The last word holds what is left over (at most three characters),
 * how much that is, and the kind, so that no two texts give the same words. Characters above U+00FF count as two.
 */
export function hashText(text: string, kind: number, key: HashKey): void {
  let v0 = key.a;
  let v1 = key.b;
  let v2 = key.a ^ narrow;
  let v3 = key.b ^ other;
  let seen = 0;
  let i = text.length;
  for (; i >= 4; i -= 4) {
    const c0 = text.charCodeAt(i - 1);
    const c1 = text.charCodeAt(i - 2);
    const c2 = text.charCodeAt(i - 3);
    const c3 = text.charCodeAt(i - 4);
    seen |= c0 | c1 | c2 | c3;
    const word = c0 | (c1 << 8) | (c2 << 16) | (c3 << 24);
    v3 ^= word;
    v0 = (v0 + v1) | 0;
    v1 = (v1 << 5) | (v1 >>> 27);
    v1 ^= v0;
    v0 = (v0 << 16) | (v0 >>> 16);
    v2 = (v2 + v3) | 0;
    v3 = (v3 << 8) | (v3 >>> 24);
    v3 ^= v2;
    v0 = (v0 + v3) | 0;
    v3 = (v3 << 7) | (v3 >>> 25);
    v3 ^= v0;
    v2 = (v2 + v1) | 0;
    v1 = (v1 << 13) | (v1 >>> 19);
    v1 ^= v2;
    v2 = (v2 << 16) | (v2 >>> 16);
    v0 ^= word;
  }
  let last = (kind << 26) | (i << 24);
  for (let shift = 0; i > 0; i -= 1, shift += 8) {
    const char = text.charCodeAt(i - 1);
    seen |= char;
    last |= char << shift;
  }
  if (seen > 0xff) hashText(split(text), kind + wide, key);
  else finish(v0, v1, v2, v3, last);
}

/** Each character as two: its upper and its lower byte. */
function split(text: string): string {
  let bytes = '';
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    bytes += String.fromCharCode(unit >> 8, unit & 0xff);
  }
  return bytes;
}

/** Takes the last word and three rounds more. Plain numbers, for an array would be allocated. */
// oxlint-disable-next-line max-params -- the four words of the state
function finish(v0: number, v1: number, v2: number, v3: number, last: number): void {
  v3 ^= last;
  for (let rounds = 0; rounds < 4; rounds += 1) {
    v0 = (v0 + v1) | 0;
    v1 = (v1 << 5) | (v1 >>> 27);
    v1 ^= v0;
    v0 = (v0 << 16) | (v0 >>> 16);
    v2 = (v2 + v3) | 0;
    v3 = (v3 << 8) | (v3 >>> 24);
    v3 ^= v2;
    v0 = (v0 + v3) | 0;
    v3 = (v3 << 7) | (v3 >>> 25);
    v3 ^= v0;
    v2 = (v2 + v1) | 0;
    v1 = (v1 << 13) | (v1 >>> 19);
    v1 ^= v2;
    v2 = (v2 << 16) | (v2 >>> 16);
    if (rounds > 0) continue;
    v0 ^= last;
    v2 ^= 0xff;
  }
  fingerprint[0] = v0 ^ v2;
  fingerprint[1] = v1 ^ v3;
}

/** The names above a domain name and the name itself, shortest first: where each begins, and its fingerprint. */
export const parents = { starts: new Uint8Array(128), fingerprints: new Uint32Array(256) } as const;

/**
 * Fills `parents` for a canonical domain name, in one pass from its end, and answers how many there are. A top-level
 * domain alone is none of them.
 */
export function hashParents(name: string, kind: number, key: HashKey): number {
  let v0 = key.a;
  let v1 = key.b;
  let v2 = key.a ^ narrow;
  let v3 = key.b ^ other;
  let word = 0;
  let shift = 0;
  let count = -1;
  for (let i = name.length - 1; i >= 0; i -= 1) {
    const char = name.charCodeAt(i);
    if (char === dot) {
      if (count >= 0) {
        finish(v0, v1, v2, v3, (kind << 26) | (shift << 21) | word);
        keepParent(count, i + 1);
      }
      count += 1;
    }
    word |= char << shift;
    shift += 8;
    if (shift < 32) continue;
    v3 ^= word;
    v0 = (v0 + v1) | 0;
    v1 = (v1 << 5) | (v1 >>> 27);
    v1 ^= v0;
    v0 = (v0 << 16) | (v0 >>> 16);
    v2 = (v2 + v3) | 0;
    v3 = (v3 << 8) | (v3 >>> 24);
    v3 ^= v2;
    v0 = (v0 + v3) | 0;
    v3 = (v3 << 7) | (v3 >>> 25);
    v3 ^= v0;
    v2 = (v2 + v1) | 0;
    v1 = (v1 << 13) | (v1 >>> 19);
    v1 ^= v2;
    v2 = (v2 << 16) | (v2 >>> 16);
    v0 ^= word;
    word = 0;
    shift = 0;
  }
  count = Math.max(count, 0);
  finish(v0, v1, v2, v3, (kind << 26) | (shift << 21) | word);
  keepParent(count, 0);
  return count + 1;
}

const dot = 46;

function keepParent(index: number, start: number): void {
  parents.starts[index] = start;
  parents.fingerprints[2 * index] = fingerprint[0] ?? 0;
  parents.fingerprints[2 * index + 1] = fingerprint[1] ?? 0;
}
