import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { at, built, listing, layerOf } from '../../test/fakes/match-listings.ts';
import { Failure } from '../base/failure.ts';
import { wordsOf, checksumOf } from './checksum.ts';
import { fingerprint, hashText } from './hash.ts';
import { headerLength } from './header.ts';
import type { IndexedListing } from './match.ts';
import { MatchIndex } from './match-index.ts';
import { openSnapshot } from './open.ts';

const listings = [
  ...Array.from({ length: 60 }, (_, i) => listing(i, 'ip', `192.0.2.${i}`)),
  listing(100, 'network', '198.51.100.0/24'),
  listing(101, 'network', '2001:db8::/32'),
  listing(102, 'domain', 'evil.example'),
];
let bytes = new Uint8Array();
beforeAll(async () => {
  bytes = (await built(listings)).bytes.slice();
});

function codeOf(action: () => unknown): string {
  try {
    action();
    return 'nothing';
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
}

/** Everything that may be asked of an index, so that damage shows. */
function useAll(damaged: Uint8Array): unknown {
  const index = new MatchIndex(openSnapshot(damaged));
  return listings.map((one) => {
    if (one.kind === 'ip' || one.kind === 'network') return index.lookUpIp(one.value.split('/')[0] ?? '', at);
    return index.lookUpDomain(`www.${one.value}`, at);
  });
}

/** Writes a header's checksum anew, as no damage would. */
function signed(damaged: Uint8Array): Uint8Array {
  const head = damaged.slice(0, headerLength);
  wordsOf(head)[4] = 0;
  wordsOf(damaged.subarray(0, headerLength))[4] = checksumOf(head);
  return damaged;
}

describe('a snapshot', () => {
  it('is the same whenever it is made of the same, and opens as what was built', async () => {
    expect((await built(listings.toReversed())).bytes).toEqual(bytes);
    const { observables, listings: count, length } = openSnapshot(bytes).header;
    expect({ observables, count, length }).toEqual({ observables: 63, count: 63, length: bytes.length });
  });
  it('of nothing is one, too', async () => {
    expect(new MatchIndex(await layerOf([])).lookUpIp('192.0.2.1', at)).toEqual([]);
  });
  it.each([
    ['an empty file', () => new Uint8Array(), 'match/truncated'],
    ['another file', () => new TextEncoder().encode('SQLite format 3'.padEnd(4096)), 'match/foreign'],
    ['half a header', () => bytes.slice(0, 100), 'match/truncated'],
    ['a file cut short', () => bytes.slice(0, -16), 'match/truncated'],
    ['a file with something behind', () => new Uint8Array([...bytes, 0]), 'match/checksum'],
    ['a file that was never ended', () => bytes.slice().fill(0, 0, headerLength), 'match/foreign'],
    ['a changed header', () => changed(60), 'match/checksum'],
    ['a changed byte mark', () => changed(8), 'match/checksum'],
    ['a changed table', () => changed(bytes.length - 20), 'match/checksum'],
    ['a changed record', () => changed(headerLength + 100), 'match/checksum'],
    ['a newer format', () => changed(12), 'match/version'],
    ['the other byte order', () => withWord(2, 0x04030201), 'match/endianness'],
  ])('is refused when it is %s', (_, make, code) => {
    expect(codeOf(() => useAll(make()))).toBe(code);
  });

  function changed(place: number): Uint8Array {
    const copy = bytes.slice();
    copy[place] = (copy[place] ?? 0) ^ 2;
    return copy;
  }
  function withWord(place: number, value: number): Uint8Array {
    const copy = bytes.slice();
    wordsOf(copy)[place] = value;
    return copy;
  }

  it('cut anywhere is refused', () => {
    for (let length = 0; length < bytes.length; length += 7) {
      expect(codeOf(() => openSnapshot(bytes.slice(0, length)))).toBe('match/truncated');
    }
  });
  it('with any byte changed is refused, when it is opened or when the byte is read', () => {
    for (let place = 0; place < bytes.length; place += 1) {
      const copy = bytes.slice();
      copy[place] = (copy[place] ?? 0) ^ (1 << (place % 8));
      expect(
        codeOf(() => useAll(copy)),
        `byte ${place}`,
      ).toMatch(/^match\//);
    }
  });
  it('of random bytes ends in a failure with a code', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), fc.boolean(), (random, headed) => {
        const whole = headed ? new Uint8Array([...bytes.slice(0, 12), ...random]) : random;
        expect(codeOf(() => useAll(whole))).toMatch(/^match\//);
      }),
    );
  });
  it('whose header was forged ends in a failure or in answers, never in anything else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 63 }), fc.double(), (slot, value) => {
        const copy = bytes.slice();
        new DataView(copy.buffer).setFloat64(slot * 8, value, true);
        expect(codeOf(() => useAll(signed(copy)))).toMatch(/^match\/|^nothing$/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('observables of one fingerprint', () => {
  /** Hosts whose lower words are the same under the key of the tests, found by trying 200,000. */
  function colliding(): readonly IndexedListing[] {
    const seen = new Map<number, string>();
    const found: IndexedListing[] = [];
    for (let i = 0; i < 200_000; i += 1) {
      const value = `host-${i}.example.net`;
      hashText(value, 3, { a: 0x01234567, b: 0x89abcdef });
      const lower = fingerprint[1] ?? 0;
      const other = seen.get(lower);
      if (other === undefined) seen.set(lower, value);
      else found.push(listing(i, 'domain', value), listing(1_000_000 + i, 'domain', other));
    }
    return found;
  }
  it('in one bucket are told apart by their values', async () => {
    const twins = colliding();
    expect(twins.length).toBeGreaterThanOrEqual(2);
    for (let i = 0; i < twins.length; i += 2) {
      const pair = twins.slice(i, i + 2);
      const both = new MatchIndex(await layerOf(pair));
      const one = new MatchIndex(await layerOf(pair.slice(0, 1)));
      expect(pair.map(({ value }) => both.lookUpDomain(value, at).map(({ id }) => id))).toEqual(
        pair.map(({ id }) => [id]),
      );
      expect(one.hasDomain(pair[1]?.value ?? '')).toBe(true);
      expect(one.lookUpDomain(pair[1]?.value ?? '', at)).toEqual([]);
    }
  });
});
