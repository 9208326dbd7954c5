import { expect, it } from 'vitest';
import type { StoreFixture } from './store.ts';
import { codec, indicator, ingest, leaseOf, report, scan, settings, t0 } from './store-fixtures.ts';

const row = { id: 1, others: () => [] };

export function storeSources(fixture: () => StoreFixture): void {
  it('keeps settings with their secrets, and begins with an empty state', async () => {
    const { store, other } = fixture();
    const added = await store.sources.add(settings('otx', { tags: ['a'] }), t0);
    const found = await other.sources.get('otx');
    expect(found).toEqual(added);
    expect(found).toMatchObject({ revision: 1, suspended: false, createdAt: t0 });
    expect(found && codec.encode(found.settings, row)).toBe(codec.encode(settings('otx', { tags: ['a'] }), row));
    expect(found?.state).toEqual({
      cursor: null,
      segmentMs: null,
      lastAttemptAt: null,
      lastSuccessAt: null,
      lastNewDataAt: null,
      nextDueAt: null,
      failures: 0,
      lastFailure: null,
      reconciledAt: null,
      reconciledFrom: null,
      reconcileTriedAt: null,
      dataSet: null,
      listings: 0,
    });
    expect(await store.sources.get('none')).toBeUndefined();
  });
  it('refuses a name twice, by adding and by renaming', async () => {
    const { store, other } = fixture();
    await store.sources.add(settings('a'), t0);
    await other.sources.add(settings('b'), t0);
    await expect(other.sources.add(settings('a'), t0)).rejects.toMatchObject({ code: 'config/name-taken' });
    await expect(store.sources.update('b', settings('a'))).rejects.toMatchObject({ code: 'config/name-taken' });
    await expect(store.sources.update('c', settings('c'))).rejects.toMatchObject({ code: 'config/no-such-source' });
    expect((await store.sources.list()).map((source) => source.settings.name)).toEqual(['a', 'b']);
  });
  it('renames, with listings and reports following', async () => {
    const { store } = fixture();
    const { id } = await store.sources.add(settings('old'), t0);
    await ingest(store, await leaseOf(store, id), [indicator('i', ['a.example'])]);
    expect(await store.sources.update('old', settings('new'))).toMatchObject({ id, revision: 2 });
    expect((await scan(store, { source: 'new' })).map((listing) => listing.source)).toEqual(['new']);
    expect(await store.polls.list({ source: 'new', limit: 5 })).toHaveLength(1);
    expect(await scan(store, { source: 'old' })).toEqual([]);
  });
  it('grows its revision with every change of a source, by any process, and with nothing else', async () => {
    const { store, other } = fixture();
    const seen = [await store.sources.revision()];
    const { id } = await other.sources.add(settings('a'), t0);
    seen.push(await store.sources.revision());
    await other.sources.update('a', settings('a', { attempts: 5 }));
    seen.push(await store.sources.revision());
    await store.sources.suspend('a', true);
    seen.push(await store.sources.revision());
    expect((await other.sources.get('a'))?.suspended).toBe(true);
    await store.sources.patchState(id, { failures: 3 });
    await ingest(store, await leaseOf(store, id), [indicator('i', ['a.example'])]);
    expect(await store.sources.revision()).toBe(seen.at(-1));
    await store.sources.remove('a');
    seen.push(await store.sources.revision());
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
    await expect(store.sources.suspend('a', true)).rejects.toMatchObject({ code: 'config/no-such-source' });
  });
  it('makes several changes of sources, or none of them', async () => {
    const { store, other } = fixture();
    await store.sources.add(settings('a'), t0);
    const b = await store.sources.add(settings('b'), t0);
    await ingest(store, await leaseOf(store, b.id), [indicator('i', ['b.example'])]);
    const add = { kind: 'add', settings: settings('c'), suspended: true } as const;
    const change = { kind: 'change', name: 'a', settings: settings('a', { attempts: 5 }), suspended: true } as const;
    const before = await other.sources.revision();
    const clash = other.sources.changeAll(() => [add, { ...change, state: { failures: 2 } }, add], t0);
    await expect(clash).rejects.toMatchObject({ code: 'config/name-taken' });
    expect((await store.sources.list()).map((source) => [source.settings.name, source.suspended])).toEqual([
      ['a', false],
      ['b', false],
    ]);
    expect(await store.sources.revision()).toBe(before);
    await other.sources.changeAll(([first]) => {
      expect(first?.settings.name).toBe('a');
      return [{ kind: 'remove', name: 'b' }, add, { ...change, state: { failures: 2 } }];
    }, t0);
    expect(await store.sources.list()).toMatchObject([
      { settings: { name: 'a', attempts: 5 }, suspended: true, state: { failures: 2 } },
      { settings: { name: 'c' }, suspended: true },
    ]);
    expect(await store.sources.revision()).toBeGreaterThan(before);
    expect(await scan(store, {})).toEqual([]);
  });
  it('changes only the given fields of the state', async () => {
    const { store } = fixture();
    const { id } = await store.sources.add(settings('a'), t0);
    const lastFailure = {
      code: 'tcp/refused',
      stage: 'tcp',
      fault: 'source',
      retry: 'soon',
      message: 'refused',
      evidence: { port: 443 },
    } as const;
    await store.sources.patchState(id, { cursor: 'c', segmentMs: 5, failures: 2, lastFailure, nextDueAt: t0 });
    await store.sources.patchState(id, { failures: 0, cursor: null });
    expect((await store.sources.get('a'))?.state).toMatchObject({
      cursor: null,
      segmentMs: 5,
      failures: 0,
      lastFailure,
      nextDueAt: t0,
      lastAttemptAt: null,
    });
    await store.sources.patchState(id, { lastFailure: null });
    expect((await store.sources.get('a'))?.state.lastFailure).toBeNull();
  });
  it('takes a name as a value, whatever it holds', async () => {
    const { store } = fixture();
    const name = `x'; DROP TABLE source; --`;
    await store.sources.add(settings(name), t0);
    expect((await store.sources.get(name))?.settings.name).toBe(name);
    expect(await scan(store, { source: `' OR 1=1 --` })).toEqual([]);
  });
  it('removes a source with all that is its own, and nothing else; its number is not used again', async () => {
    const { store, other } = fixture();
    const gone = await store.sources.add(settings('gone'), t0);
    const stays = await store.sources.add(settings('stays'), t0);
    const many = Array.from({ length: 5000 }, (_, i) => indicator(`i${i}`, [`h${i}.example`]));
    const lease = await leaseOf(store, gone.id);
    await ingest(store, lease, many, { report: report('p-gone') });
    await ingest(store, await leaseOf(store, stays.id), [indicator('i1', ['h1.example'])], {
      report: report('p-stays'),
    });
    const late = await store.listings.openSegment({ lease, seenAt: t0, age: 1, confidence: null });
    await other.sources.remove('gone');
    expect(await scan(store, { all: true })).toMatchObject([{ source: 'stays' }]);
    expect((await store.polls.list({ limit: 9 })).map((poll) => poll.id)).toEqual(['p-stays']);
    expect(await store.leases.get(gone.id)).toBeUndefined();
    await expect(
      late.commit({ cursor: null, waiting: [], snapshotBegan: null, report: report('p-late') }),
    ).rejects.toMatchObject({ code: 'gate/lease-lost' });
    await store.polls.save(gone.id, report('p-late'));
    expect(await store.polls.get('p-late')).toBeUndefined();
    await expect(leaseOf(store, gone.id)).rejects.toMatchObject({ code: 'config/no-such-source' });
    const again = await store.sources.add(settings('gone'), t0);
    expect(again.id).toBeGreaterThan(stays.id);
    expect(again.state.listings).toBe(0);
  });
}

export function storeLeases(fixture: () => StoreFixture): void {
  it('gives a source to one holder at a time', async () => {
    const { store, other } = fixture();
    const { id } = await store.sources.add(settings('a'), t0);
    const first = await store.leases.acquire(id, 'one', 1000, t0);
    expect(first).toEqual({ sourceId: id, holder: 'one', epoch: 1, expiresAt: t0 + 1000 });
    expect(await other.leases.acquire(id, 'two', 1000, t0 + 999)).toEqual({ heldBy: first });
    expect(await store.leases.acquire(id, 'one', 1000, t0 + 999)).toEqual({ heldBy: first });
    expect(await other.leases.get(id)).toEqual(first);
  });
  it('gives it to one of many that ask at once', async () => {
    const { store, other } = fixture();
    const { id } = await store.sources.add(settings('a'), t0);
    const asked = Array.from({ length: 20 }, (_, i) =>
      (i % 2 === 0 ? store : other).leases.acquire(id, `h${i}`, 1000, t0),
    );
    const answers = await Promise.all(asked);
    expect(answers.filter((answer) => 'epoch' in answer)).toHaveLength(1);
  });
  it('is taken over with a higher epoch once expired, and the old holder is refused', async () => {
    const { store, other } = fixture();
    const { id } = await store.sources.add(settings('a'), t0);
    const old = await leaseOf(store, id, 'old');
    const taken = await other.leases.acquire(id, 'new', 1000, t0 + 60_000);
    expect(taken).toMatchObject({ holder: 'new', epoch: 2 });
    await expect(store.leases.renew(old, 1000, t0)).rejects.toMatchObject({ code: 'gate/lease-lost' });
    await expect(ingest(store, old, [indicator('i', ['a.example'])])).rejects.toMatchObject({
      code: 'gate/lease-lost',
      evidence: { epoch: 1, heldBy: 'new', heldEpoch: 2 },
    });
    await store.leases.release(old);
    expect(await store.leases.get(id)).toEqual(taken);
    expect(await scan(store)).toEqual([]);
  });
  it('is renewed by its holder, also late if nobody took it', async () => {
    const { store } = fixture();
    const { id } = await store.sources.add(settings('a'), t0);
    const lease = await leaseOf(store, id);
    const renewed = await store.leases.renew(lease, 1000, t0 + 90_000);
    expect(renewed).toEqual({ ...lease, expiresAt: t0 + 91_000 });
    expect(await store.leases.get(id)).toEqual(renewed);
  });
  it('is free after its release, and its epoch goes on', async () => {
    const { store } = fixture();
    const { id } = await store.sources.add(settings('a'), t0);
    const lease = await leaseOf(store, id);
    await store.leases.release(lease);
    expect(await store.leases.get(id)).toBeUndefined();
    await expect(store.leases.renew(lease, 1000, t0)).rejects.toMatchObject({ code: 'gate/lease-lost' });
    await expect(ingest(store, lease, [])).rejects.toMatchObject({ code: 'gate/lease-lost' });
    expect((await leaseOf(store, id, 'next')).epoch).toBe(2);
  });
  it('ends with its dead holder, and with no other', async () => {
    const { store } = fixture();
    const dead = await store.sources.add(settings('a'), t0);
    const alive = await store.sources.add(settings('b'), t0);
    await leaseOf(store, dead.id, 'node:1');
    const kept = await leaseOf(store, alive.id, 'node:2');
    expect(await store.leases.breakHeldBy((holder) => holder === 'node:1')).toBe(1);
    expect(await store.leases.get(dead.id)).toBeUndefined();
    expect(await store.leases.get(alive.id)).toEqual(kept);
  });
}

export function storePolls(fixture: () => StoreFixture): void {
  const at = (minutes: number): string => new Date(t0 + minutes * 60_000).toISOString();
  it('keeps reports by id, newest first', async () => {
    const { store, other } = fixture();
    const a = await store.sources.add(settings('a'), t0);
    const b = await store.sources.add(settings('b'), t0);
    await store.polls.save(a.id, report('p1', { startedAt: at(1) }));
    await store.polls.save(b.id, report('p2', { startedAt: at(2) }));
    await store.polls.save(a.id, report('p3', { startedAt: at(3) }));
    const ended = report('p1', { startedAt: at(1), state: 'succeeded', finishedAt: at(4) });
    await store.polls.save(a.id, ended);
    expect(await other.polls.get('p1')).toEqual(ended);
    expect(await other.polls.get('p9')).toBeUndefined();
    const ids = async (filter: { source?: string; limit: number }): Promise<string[]> =>
      (await store.polls.list(filter)).map((poll) => poll.id);
    expect(await ids({ limit: 9 })).toEqual(['p3', 'p2', 'p1']);
    expect(await ids({ limit: 2 })).toEqual(['p3', 'p2']);
    expect(await ids({ source: 'a', limit: 9 })).toEqual(['p3', 'p1']);
    expect(await ids({ source: 'none', limit: 9 })).toEqual([]);
  });
  it('closes running reports whose source nobody polls', async () => {
    const { store } = fixture();
    const orphan = await store.sources.add(settings('a'), t0);
    const polled = await store.sources.add(settings('b'), t0);
    const late = await store.sources.add(settings('c'), t0);
    await leaseOf(store, polled.id);
    await store.leases.acquire(late.id, 'slow', 10, t0 - 1000);
    await store.polls.save(orphan.id, report('p1'));
    await store.polls.save(orphan.id, report('p0', { state: 'succeeded' }));
    await store.polls.save(polled.id, report('p2'));
    await store.polls.save(late.id, report('p3'));
    expect(await store.polls.closeOrphans(t0)).toBe(2);
    const states = (await store.polls.list({ limit: 9 })).map((poll) => [poll.id, poll.state]);
    expect(Object.fromEntries(states)).toEqual({
      p0: 'succeeded',
      p1: 'interrupted',
      p2: 'running',
      p3: 'interrupted',
    });
    expect((await store.polls.get('p1'))?.finishedAt).toBe(new Date(t0).toISOString());
    expect(await store.polls.closeOrphans(t0)).toBe(0);
  });
  it('forgets reports begun before an instant', async () => {
    const { store } = fixture();
    const { id } = await store.sources.add(settings('a'), t0);
    for (let i = 0; i < 600; i += 1) await store.polls.save(id, report(`p${i}`, { startedAt: at(i) }));
    expect(await store.polls.prune(t0 + 599 * 60_000)).toBe(599);
    expect((await store.polls.list({ limit: 9 })).map((poll) => poll.id)).toEqual(['p599']);
  });
}
