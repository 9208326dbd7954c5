import type { Found } from './found.ts';

/**
 * An identifier for an indicator that has none, derived from its title and from what it names (in any order), so that
 * the same content gets the same identifier in every poll: `content:` and 64 bits in hexadecimal, two 32-bit
 * multiply-xor hashes (FNV-1a and one with other constants). It tells indicators apart; it is no proof of anything.
 */
export function contentId(title: string | null, found: Found): string {
  const named = [...found.values.map(({ kind, value }) => `${kind} ${value}`), ...found.references].sort();
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (const text of [title ?? '', ...named]) {
    for (let i = 0; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      a = Math.imul(a ^ unit, 0x01000193);
      b = Math.imul(b ^ unit, 0x5bd1e995) ^ (b >>> 15);
    }
    a = Math.imul(a ^ 0x10000, 0x01000193);
    b = Math.imul(b ^ 0x10000, 0x5bd1e995) ^ (b >>> 13);
  }
  return `content:${hex(a)}${hex(b)}`;
}

function hex(number: number): string {
  return (number >>> 0).toString(16).padStart(8, '0');
}
