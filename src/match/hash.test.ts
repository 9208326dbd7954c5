import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fingerprint, hashParents, hashText, parents } from './hash.ts';

const key = { a: 0x12345678, b: 0x9abcdef0 };

function of(text: string, kind = 3, with_ = key): string {
  hashText(text, kind, with_);
  return [...fingerprint].join(' ');
}

it('tells texts, kinds and keys apart', () => {
  const texts = [
    '',
    '\0',
    '\0\0',
    'a',
    'ab',
    'abc',
    'abcd',
    'abcda',
    '\u0161',
    '\u0001a',
    '\u0100',
    'é',
    '관측값',
    'ꀁ',
  ];
  const all = texts.flatMap((text) => [of(text), of(text, 4), of(text, 9), of(text, 3, { a: 1, b: 2 })]);
  expect(new Set(all).size).toBe(all.length);
});
it('gives no two of many short texts the same fingerprint', () => {
  const seen = new Set<string>();
  for (let i = 0; i < 50_000; i += 1) seen.add(of(i.toString(36)));
  expect(seen.size).toBe(50_000);
});
it('spreads evenly over both words', () => {
  const counts = new Uint32Array(32);
  for (let i = 0; i < 32_000; i += 1) {
    hashText(`host-${i}.example.net`, 3, key);
    counts[(fingerprint[0] ?? 0) >>> 28] = (counts[(fingerprint[0] ?? 0) >>> 28] ?? 0) + 1;
    const low = 16 + ((fingerprint[1] ?? 0) & 15);
    counts[low] = (counts[low] ?? 0) + 1;
  }
  expect(Math.min(...counts)).toBeGreaterThan(1700);
  expect(Math.max(...counts)).toBeLessThan(2300);
});
it('finds the fingerprints of all names above a domain name in one pass', () => {
  const label = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
  fc.assert(
    fc.property(fc.array(label, { minLength: 1, maxLength: 12 }), (labels) => {
      const name = labels.join('.');
      const count = hashParents(name, 3, key);
      const found = Array.from({ length: count }, (_, i) => {
        const text = name.slice(parents.starts[i]);
        return [text, parents.fingerprints[2 * i], parents.fingerprints[2 * i + 1]].join(' ');
      });
      const above = labels.map((_, i) => labels.slice(i).join('.')).reverse();
      const expected = above.slice(labels.length > 1 ? 1 : 0).map((text) => `${text} ${of(text)}`);
      expect(found).toEqual(expected);
    }),
  );
});
it('takes a name of the greatest length', () => {
  expect(hashParents(Array(127).fill('a').join('.'), 3, key)).toBe(126);
});
