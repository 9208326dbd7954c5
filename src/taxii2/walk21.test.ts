import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageLimits, type Oddity, type Page, type PageRequest, type Step } from './walk.ts';
import { Walk21 } from './walk21.ts';

/** What a server of TAXII 2.1 does with its marks. */
type Marks = 'good' | 'none' | 'refused' | 'expiring';

interface Server {
  /** Date of addition of each object, rising. */
  readonly dates: readonly bigint[];
  /** The most objects that it gives at once. */
  readonly most: number;
  readonly marks: Marks;
  /** Says that there is no more though there is. */
  readonly curt: boolean;
}

function refuses(marks: Marks, request: number): boolean {
  return marks === 'refused' || (marks === 'expiring' && request % 3 === 0);
}

/** Answers one request as the server would; `null` refuses its mark. */
function answer(
  server: Server,
  { addedAfter, limit, next }: PageRequest,
  request: number,
): (Page & { ids: number[] }) | null {
  if (next !== null && refuses(server.marks, request)) return null;
  const ids = server.dates.flatMap((date, id) => (addedAfter === null || date > addedAfter ? [id] : []));
  const offset = next === null ? 0 : Number(next);
  const size = Math.min(limit ?? server.most, server.most);
  const some = ids.slice(offset, offset + size);
  const more = offset + some.length < ids.length;
  return {
    ids: some,
    objects: some.length,
    digest: some.join(),
    more: server.curt ? false : more,
    next: more && server.marks !== 'none' ? String(offset + some.length) : null,
    first: server.dates[some[0] ?? -1] ?? null,
    last: server.dates[some.at(-1) ?? -1] ?? null,
    range: null,
  };
}

interface Read {
  readonly ids: ReadonlySet<number>;
  readonly oddities: readonly Oddity[];
  readonly end: Step['kind'];
  readonly requests: number;
}

/** What is called safe has been read. */
function expectComplete({ dates }: Server, safe: bigint | null, ids: ReadonlySet<number>): void {
  for (const [id, date] of dates.entries()) if (safe !== null && date <= safe) expect(ids.has(id)).toBe(true);
}

/** Walks the server to the end; `losing` a page means that it was sent and did not arrive. */
function readAll(server: Server, limit: number, losing: (request: number) => boolean = () => false): Read {
  const walk = new Walk21({ from: null, limit, budget: 10_000 });
  const ids = new Set<number>();
  const oddities: Oddity[] = [];
  for (let request = 1; request < 20_000; request += 1) {
    const page = answer(server, walk.request, request);
    if (page === null) {
      if (walk.refused() === null) return { ids, oddities, end: 'dead-end', requests: request };
      continue;
    }
    if (losing(request)) {
      walk.restart();
      continue;
    }
    for (const id of page.ids) ids.add(id);
    if (server.dates.length <= 250 && !oddities.includes('ties')) expectComplete(server, walk.safe, ids);
    const step = walk.take(page);
    if ('oddity' in step && step.oddity !== undefined) oddities.push(step.oddity);
    if (step.kind !== 'on') return { ids, oddities, end: step.kind, requests: request };
  }
  throw new Error('it does not end');
}

const spread = (count: number, ties: number): bigint[] =>
  Array.from({ length: count }, (_, i) => 1_000_000n * BigInt(1 + Math.floor(i / ties)));

describe('a walk of TAXII 2.1', () => {
  it.each<[Marks, number, number, number]>(
    (['good', 'none', 'refused', 'expiring'] as const).flatMap((marks) =>
      [7, 50, 100].flatMap((size) =>
        [1, 5, 30].map((ties): [Marks, number, number, number] => [marks, size, 250, ties]),
      ),
    ),
  )('with marks that are %s reads by %i all of %i, %i an instant', (marks, size, count, ties) => {
    const { ids, end } = readAll({ dates: spread(count, ties), most: 1000, marks, curt: false }, size);
    expect([ids.size, end]).toEqual([count, 'end']);
  });
  it.each<[Marks, number]>([
    ['none', 1000],
    ['none', 2500],
    ['refused', 1000],
    ['good', 7],
  ])('with marks that are %s gets past 1,000 objects of one instant, asking for %i', (marks, limit) => {
    const { ids, oddities, end } = readAll({ dates: spread(5000, 1000), most: 20_000, marks, curt: false }, limit);
    expect([ids.size, end]).toEqual([5000, 'end']);
    expect(oddities).not.toContain('ties');
  });
  it('says where objects of one instant may be missing, for the server gives no page that holds them all', () => {
    const { ids, oddities, end } = readAll({ dates: spread(600, 200), most: 100, marks: 'none', curt: false }, 100);
    expect([ids.size, end]).toEqual([300, 'end']);
    expect(oddities).toContain('ties');
  });
  it('reads on where a full page is said to be the last', () => {
    for (const size of [7, 50, 100]) {
      const { ids, oddities } = readAll({ dates: spread(250, 1), most: 1000, marks: 'none', curt: true }, size);
      expect([ids.size, oddities.includes('more-false-early')]).toEqual([250, true]);
    }
  });
  it('loses nothing with the pages that do not arrive, wherever they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }),
        fc.constantFrom<Marks>('good', 'none', 'refused', 'expiring'),
        fc.integer({ min: 10, max: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (losses, marks, size, ties) => {
          const losing = (request: number): boolean => request < 60 && (losses[request % losses.length] ?? false);
          expect(readAll({ dates: spread(250, ties), most: 1000, marks, curt: false }, size, losing).ids.size).toBe(
            250,
          );
        },
      ),
    );
  });
  it('asks once more after a round number, and raises no alarm where that was all', () => {
    for (const ties of [1, 50]) {
      const { ids, oddities, requests } = readAll(
        { dates: spread(50, ties), most: 1000, marks: 'none', curt: true },
        1000,
      );
      expect([ids.size, oddities, requests <= 3]).toEqual([50, [], true]);
    }
    const { ids, oddities } = readAll({ dates: spread(250, 1), most: 50, marks: 'none', curt: true }, 1000);
    expect([ids.size, oddities.includes('more-false-early')]).toEqual([250, true]);
  });
  it('is content with a server that gives everything again, whatever is asked for, and says that this is all', () => {
    const walk = new Walk21({ from: null, limit: 1000, budget: 10 });
    const steps = [1, 2, 3].map(() => walk.take({ ...page, more: false }));
    expect(steps.map(({ kind }) => kind)).toEqual(['on', 'on', 'end']);
  });
  it('keeps its base as long as marks work', () => {
    const walk = new Walk21({ from: 5n, limit: 100, budget: 10 });
    walk.take({ ...page, more: true, next: 'a|b' });
    expect(walk.request).toEqual({ addedAfter: 5n, limit: 100, next: 'a|b', range: null });
    expect([walk.safe, walk.last]).toEqual([999n, 1000n]);
  });
  it('takes the same mark on every page for what it is, as long as the pages differ', () => {
    const walk = new Walk21({ from: null, limit: 100, budget: 10 });
    expect(walk.take({ ...page, more: true, next: 'x' }).kind).toBe('on');
    expect(walk.take({ ...page, digest: 'b', more: true, next: 'x' }).kind).toBe('on');
    expect(walk.take({ ...page, digest: 'a', more: true, next: 'x' })).toEqual({
      kind: 'dead-end',
      why: 'repeated-page',
    });
  });
  it('ends with an empty envelope, and with nothing that was promised three times', () => {
    const nothing: Page = { ...page, objects: 0, digest: '', first: null, last: null };
    expect(new Walk21({ from: 1n, limit: 100, budget: 10 }).take({ ...nothing, more: null })).toEqual({ kind: 'end' });
    for (const next of [null, 'a']) {
      const walk = new Walk21({ from: 1n, limit: 100, budget: 10 });
      const steps = [1, 2, 3].map(() => walk.take({ ...nothing, more: true, next }));
      expect(steps.at(-1)).toEqual({ kind: 'end', oddity: 'empty-more' });
    }
  });
  it('is stopped by a server that gives neither mark nor date, the same again, or more than its budget', () => {
    const blind = new Walk21({ from: null, limit: 100, budget: 10 });
    expect(blind.take({ ...page, more: true, first: null, last: null })).toEqual({
      kind: 'dead-end',
      why: 'more-without-next',
    });
    const stuck = new Walk21({ from: 2000n, limit: 100, budget: 10 });
    expect(stuck.take({ ...page, more: true })).toEqual({ kind: 'dead-end', why: 'no-progress' });
    const small = new Walk21({ from: null, limit: 100, budget: 2 });
    small.take({ ...page, more: true, next: '1' });
    expect(small.take({ ...page, digest: 'b', more: true, next: '2' })).toEqual({
      kind: 'dead-end',
      why: 'page-budget',
    });
  });
  it('trusts no order that the server breaks', () => {
    const walk = new Walk21({ from: null, limit: 100, budget: 10 });
    walk.take({ ...page, more: true, next: '1' });
    walk.take({ ...page, digest: 'b', first: 10n, last: 20n, more: true, next: '2' });
    expect([walk.safe, walk.last]).toEqual([null, 1000n]);
    walk.restart();
    expect(walk.request).toMatchObject({ addedAfter: null, next: null });
  });
  it('asks for fewer, from where all has been read, down to the least', () => {
    const walk = new Walk21({ from: null, limit: 1000, budget: 10 });
    walk.take({ ...page, more: true, next: '1' });
    expect(walk.shrink()).toBe(true);
    expect(walk.request).toEqual({ addedAfter: 999n, limit: 250, next: null, range: null });
    while (walk.shrink());
    expect(walk.request.limit).toBe(pageLimits.least);
  });
  it('comes to an end with whatever a server answers', () => {
    const date = fc.option(fc.bigInt({ min: 0n, max: 50n }));
    const any = fc.record<Page>({
      objects: fc.nat(20),
      digest: fc.constantFrom('a', 'b', 'c', 'd'),
      more: fc.constantFrom(true, true, false, null),
      next: fc.option(fc.constantFrom('1', '2')),
      first: date,
      last: date,
      range: fc.constant(null),
    });
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 8 }), (pages) => {
        const walk = new Walk21({ from: null, limit: 10, budget: 100 });
        for (let i = 0; i <= 100; i += 1) {
          const step = walk.take(pages[i % pages.length] ?? page);
          if (step.kind !== 'on') return;
        }
        expect.fail('it does not end');
      }),
    );
  });
});

const page: Page = { objects: 50, digest: 'a', more: false, next: null, first: 500n, last: 1000n, range: null };
