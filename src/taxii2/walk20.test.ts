import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRange, parseTotal, rangeHeader } from './range.ts';
import type { Page, Step } from './walk.ts';
import { Walk20 } from './walk20.ts';

interface Server {
  readonly count: number;
  readonly most: number;
  /** One object fewer than asked for, as medallion 1.1 gives. */
  readonly short: boolean;
  /** Tells no total. */
  readonly starred: boolean;
  /** Ranges in this form only. */
  readonly form: RegExp;
  /** Gives everything, whatever the range. */
  readonly whole: boolean;
}

const plain: Server = { count: 250, most: 1000, short: false, starred: false, form: /items[= ]/, whole: false };

/** The items that the server gives for a range; `null` where it does not know the form. */
function given(server: Server, range: string): { readonly start: number; readonly end: number } | null {
  if (!server.form.test(range)) return null;
  const [, from = '', to = ''] = /(\d+)-(\d+)/.exec(range) ?? [];
  const start = server.whole ? 0 : Number(from);
  const asked = server.whole ? server.count : Math.min(Number(to) - start + 1, server.most);
  return { start, end: Math.min(start + asked - (server.short && asked > 1 ? 1 : 0), server.count) };
}

/** Walks the server to its end. */
function readAll(changes: Partial<Server>, limit: number): { readonly ids: ReadonlySet<number>; readonly step: Step } {
  const server = { ...plain, ...changes };
  const walk = new Walk20({ from: null, limit, budget: 1000 });
  const ids = new Set<number>();
  for (let request = 0; request < 1000; request += 1) {
    const items = given(server, walk.request.range ?? '');
    if (items === null) {
      expect(walk.refused()).toEqual({ kind: 'on' });
      continue;
    }
    const beyond = items.start >= server.count;
    const total = server.starred ? null : server.count;
    const step = beyond ? walk.beyond(total) : walk.take(pageOf(server, items.start, items.end));
    for (let id = items.start; id < items.end; id += 1) ids.add(id);
    if (step.kind !== 'on') return { ids, step };
  }
  throw new Error('it does not end');
}

function pageOf({ count, starred, whole }: Server, start: number, end: number): Page {
  const header = `items ${start}-${end - 1}/${starred ? '*' : count}`;
  return {
    objects: end - start,
    digest: header,
    more: null,
    next: null,
    first: BigInt(start) + 1n,
    last: BigInt(end),
    range: whole ? null : parseRange(header),
  };
}

const sizes = [7, 50, 100, 249, 250, 251];

describe('a walk of TAXII 2.0', () => {
  it.each<[string, Partial<Server>]>([
    ['keeps to the standard', {}],
    ['gives one fewer than asked', { short: true }],
    ['has a limit of its own', { most: 20 }],
    ['does not tell how many there are', { starred: true }],
    ['does neither', { starred: true, short: true, most: 30 }],
    ['knows ranges with a space only', { form: /items / }],
    ['ignores ranges', { whole: true }],
    ['has nothing', { count: 0 }],
    ['has one', { count: 1, short: true }],
  ])('reads all of a server that %s', (_, changes) => {
    for (const size of sizes) {
      const { ids, step } = readAll(changes, size);
      expect([ids.size, step], `by ${size}`).toEqual([changes.count ?? 250, { kind: 'end' }]);
    }
  });
  it('reads all, however large and however asked for', () => {
    const any = fc.record({ count: fc.nat(300), most: fc.integer({ min: 2, max: 50 }), short: fc.boolean() });
    fc.assert(
      fc.property(any, fc.integer({ min: 2, max: 100 }), (server, limit) => {
        expect(readAll(server, limit).ids.size).toBe(server.count);
      }),
    );
  });
  it('is stopped by a server that always gives the first page', () => {
    const walk = new Walk20({ from: null, limit: 10, budget: 100 });
    const first = pageOf(plain, 0, 10);
    expect([walk.take(first), walk.take(first), walk.take(first)]).toEqual([
      { kind: 'on' },
      { kind: 'on' },
      { kind: 'dead-end', why: 'no-progress' },
    ]);
  });
  it('begins anew where the collection shrinks under it', () => {
    const walk = new Walk20({ from: null, limit: 10, budget: 100 });
    walk.take(pageOf(plain, 0, 10));
    walk.take(pageOf({ ...plain, count: 249 }, 10, 20));
    expect(walk.request).toMatchObject({ addedAfter: 19n, range: 'items=0-9' });
  });
  it('says where objects are missing', () => {
    const walk = new Walk20({ from: null, limit: 10, budget: 100 });
    walk.take(pageOf(plain, 0, 10));
    const nothing = { ...pageOf(plain, 10, 20), objects: 0 };
    expect(walk.take(nothing)).toEqual({ kind: 'end', oddity: 'count-differs' });
  });
  it('asks for no more than there is where a server refuses what reaches beyond', () => {
    const walk = new Walk20({ from: null, limit: 1000, budget: 100 });
    expect(walk.beyond(250)).toEqual({ kind: 'on' });
    expect(walk.request.range).toBe('items=0-249');
    expect(walk.beyond(0)).toEqual({ kind: 'end' });
  });
});

describe('a range of items', () => {
  it.each([
    ['items 0-98/250', { start: 0, end: 98, total: 250 }],
    ['items=0-98/*', { start: 0, end: 98, total: null }],
    ['ITEMS 5-5/6', { start: 5, end: 5, total: 6 }],
    ['items 9-5/6', null],
    ['bytes 0-98/250', null],
    ['items */250', null],
    [null, null],
  ])('%s is read as %j', (header, range) => {
    expect(parseRange(header)).toEqual(range);
  });
  it('is written in either form, and a total is read on its own', () => {
    expect([rangeHeader('=', 0, 100), rangeHeader(' ', 100, 50)]).toEqual(['items=0-99', 'items 100-149']);
    expect([parseTotal('items */250'), parseTotal('items 0-1/*'), parseTotal(null)]).toEqual([250, null, null]);
  });
});
