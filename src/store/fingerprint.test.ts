import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Filter } from './filter.ts';
import { fingerprint } from './fingerprint.ts';

describe('a fingerprint', () => {
  it('is a whole number of 48 bits, the same for the same text and seed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), (text, seed) => {
        const key = fingerprint(text, seed);
        expect(Number.isInteger(key)).toBe(true);
        expect(key).toBeGreaterThanOrEqual(-(2 ** 47));
        expect(key).toBeLessThan(2 ** 47);
        expect(fingerprint(text, seed)).toBe(key);
      }),
    );
  });
  it('does not meet among 200,000 similar texts', () => {
    const keys = new Set(Array.from({ length: 200_000 }, (_, i) => fingerprint(`host-${i}.example.net`, 7)));
    expect(keys.size).toBe(200_000);
  });
  it('differs by seed', () => {
    expect(fingerprint('192.0.2.1', 1)).not.toBe(fingerprint('192.0.2.1', 2));
  });
});

describe('a filter', () => {
  it('holds what was added, also when stored and read again, and few strangers', () => {
    const filter = new Filter();
    const keys = Array.from({ length: 262_144 }, (_, i) => fingerprint(`indicator-${i}`, 3));
    for (const key of keys) filter.add(key);
    const again = new Filter(filter.bytes());
    expect(keys.every((key) => again.mayHold(key))).toBe(true);
    const strangers = Array.from({ length: 50_000 }, (_, i) => fingerprint(`stranger-${i}`, 3));
    expect(strangers.filter((key) => again.mayHold(key)).length).toBeLessThan(250);
  });
});
