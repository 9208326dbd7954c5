import { beforeEach, describe, expect, it } from 'vitest';
import type { Indicator } from '../../src/indicator/indicator.ts';
import type { Lease, Store } from '../../src/store/store.ts';
import type { StoreFixture } from './store.ts';
import { day, domain, indicator, ingest, leaseOf, report, scan, settings, t0, values } from './store-fixtures.ts';

const later = t0 + 3_600_000;

export function storeSegments(fixture: () => StoreFixture): void {
  let store: Store;
  let lease: Lease;
  beforeEach(async () => {
    store = fixture().store;
    lease = await leaseOf(store, (await store.sources.add(settings('otx'), t0)).id);
  });
  const count = async (): Promise<number> => (await store.sources.get('otx'))?.state.listings ?? -1;

  it('shows nothing before its commit, and everything together after it', async () => {
    const { other } = fixture();
    const writer = await store.listings.openSegment({ lease, seenAt: t0, age: 30 * day, confidence: 60 });
    await writer.add([indicator('i1', ['a.example', 'b.example'])]);
    await writer.add([indicator('i2', ['a.example'], { confidence: 90, tlp: 'amber+strict', validFrom: 5 })]);
    expect(await scan(other)).toEqual([]);
    const waiting = [{ indicator: indicator('w', []), references: ['x'], since: t0 }];
    const done = await writer.commit({ cursor: 'c1', waiting, snapshotBegan: null, report: report('p1') });
    expect(done).toEqual({ new: 3, known: 0, withdrawn: 0 });
    const common = { source: 'otx', kind: 'domain', firstSeen: t0, lastSeen: t0, expiresAt: t0 + 30 * day };
    const open = { validFrom: null, validUntil: null, withdrawnAt: null };
    const found = await scan(other);
    expect(found).toHaveLength(3);
    expect(found).toContainEqual({
      ...common,
      ...open,
      indicator: 'i1',
      value: 'b.example',
      confidence: 60,
      tlp: null,
    });
    const strict = { indicator: 'i2', value: 'a.example', confidence: 90, tlp: 'amber+strict', validFrom: 5 };
    expect(found).toContainEqual({ ...common, ...open, ...strict });
    expect((await other.sources.get('otx'))?.state).toMatchObject({ cursor: 'c1', lastNewDataAt: t0, listings: 3 });
    expect(await other.listings.waiting(lease.sourceId)).toEqual(waiting);
    expect(await other.polls.get('p1')).toEqual(report('p1'));
  });
  it('keeps first seen, moves last seen, and takes the newer window, confidence and marking', async () => {
    await ingest(store, lease, [indicator('i', ['a.example'], { confidence: 10 })], { cursor: 'c1' });
    const until = later + 1000;
    const newer = indicator('i', ['a.example'], { confidence: 70, tlp: 'red', validFrom: t0, validUntil: until });
    const done = await ingest(store, lease, [newer], { seenAt: later, age: day });
    expect(done).toEqual({ new: 0, known: 1, withdrawn: 0 });
    expect(await scan(store)).toMatchObject([
      {
        firstSeen: t0,
        lastSeen: later,
        confidence: 70,
        tlp: 'red',
        validFrom: t0,
        validUntil: until,
        expiresAt: until,
      },
    ]);
    expect((await store.sources.get('otx'))?.state).toMatchObject({ cursor: 'c1', lastNewDataAt: t0, listings: 1 });
  });
  it('tells listings apart by source, kind, value and indicator', async () => {
    const twin = await store.sources.add(settings('twin'), t0);
    const hash = { kind: 'md5', value: 'a.example' } as const;
    const one = indicator('i', [], {
      observables: [domain('a.example'), hash, domain('a.example'), domain('A.example')],
    });
    expect(await ingest(store, lease, [one, { ...one, id: 'j' }])).toMatchObject({ new: 6 });
    expect(await ingest(store, await leaseOf(store, twin.id), [one])).toMatchObject({ new: 3 });
    expect(await store.listings.lookup(domain('a.example'))).toHaveLength(3);
  });
  it('folds what a segment says twice', async () => {
    const repeated = [indicator('i', ['a.example']), indicator('i', ['b.example', 'a.example'])];
    expect(await ingest(store, lease, [...repeated, ...repeated])).toEqual({ new: 2, known: 0, withdrawn: 0 });
    expect(await ingest(store, lease, [...repeated, ...repeated])).toEqual({ new: 0, known: 2, withdrawn: 0 });
    expect(await count()).toBe(2);
  });
  it('marks what is known without a change, and withdraws what no commit has touched since', async () => {
    const { other } = fixture();
    const old = indicator('old', ['old.example']);
    await ingest(store, lease, [old]);
    const over = indicator('k', ['d.example'], { validUntil: later + 1000 });
    const batch = [indicator('i', ['a.example', 'b.example']), indicator('j', ['c.example']), over];
    await ingest(store, lease, batch, { seenAt: later });
    const { commit: afterCommit } = await store.listings.mark();
    const writer = await store.listings.openSegment({
      lease,
      seenAt: later + day,
      age: 30 * day,
      confidence: null,
      sightings: 'mark',
    });
    await writer.add([indicator('i', ['a.example', 'x.example'], { version: 9 }), indicator('new', ['y.example'])]);
    const none = { cursor: null, waiting: [], snapshotBegan: null, report: report('p2') };
    expect(await writer.commit(none)).toEqual({ new: 0, known: 1, withdrawn: 0 });
    expect(await scan(other)).toHaveLength(5);
    expect((await store.listings.lookup(domain('a.example')))[0]?.lastSeen).toBe(later);
    const unseen = { afterCommit, seenSince: later, at: later + 2000 };
    expect(await other.listings.countUnseen(lease.sourceId, unseen)).toEqual({ unseen: 2, all: 3 });
    const last = await store.listings.openSegment({ lease, seenAt: later + day, age: day, confidence: null });
    expect(await last.commit({ ...none, unseen })).toEqual({ new: 0, known: 0, withdrawn: 2 });
    expect((await scan(other)).map(({ value }) => value).sort()).toEqual(['a.example', 'd.example', 'old.example']);
    expect(await count()).toBe(3);
  });
  it('leaves what is kept as it is, writes what has changed, and withdraws what a snapshot does not name', async () => {
    const { other } = fixture();
    const first = [
      indicator('same', ['a.example', 'b.example']),
      indicator('other', ['c.example'], { confidence: 10 }),
      indicator('gone', ['d.example']),
    ];
    await ingest(store, lease, first);
    await ingest(store, lease, [indicator('back', ['e.example'])]);
    await ingest(store, lease, [indicator('back', [], { withdrawn: true })]);
    const options = { lease, seenAt: later, age: 30 * day, confidence: null, sightings: 'keep' as const };
    const writer = await store.listings.openSegment(options);
    await writer.add([indicator('same', ['a.example', 'b.example']), indicator('same', ['a.example'])]);
    await writer.add([indicator('other', ['c.example'], { confidence: 20 }), indicator('back', ['e.example'])]);
    await writer.add([indicator('new', ['f.example'])]);
    const whole = { cursor: null, waiting: [], snapshotBegan: later, report: report('p2') };
    expect(await writer.commit(whole)).toMatchObject({ new: 1, withdrawn: 1 });
    const seen = async (value: string) => (await other.listings.lookup(domain(value)))[0];
    expect(await seen('a.example')).toMatchObject({ lastSeen: t0, withdrawnAt: null });
    expect(await seen('c.example')).toMatchObject({ lastSeen: later, confidence: 20 });
    expect(await seen('d.example')).toMatchObject({ withdrawnAt: later });
    expect(await seen('e.example')).toMatchObject({ lastSeen: later, withdrawnAt: null });
    expect(await count()).toBe(5);
    const next = await store.listings.openSegment({ ...options, seenAt: later + 1 });
    await next.add([indicator('same', ['a.example', 'b.example'])]);
    const gone = { ...whole, snapshotBegan: later + 1, report: report('p3') };
    expect(await next.commit(gone)).toEqual({ new: 0, known: 2, withdrawn: 3 });
  });
  it('forgets what was discarded, also after a commit', async () => {
    const writer = await store.listings.openSegment({ lease, seenAt: t0, age: day, confidence: null });
    await writer.add([indicator('i', ['a.example'])]);
    await writer.discard();
    expect(await scan(store)).toEqual([]);
    const next = await store.listings.openSegment({ lease, seenAt: t0, age: day, confidence: null });
    await next.commit({ cursor: 'c', waiting: [], snapshotBegan: null, report: report('p') });
    await next.discard();
    expect((await store.sources.get('otx'))?.state.cursor).toBe('c');
  });
  it('replaces the waiting indicators with each commit', async () => {
    const waiting = ['a', 'b'].map((id) => ({ indicator: indicator(id, []), references: [id], since: t0 }));
    await ingest(store, lease, [], { waiting });
    expect(await store.listings.waiting(lease.sourceId)).toEqual(waiting);
    await ingest(store, lease, [], { waiting: waiting.slice(1) });
    expect(await store.listings.waiting(lease.sourceId)).toEqual(waiting.slice(1));
  });
  it('lets several segments be open at once', async () => {
    const second = await leaseOf(store, (await store.sources.add(settings('b'), t0)).id);
    const writers = await Promise.all(
      [lease, second].map((each) =>
        store.listings.openSegment({ lease: each, seenAt: t0, age: day, confidence: null }),
      ),
    );
    for (let i = 0; i < 50; i += 1) {
      for (const writer of writers) await writer.add([indicator(`i${i}`, [`h${i}.example`])]);
    }
    const commit = { cursor: 'c', waiting: [], snapshotBegan: null, report: report('p') };
    const done = await Promise.all(writers.map((writer) => writer.commit(commit)));
    expect(done).toEqual(writers.map(() => ({ new: 50, known: 0, withdrawn: 0 })));
  });

  describe('versions of an indicator', () => {
    const version = (number: number | null, domains: readonly string[], change: Partial<Indicator> = {}): Indicator =>
      indicator('i', domains, { version: number, ...change });

    it('withdraws what a newer version no longer names', async () => {
      await ingest(store, lease, [version(1, ['a.example', 'b.example'])]);
      const done = await ingest(store, lease, [version(2, ['b.example', 'c.example'])], { seenAt: later });
      expect(done).toEqual({ new: 1, known: 1, withdrawn: 1 });
      expect(await values(store)).toEqual(['b.example', 'c.example']);
      expect(await store.listings.lookup(domain('a.example'))).toMatchObject([{ withdrawnAt: later, lastSeen: t0 }]);
      expect(await count()).toBe(2);
    });
    it('ignores an older version', async () => {
      await ingest(store, lease, [version(2, ['b.example'])]);
      const done = await ingest(store, lease, [version(1, ['a.example', 'b.example'])], { seenAt: later });
      expect(done).toEqual({ new: 0, known: 0, withdrawn: 0 });
      expect(await scan(store)).toMatchObject([{ value: 'b.example', lastSeen: t0 }]);
    });
    it('adds to a version, and takes one without a version for the same', async () => {
      await ingest(store, lease, [version(1, ['a.example'])]);
      await ingest(store, lease, [version(1, ['b.example'])]);
      await ingest(store, lease, [version(null, ['c.example'])]);
      expect(await values(store)).toEqual(['a.example', 'b.example', 'c.example']);
      await ingest(store, lease, [version(2, ['d.example'])]);
      expect(await values(store)).toEqual(['d.example']);
    });
    it('takes everything back when withdrawn, and lets it come back with its first sighting', async () => {
      await ingest(store, lease, [version(1, ['a.example', 'b.example'])]);
      const gone = version(2, ['a.example'], { withdrawn: true });
      expect(await ingest(store, lease, [gone], { seenAt: later })).toEqual({ new: 0, known: 0, withdrawn: 2 });
      expect(await values(store)).toEqual([]);
      expect(await count()).toBe(0);
      await ingest(store, lease, [version(1, ['a.example'])], { seenAt: later });
      expect(await values(store)).toEqual([]);
      const done = await ingest(store, lease, [version(3, ['a.example'])], { seenAt: later });
      expect(done).toEqual({ new: 0, known: 1, withdrawn: 0 });
      expect(await scan(store)).toMatchObject([{ value: 'a.example', firstSeen: t0, withdrawnAt: null }]);
      expect(await count()).toBe(1);
    });
    it('remembers what was withdrawn before it was ever listed', async () => {
      await ingest(store, lease, [version(2, [], { withdrawn: true })]);
      expect(await ingest(store, lease, [version(1, ['a.example'])])).toMatchObject({ new: 0 });
      expect(await values(store)).toEqual([]);
      expect(await ingest(store, lease, [version(3, ['a.example'])])).toMatchObject({ new: 1 });
      expect(await values(store)).toEqual(['a.example']);
    });
    it('sees versions of one segment in their order, not in that of arrival', async () => {
      const segment = [version(2, ['b.example']), version(1, ['a.example']), version(2, ['c.example'])];
      expect(await ingest(store, lease, segment)).toEqual({ new: 2, known: 0, withdrawn: 0 });
      expect(await values(store)).toEqual(['b.example', 'c.example']);
      const back = [version(2, [], { withdrawn: true }), version(2, ['c.example'])];
      expect(await ingest(store, lease, back)).toEqual({ new: 0, known: 1, withdrawn: 1 });
      expect(await values(store)).toEqual(['c.example']);
    });
    it('keeps to the rules in a segment larger than memory, whatever lies between', async () => {
      const filler = (from: number): readonly Indicator[] =>
        Array.from({ length: 50_000 }, (_, i) => indicator(`f${from + i}`, [`f${from + i}.example`]));
      await ingest(store, lease, [version(1, ['a.example', 'b.example', 'z.example'])]);
      const segment = [
        version(2, ['a.example']),
        version(5, ['q.example']),
        ...filler(0),
        version(5, ['b.example', 'q.example']),
        indicator('f7', ['f7.example', 'f8.example']),
        ...filler(50_000),
        version(3, ['z.example']),
        version(5, ['c.example']),
      ];
      expect(await ingest(store, lease, segment)).toEqual({ new: 100_000 + 3, known: 1, withdrawn: 2 });
      const ours = (await scan(store)).filter((listing) => listing.indicator === 'i');
      expect(ours.map((listing) => listing.value).sort()).toEqual(['b.example', 'c.example', 'q.example']);
      expect(await count()).toBe(100_000 + 4);
      expect(await ingest(store, lease, segment)).toEqual({ new: 0, known: 100_000 + 4, withdrawn: 0 });
    });
    it('handles an indicator with thousands of listings in several records', async () => {
      const records = (number: number, from: number): readonly Indicator[] =>
        Array.from({ length: 10 }, (_, i) =>
          version(
            number,
            Array.from({ length: 500 }, (_, k) => `h${from + i * 500 + k}.example`),
          ),
        );
      expect(await ingest(store, lease, records(1, 0))).toEqual({ new: 5000, known: 0, withdrawn: 0 });
      expect(await ingest(store, lease, records(1, 0))).toEqual({ new: 0, known: 5000, withdrawn: 0 });
      expect(await ingest(store, lease, records(2, 1000))).toEqual({ new: 1000, known: 4000, withdrawn: 1000 });
      expect(await count()).toBe(5000);
    });
  });

  describe('a snapshot', () => {
    it('withdraws the listings of the source that it did not name, over all its segments', async () => {
      const other = await leaseOf(store, (await store.sources.add(settings('b'), t0)).id);
      await ingest(store, other, [indicator('x', ['x.example'])]);
      await ingest(store, lease, [indicator('i', ['a.example']), indicator('j', ['b.example', 'c.example'])]);
      await ingest(store, lease, [indicator('i', ['a.example'])], { seenAt: later });
      const done = await ingest(store, lease, [indicator('k', ['k.example'])], { seenAt: later, snapshotBegan: later });
      expect(done).toEqual({ new: 1, known: 0, withdrawn: 2 });
      expect(await values(store)).toEqual(['a.example', 'k.example', 'x.example']);
      expect(await count()).toBe(2);
      const back = await ingest(store, lease, [indicator('j', ['b.example'])], { seenAt: later + 1 });
      expect(back).toEqual({ new: 0, known: 1, withdrawn: 0 });
      expect(await scan(store, { source: 'otx' })).toContainEqual(
        expect.objectContaining({ value: 'b.example', firstSeen: t0, withdrawnAt: null }),
      );
    });
  });
}
