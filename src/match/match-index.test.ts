import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, built, facts, layerOf, listing, sources } from '../../test/fakes/match-listings.ts';
import { kinds, type Observable } from '../observable/observable.ts';
import { registrableDomain } from '../observable/registrable.ts';
import type { IndexedListing, Match } from './match.ts';
import { MatchIndex } from './match-index.ts';

async function indexOf(...listings: IndexedListing[]): Promise<MatchIndex> {
  return new MatchIndex(await layerOf(listings));
}

const ids = (matches: readonly Match[]): number[] => matches.map(({ id }) => id);

describe('a look-up', () => {
  it('answers the whole listing with its source', async () => {
    const listed = listing(9, 'url', 'http://login.example.net/a', { validFrom: at - 1, validUntil: at + 1 });
    const index = await indexOf(listed);
    expect(index.lookUpUrl(listed.value, at)).toEqual([{ ...listed, source: sources[1] }]);
    expect([index.generation, index.builtAt, index.observables]).toEqual([7, at, 1]);
  });
  it('finds each kind under its own name only', async () => {
    const texts = ['a'.repeat(32), 'b'.repeat(40), 'c'.repeat(64), 'd'.repeat(128)];
    const [md5 = '', sha1 = '', sha256 = '', sha512 = ''] = texts;
    const index = await indexOf(
      listing(1, 'md5', md5),
      listing(2, 'sha1', sha1),
      listing(3, 'sha256', sha256),
      listing(4, 'sha512', sha512),
      listing(5, 'email', 'x@example.net'),
      listing(6, 'email', '관리자@example.net'),
    );
    expect(texts.flatMap((text) => ids(index.lookUpHash(text, at)))).toEqual([1, 2, 3, 4]);
    expect(index.lookUpHash('abc', at)).toEqual([]);
    expect(ids(index.lookUpEmail('x@example.net', at))).toEqual([5]);
    expect(ids(index.lookUpEmail('관리자@example.net', at))).toEqual([6]);
    expect(index.lookUpDomain('example.net', at)).toEqual([]);
    expect(index.lookUp({ kind: 'url', value: 'x@example.net' }, at)).toEqual([]);
  });
  it('keeps what is null apart from what is nought', async () => {
    const nulls = { confidence: null, tlp: null, validFrom: null, validUntil: null } as const;
    const index = await indexOf(listing(1, 'ip', '192.0.2.1', nulls), listing(2, 'ip', '192.0.2.1', { confidence: 0 }));
    expect(index.lookUpIp('192.0.2.1', at).map(({ confidence, tlp }) => [confidence, tlp])).toEqual([
      [null, null],
      [0, 'amber'],
    ]);
  });
});

describe('a listing', () => {
  it.each([
    ['before its validity', { validFrom: at + 1 }],
    ['when its validity ends', { validUntil: at }],
    ['when its age is over', { expiresAt: at }],
    ['when it was taken back', { expiresAt: 0 }],
    ['when nobody knows its source', { source: 99 }],
  ])('is not in force %s', async (_, more) => {
    const index = await indexOf(listing(1, 'ip', '192.0.2.1', more));
    expect(index.lookUpIp('192.0.2.1', at)).toEqual([]);
    expect(index.hasIp('192.0.2.1')).toBe(true);
  });
  it('is in force from its first to before its last millisecond', async () => {
    const index = await indexOf(
      listing(1, 'ip', '192.0.2.1', { validFrom: at, validUntil: at + 5, expiresAt: at + 5 }),
    );
    const seen = [at - 1, at, at + 4, at + 5].map((time) => index.lookUpIp('192.0.2.1', time).length);
    expect(seen).toEqual([0, 1, 1, 0]);
  });
});

describe('an address', () => {
  it('matches itself and every network around it, narrowest first', async () => {
    const index = await indexOf(
      listing(1, 'network', '192.0.0.0/16'),
      listing(2, 'network', '192.0.2.0/24'),
      listing(3, 'network', '192.0.2.0/25', { source: 1 }),
      listing(4, 'network', '192.0.2.128/25'),
      listing(5, 'network', '198.51.100.0/24'),
      listing(6, 'ip', '192.0.2.1'),
      listing(7, 'network', '192.0.2.0/25', { source: 3 }),
    );
    expect(ids(index.lookUpIp('192.0.2.1', at))).toEqual([6, 3, 7, 2, 1]);
    expect(ids(index.lookUpIp(Uint8Array.of(192, 0, 2, 200), at))).toEqual([4, 2, 1]);
    expect(ids(index.lookUpIp('192.0.3.0', at))).toEqual([1]);
    expect(index.lookUpIp('203.0.113.1', at)).toEqual([]);
    expect(index.lookUpIp('1.1.1.1', at)).toEqual([]);
    expect([index.hasIp('192.0.77.1'), index.hasIp('203.0.113.1'), index.hasIp('no address')]).toEqual([
      true,
      false,
      false,
    ]);
  });
  it('of IPv6 does so too, and one that is mapped is that of IPv4', async () => {
    const index = await indexOf(
      listing(1, 'network', '2001:db8::/32'),
      listing(2, 'network', '2001:db8:0:1::/64'),
      listing(3, 'network', '2001:db8:0:1:8000::/65'),
      listing(4, 'network', '2001:db8:0:1::fff0/124'),
      listing(5, 'ip', '2001:db8:0:1::ffff'),
      listing(6, 'ip', '192.0.2.1'),
    );
    expect(ids(index.lookUpIp('2001:db8:0:1::ffff', at))).toEqual([5, 4, 2, 1]);
    expect(ids(index.lookUpIp('2001:db8:0:1:8000::1', at))).toEqual([3, 2, 1]);
    const mapped = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 192, 0, 2, 1);
    expect(ids(index.lookUpIp(mapped, at))).toEqual([6]);
    expect(ids(index.lookUpIp(Uint8Array.of(0x20, 1, 0xd, 0xb8, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), at))).toEqual([1]);
  });
});

describe('a listed domain', () => {
  const rules = [
    listing(1, 'domain', 'example.co.uk', { source: 1 }),
    listing(2, 'domain', 'example.co.uk', { source: 2 }),
    listing(3, 'domain', 'example.co.uk', { source: 3 }),
    listing(4, 'domain', 'www.example.co.uk', { source: 1 }),
    listing(5, 'domain', 'www.example.co.uk', { source: 2 }),
    listing(6, 'domain', 'www.example.co.uk', { source: 3 }),
    listing(7, 'domain', 'co.uk', { source: 3 }),
    listing(8, 'domain', 'github.io', { source: 2 }),
    listing(9, 'domain', 'github.io', { source: 3 }),
  ];
  it.each([
    ['example.co.uk', [1, 2, 3]],
    ['www.example.co.uk', [4, 5, 6, 2, 3]],
    ['a.www.example.co.uk', [6, 2, 3]],
    ['other.example.co.uk', [2, 3]],
    ['notexample.co.uk', []],
    ['who.github.io', []],
    ['github.io', [8, 9]],
    ['co.uk', [7]],
    ['uk', []],
  ])('covers what its source lets it cover: %s', async (name, expected) => {
    const index = await indexOf(...rules);
    expect(ids(index.lookUpDomain(name, at))).toEqual(expected);
    expect(index.hasDomain(name)).toBe(name !== 'uk');
  });
});

describe('an overlay', () => {
  const over = { ...facts, id: 4712, base: facts.id, generation: 8 };
  const base = [
    listing(1, 'network', '192.0.2.0/24'),
    listing(2, 'ip', '192.0.2.1'),
    listing(3, 'ip', '192.0.2.1', { source: 3 }),
  ];
  it('decides about the listings that it knows, and about all sources', async () => {
    const overlay = await layerOf(
      [
        listing(1, 'network', '192.0.2.0/24', { expiresAt: 0 }),
        listing(2, 'ip', '192.0.2.1', { confidence: 5 }),
        listing(4, 'network', '192.0.0.0/16'),
      ],
      { ...over, sources: sources.map((source) => ({ ...source, mode: 'monitor' as const })).slice(0, 2) },
    );
    const index = new MatchIndex(await layerOf(base), overlay);
    const matches = index.lookUpIp('192.0.2.1', at);
    expect(matches.map(({ id, confidence, source }) => [id, confidence, source.mode])).toEqual([
      [2, 5, 'monitor'],
      [4, 80, 'monitor'],
    ]);
    expect(index.generation).toBe(8);
  });
  it('of another base is refused', async () => {
    const overlay = await layerOf([], { ...over, base: 1 });
    const layer = await layerOf(base);
    expect(() => new MatchIndex(layer, overlay)).toThrow(expect.objectContaining({ code: 'match/foreign' }));
    expect(() => new MatchIndex(overlay)).toThrow(expect.objectContaining({ code: 'match/foreign' }));
  });
});

describe('many listings', () => {
  it('of one observable keep those of each source that leave force last', async () => {
    const many = Array.from({ length: 100 }, (_, i) => listing(i, 'ip', '192.0.2.1', { expiresAt: at + 1 + i }));
    const other = listing(500, 'ip', '192.0.2.1', { source: 3, expiresAt: at + 1 });
    const { result } = await built([...many, other], { perSource: 10 });
    expect(result).toMatchObject({ observables: 1, listings: 11, folded: 90 });
    const index = new MatchIndex(await layerOf([...many, other], { perSource: 10 }));
    expect(ids(index.lookUpIp('192.0.2.1', at)).sort((a, b) => a - b)).toEqual([
      90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 500,
    ]);
  });
  it('of a stretch beyond every buffer are all found', async () => {
    const indicator = 'example:'.padEnd(2048, 'x');
    const many = Array.from({ length: 1500 }, (_, id) =>
      listing(id, 'ip', '192.0.2.1', { indicator, source: 1 + (id % 3) }),
    );
    const index = new MatchIndex(await layerOf([...many, listing(9999, 'ip', '192.0.2.2')], { perSource: 1e9 }));
    expect(index.lookUpIp('192.0.2.1', at)).toHaveLength(1500);
    expect(index.lookUpIp('192.0.2.2', at)).toHaveLength(1);
  });
});

const label = fc.constantFrom('a', 'b', 'www', 'mail');
const name = fc
  .tuple(fc.array(label, { maxLength: 3 }), fc.constantFrom('com', 'co.uk', 'github.io', 'unknown-top'))
  .map(([labels, top]) => [...labels, top].join('.'));
const v4 = fc.tuple(fc.constantFrom(192, 198), fc.nat(3), fc.nat(3), fc.nat(255)).map((bytes) => bytes.join('.'));
const network = fc.tuple(v4, fc.integer({ min: 8, max: 31 })).map(([text, length]) => cleared(text, length));
const v6 = fc.tuple(fc.nat(3), fc.nat(3)).map(([a, b]) => `2001:db8:${a + 1}:1:1:1:1:${b + 1}`);
const v6network = fc
  .tuple(fc.nat(3), fc.constantFrom(32, 47, 48))
  .map(([a, length]) =>
    length === 32 ? '2001:db8::/32' : `2001:db8:${length === 47 ? (a + 1) & 2 : a + 1}::/${length}`,
  )
  .map((text) => text.replace('db8:0::', 'db8::'));
const observable = fc.oneof(
  v4.map((value) => ({ kind: 'ip' as const, value })),
  v6.map((value) => ({ kind: 'ip' as const, value })),
  network.map((value) => ({ kind: 'network' as const, value })),
  v6network.map((value) => ({ kind: 'network' as const, value })),
  name.map((value) => ({ kind: 'domain' as const, value })),
  name.map((value) => ({ kind: 'email' as const, value: `a@${value}` })),
  fc.webUrl().map((value) => ({ kind: 'url' as const, value })),
  fc.stringMatching(/^[0-9a-f]{32}$/).map((value) => ({ kind: 'md5' as const, value })),
);
const moment = fc.option(fc.integer({ min: at - 3, max: at + 3 }), { nil: null });
const someListing = fc
  .record({
    observable,
    source: fc.integer({ min: 1, max: 4 }),
    validFrom: moment,
    validUntil: moment,
    expiresAt: fc.integer({ min: at - 3, max: at + 3 }),
    confidence: fc.option(fc.nat(100), { nil: null }),
    indicator: fc.string(),
  })
  .map(({ observable: { kind, value }, ...more }) => listing(0, kind, value, more));
const numbered = fc.array(someListing, { maxLength: 60 }).map((all) => all.map((one, id) => ({ ...one, id })));

function cleared(text: string, length: number): string {
  const number = (bitsOf(text) >>> (32 - length)) << (32 - length);
  return `${[24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.')}/${length}`;
}

function bitsOf(text: string): number {
  return text.split('.').reduce((sum, byte) => (sum << 8) | Number(byte), 0);
}

/** What a list looked through from end to end would answer. */
function naive(listings: readonly IndexedListing[], asked: IndexedListing, time: number): number[] {
  return listings
    .filter(({ source }) => source <= 3)
    .filter(({ validFrom, validUntil, expiresAt }) => {
      const begun = validFrom === null || validFrom <= time;
      return begun && time < expiresAt && (validUntil === null || time < validUntil);
    })
    .filter((one) => isMatch(one, asked))
    .map(({ id }) => id);
}

function isMatch(listed: IndexedListing, asked: IndexedListing): boolean {
  if (listed.kind === asked.kind && listed.value === asked.value) return true;
  if (asked.kind === 'ip' && listed.kind === 'network') return isAround(listed.value, asked.value);
  if (asked.kind !== 'domain' || listed.kind !== 'domain' || !asked.value.endsWith(`.${listed.value}`)) return false;
  const registrable = registrableDomain(asked.value);
  if (listed.source === 2) return registrable === listed.value;
  return listed.source === 3 && registrable !== null && `.${listed.value}`.endsWith(`.${registrable}`);
}

function isAround(listed: string, asked: string): boolean {
  const [start = '', length = ''] = listed.split('/');
  if (start.includes(':') !== asked.includes(':')) return false;
  if (!asked.includes(':')) return (bitsOf(start) ^ bitsOf(asked)) >>> (32 - Number(length)) === 0;
  if (length === '32') return true;
  const third = Number(start === '2001:db8::' ? 0 : start.split(':')[2]);
  const shift = 48 - Number(length);
  return third >> shift === Number(asked.split(':')[2]) >> shift;
}

function ask(index: MatchIndex, asked: IndexedListing, time: number): number[] {
  const { kind, value } = asked;
  const answer =
    kind === 'ip'
      ? index.lookUpIp(value, time)
      : kind === 'domain'
        ? index.lookUpDomain(value, time)
        : index.lookUp({ kind, value }, time);
  return ids(answer).sort((a, b) => a - b);
}

describe('the index agrees with a naive list', () => {
  it('on whatever is listed and asked, also when it is split and sorted in parts', async () => {
    await fc.assert(
      fc.asyncProperty(
        numbered,
        fc.array(someListing, { maxLength: 20 }),
        fc.nat(3),
        async (listed, strangers, parts) => {
          const index = new MatchIndex(await layerOf(listed, { expected: parts * 100_000 }));
          for (const asked of [...listed, ...strangers]) {
            expect(ask(index, asked, at), `${asked.kind} ${asked.value}`).toEqual(naive(listed, asked, at));
          }
        },
      ),
    );
  });
  it('where an overlay changes what the base says', async () => {
    await fc.assert(
      fc.asyncProperty(numbered, numbered, async (older, changes) => {
        const base = new Map(older.map((one) => [one.id, one]));
        const newer = changes.map((one) => {
          const { kind, value } = base.get(one.id) ?? one;
          return { ...one, kind, value };
        });
        const overlay = await layerOf(newer, { id: 1, base: facts.id });
        const index = new MatchIndex(await layerOf(older), overlay);
        const now = [...new Map([...older, ...newer].map((one) => [one.id, one])).values()];
        for (const asked of now) expect(ask(index, asked, at)).toEqual(naive(now, asked, at));
        const text = ({ kind, value }: Observable) => `${kind} ${value}`;
        const listed = new Set(now.filter((one) => index.lookUp(one, at).length > 0).map(text));
        expect([...index.inForce(kinds, at)].flat().map(text).sort()).toEqual([...listed].sort());
      }),
    );
  });
});
