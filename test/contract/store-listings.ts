import { beforeEach, expect, it } from 'vitest';
import { kinds, type Kind } from '../../src/observable/observable.ts';
import { tlps } from '../../src/indicator/indicator.ts';
import type { Lease, Store } from '../../src/store/store.ts';
import type { StoreFixture } from './store.ts';
import { day, domain, indicator, ingest, leaseOf, scan, settings, t0, values } from './store-fixtures.ts';

const byValue = (a: { readonly value: string }, b: { readonly value: string }) => (a.value < b.value ? -1 : 1);

async function all<T>(pages: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const list: T[] = [];
  for await (const page of pages) list.push(...page);
  return list;
}

export function storeListings(fixture: () => StoreFixture): void {
  let store: Store;
  let lease: Lease;
  beforeEach(async () => {
    store = fixture().store;
    lease = await leaseOf(store, (await store.sources.add(settings('otx'), t0)).id);
  });
  const count = async (): Promise<number> => (await store.sources.get('otx'))?.state.listings ?? -1;

  it('gives back every kind and marking as it was', async () => {
    const all = kinds.map((kind, i) =>
      indicator(kind, [], { tlp: tlps[i % tlps.length] ?? null, observables: [{ kind, value: `value of ${kind}` }] }),
    );
    await ingest(store, lease, all);
    for (const { id, tlp, observables } of all) {
      const [observable] = observables;
      if (observable === undefined) throw new Error('every indicator has one');
      expect(await store.listings.lookup(observable)).toMatchObject([{ indicator: id, tlp, ...observable }]);
      expect(await scan(store, { kind: observable.kind })).toHaveLength(1);
    }
    expect(await store.listings.lookup({ kind: 'url', value: 'value of ip' })).toEqual([]);
  });
  it('keeps values as they are, whatever they hold', async () => {
    const odd = [`a'b"c`, 'x\\y%_', '피드', '😀', 'a'.repeat(2048), `'); DROP TABLE listing; --`];
    await ingest(store, lease, [indicator('i', odd)]);
    expect(await values(store)).toEqual([...odd].sort());
    for (const value of odd) expect(await store.listings.lookup(domain(value))).toHaveLength(1);
  });
  it('tells what is in force at an instant from what is stored', async () => {
    await ingest(store, lease, [
      indicator('future', ['future.example'], { validFrom: t0 + 10 }),
      indicator('short', ['short.example'], { validUntil: t0 + 10 }),
      indicator('long', ['long.example'], { validUntil: t0 + 400 * day }),
    ]);
    expect(await values(store)).toEqual(['long.example', 'short.example']);
    expect(await values(store, { at: t0 + 10 })).toEqual(['future.example', 'long.example']);
    expect(await values(store, { at: t0 + 30 * day })).toEqual([]);
    expect(await values(store, { at: t0 + 30 * day, all: true })).toHaveLength(3);
    const [long] = await store.listings.lookup(domain('long.example'));
    expect(long).toMatchObject({ expiresAt: t0 + 30 * day, validUntil: t0 + 400 * day });
  });
  it('is scanned page by page: each listing once, while others are written', async () => {
    const other = await leaseOf(store, (await store.sources.add(settings('b'), t0)).id);
    const many = Array.from({ length: 9000 }, (_, i) => indicator(`i${i}`, [`h${i}.example`]));
    await ingest(store, lease, many);
    const seen = new Set<string>();
    let read = 0;
    for await (const listing of store.listings.scan({ at: t0 })) {
      read += 1;
      seen.add(listing.value);
      if (read === 100) {
        await ingest(store, other, [indicator('n', ['new.example'])]);
        await ingest(store, lease, many, { seenAt: t0 + 5 });
      }
    }
    expect([read, seen.size]).toEqual([9000, 9000]);
    expect(await values(store, { source: 'b' })).toEqual(['new.example']);
    expect(await values(store, { source: 'otx', kind: 'url' })).toEqual([]);
  });
  it('gives the match index what is or will be in force, and then what commits have changed', async () => {
    const two = [indicator('a', ['a.example']), indicator('b', ['b.example'], { validFrom: t0 + day })];
    await ingest(store, lease, [...two, indicator('c', ['c.example'], { validUntil: t0 + 1 })]);
    const { commit, nextListing } = await store.listings.mark();
    const before = (await all(store.listings.asserted(t0 + 1))).toSorted(byValue);
    expect(before.map(({ value }) => value)).toEqual(['a.example', 'b.example']);
    expect(before[0]).toMatchObject({ source: lease.sourceId, indicator: 'a', withdrawnAt: null });
    expect(await all(store.listings.changedSince(commit))).toEqual([]);
    await ingest(store, lease, [
      indicator('a', ['a.example', 'new.example'], { confidence: 7 }),
      indicator('b', [], { version: 2, withdrawn: true }),
    ]);
    const changed = (await all(store.listings.changedSince(commit))).toSorted(byValue);
    expect(changed.map(({ value, confidence, withdrawnAt }) => [value, confidence, withdrawnAt !== null])).toEqual([
      ['a.example', 7, false],
      ['b.example', null, true],
      ['new.example', 7, false],
    ]);
    expect(changed.map(({ id }) => id >= nextListing)).toEqual([false, false, true]);
    expect(changed[0]?.id).toBe(before[0]?.id);
    expect((await store.listings.mark()).commit).toBeGreaterThan(commit);
  });
  it('deletes what left force, by limit, until there is none', async () => {
    const second = await leaseOf(store, (await store.sources.add(settings('b'), t0)).id);
    const many = Array.from({ length: 5000 }, (_, i) => indicator(`i${i}`, [`h${i}.example`]));
    await ingest(store, lease, many, { age: day });
    await ingest(store, lease, [indicator('stays', ['stays.example'])], { age: 9 * day });
    await ingest(store, second, [indicator('i', ['a.example', 'b.example'])], { age: 9 * day });
    await ingest(store, second, [indicator('i', [], { withdrawn: true, version: 2 })], { seenAt: t0 + 1 });
    const before = t0 + 2 * day;
    const deleted: Record<number, number> = {};
    for (let step = await store.listings.expire(before, 1500); step.size > 0;) {
      const sum = [...step.values()].reduce((a, b) => a + b, 0);
      expect(sum).toBeLessThanOrEqual(1500);
      for (const [id, n] of step) deleted[id] = (deleted[id] ?? 0) + n;
      step = await store.listings.expire(before, 1500);
    }
    expect(deleted).toEqual({ [lease.sourceId]: 5000, [second.sourceId]: 2 });
    expect(await values(store, { all: true, at: t0 })).toEqual(['stays.example']);
    expect(await count()).toBe(1);
    expect((await store.sources.get('b'))?.state.listings).toBe(0);
    expect(await ingest(store, lease, many.slice(0, 10))).toEqual({ new: 10, known: 0, withdrawn: 0 });
  });
  it('counts what left force by age or validity in a span of time', async () => {
    await ingest(store, lease, [
      indicator('a', ['a.example'], { validUntil: t0 + 100 }),
      indicator('b', ['b.example'], { validUntil: t0 + 200 }),
      indicator('c', ['c.example'], { validUntil: t0 + 200 }),
    ]);
    await ingest(store, lease, [indicator('c', [], { withdrawn: true })]);
    const { sourceId } = lease;
    expect(await store.listings.countExpired(sourceId, t0, t0 + 200)).toBe(2);
    expect(await store.listings.countExpired(sourceId, t0 + 100, t0 + 200)).toBe(1);
    expect(await store.listings.countExpired(sourceId, t0, t0 + 99)).toBe(0);
  });
  it('lets others go on while much expires', async () => {
    const many = Array.from({ length: 6000 }, (_, i) => indicator(`i${i}`, [`a${i}.example`]));
    await ingest(store, lease, many, { age: day });
    let turns = 0;
    let over = false;
    const turn = (): void => {
      turns += 1;
      if (!over) setImmediate(turn);
    };
    setImmediate(turn);
    let steps = 0;
    let written = 0;
    for (let removed = -1; removed !== 0; steps += 1) {
      const step = store.listings.expire(t0 + 2 * day, 1000);
      if (steps === 1) void store.sources.suspend('otx', true).then(() => (written = steps));
      removed = (await step).size;
    }
    over = true;
    expect(steps).toBe(7);
    expect(turns).toBeGreaterThanOrEqual(steps - 1);
    expect(written).toBeLessThanOrEqual(2);
    expect(written).toBeGreaterThan(0);
  });
  it('counts sources, distinct observables and listings in force', async () => {
    const second = await leaseOf(store, (await store.sources.add(settings('b'), t0)).id);
    const both: Kind[] = ['ip', 'url'];
    const observables = both.map((kind) => ({ kind, value: 'same' }));
    await ingest(store, lease, [indicator('i', [], { observables }), indicator('j', [], { observables })]);
    const more = [...observables, domain('a.example')];
    await ingest(store, second, [indicator('i', [], { observables: more })]);
    await ingest(store, second, [indicator('old', ['old.example'], { validUntil: t0 - 1 })]);
    const census = await store.listings.census(t0);
    expect(census).toMatchObject({ at: t0, observables: { ip: 1, url: 1, domain: 1 }, listings: 7 });
    const [a, b] = [lease.sourceId, second.sourceId];
    expect(census.sources).toEqual([
      { source: a, listings: 4, observables: 2, unique: 0 },
      { source: b, listings: 3, observables: 3, unique: 1 },
    ]);
    expect(census.overlaps).toEqual([{ a, b, observables: 2 }]);
    expect(await store.listings.count(t0)).toEqual(census);
    expect(await fixture().other.listings.census(t0)).toEqual(census);
    expect(await store.listings.bytes()).toBeGreaterThan(1000);
  });
}
