/**
 * A keyed 48-bit hash as a whole number (−2^47 to 2^47−1): six bytes in an SQLite row or index. Two texts of one
 * fingerprint are rare (at 10 million, a fifth of a pair is expected) and never confused, since a match is confirmed
 * by the full text; `seed` keeps a feed from producing them at will.
 */
export function fingerprint(text: string, seed: number): number {
  let a = 0xdeadbeef ^ seed;
  let b = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (b >> 16) * 2 ** 32 + (a >>> 0);
}
