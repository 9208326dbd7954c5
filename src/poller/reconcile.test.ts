import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codec, settings } from '../../test/contract/store-fixtures.ts';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { MemoryLog } from '../../test/fakes/memory-log.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { Failure } from '../base/failure.ts';
import type { PollMode, PollReport } from '../feed/report.ts';
import type { SourceSettings } from '../feed/source.ts';
import type { Span } from '../feed/window.ts';
import type { Indicator } from '../indicator/indicator.ts';
import { openSqliteStore } from '../store/sqlite.ts';
import type { StoredSource } from '../store/store.ts';
import { pollLog } from './poll-log.ts';
import { startPoll } from './poll.ts';
import type { SegmentClient, WalkClient } from './ports.ts';
import { scheduledMode } from './reconcile.ts';

const day = 86_400_000;
const none = { version: null, title: null, validFrom: null, validUntil: null, confidence: null, tlp: null };

/** What a server has: values by the day of their label, counted from the first poll. */
class Shelf {
  readonly items = new Map<string, number>();
  broken = false;
  readonly #t0: number;

  constructor(t0: number) {
    this.#t0 = t0;
  }

  within(
    begin: bigint | null,
    end: bigint | null,
  ): readonly { readonly label: bigint; readonly indicator: Indicator }[] {
    if (this.broken) throw outage;
    return [...this.items]
      .map(([value, at]) => {
        const observables = [{ kind: 'domain' as const, value }];
        const indicator: Indicator = { ...none, id: `id ${value}`, withdrawn: false, observables };
        return { label: BigInt(Math.round(this.#t0 + at * day)) * 1000n, indicator };
      })
      .filter(({ label }) => (begin === null || label > begin) && (end === null || label <= end))
      .sort((a, b) => Number(a.label - b.label));
  }

  segments(): SegmentClient {
    return {
      kind: 'segments',
      read: async (span: Span | null, sink) => {
        const found = this.within(span?.begin ?? null, span?.end ?? null);
        await sink.indicators(found.map(({ indicator }) => indicator));
        const rest = { answeredEnd: null, serverNow: null, doubtful: false, incomplete: null };
        return { parts: 1, blocks: found.length, ...rest };
      },
      compared: () => undefined,
      waiting: async () => [],
      close: async () => undefined,
    };
  }

  /** Pages of two. */
  walk(): WalkClient {
    let after: bigint | null = null;
    return {
      kind: 'walk',
      begin: (from) => void (after = from),
      next: async (sink) => {
        const found = this.within(after, null);
        const page = found.slice(0, 2);
        await sink.indicators(page.map(({ indicator }) => indicator));
        after = page.at(-1)?.label ?? after;
        const end = found.length > 2 ? null : { last: after, serverNow: null, incomplete: null };
        return { objects: page.length, safe: after, end };
      },
      restart: () => undefined,
      shrink: () => false,
      waiting: async () => [],
      close: async () => undefined,
    };
  }
}

const outage = new Failure({
  code: 'http/404',
  stage: 'http',
  fault: 'source',
  retry: 'after-change',
  message: 'not found',
  evidence: {},
});

async function polling(kind: 'segments' | 'walk' = 'segments', change: Partial<SourceSettings> = {}) {
  const clock = new ManualClock();
  const t0 = clock.now();
  const store = await openSqliteStore({ file: join(tempDirectory(), 'feedgate.db'), codec, clock });
  await store.sources.add(settings('otx', { attempts: 1, ...change }), t0);
  const shelf = new Shelf(t0);
  const deps = {
    store,
    openClient: async () => shelf[kind](),
    log: pollLog(new MemoryLog(), clock),
    clock,
    random: () => 0.5,
    holder: 'test/1/1',
  };
  const source = async (): Promise<StoredSource> => {
    const found = await store.sources.get('otx');
    if (found === undefined) throw new Error('no source');
    return found;
  };
  return {
    clock,
    store,
    shelf,
    source,
    /** Polls on a day, counted from the beginning. */
    async poll(at: number, mode: PollMode | null = null): Promise<PollReport> {
      clock.jump(Math.round(t0 + at * day) - clock.now());
      return (await startPoll(await source(), mode, deps)).done;
    },
    async inForce(): Promise<string[]> {
      const values: string[] = [];
      for await (const listing of store.listings.scan({ at: clock.now() })) values.push(listing.value);
      return values.sort();
    },
    listing: async (value: string) => (await store.listings.lookup({ kind: 'domain', value }))[0],
    close: () => store.close(),
  };
}

describe.each(['segments', 'walk'] as const)('a source that is read in %s', (kind) => {
  it('has everything read again after a week, and what has vanished withdrawn', async () => {
    const run = await polling(kind);
    for (const [value, at] of [
      ['a', -29],
      ['b', -20],
      ['c', -1],
      ['d', 0],
    ] as const)
      run.shelf.items.set(value, at);
    expect(await run.poll(0)).toMatchObject({ mode: 'full', funnel: { new: 4 } });
    run.shelf.items.set('e', 2);
    expect(await run.poll(3)).toMatchObject({ mode: 'delta', funnel: { new: 1 } });
    run.shelf.items.delete('c');
    expect(await run.poll(5)).toMatchObject({ mode: 'delta', funnel: { withdrawn: 0 } });
    const before = await run.listing('a');
    const report = await run.poll(7.1);
    expect(report).toMatchObject({ mode: 'full', state: 'succeeded', funnel: { new: 0, withdrawn: 1 } });
    expect(await run.inForce()).toEqual(['a', 'b', 'd', 'e']);
    // Older than the age by its label, it stays as long as its first sighting promised, and no longer.
    expect((await run.listing('a'))?.expiresAt).toBe(before?.expiresAt);
    expect((await run.listing('b'))?.expiresAt).toBeGreaterThan(before?.expiresAt ?? 0);
    expect(await run.poll(8)).toMatchObject({ mode: 'delta' });
    await run.close();
  });

  it('withdraws nothing of a server that loses nothing, whenever it is polled', async () => {
    const publish = fc.array(fc.tuple(fc.integer({ min: -60 * 24, max: 40 * 24 })), { maxLength: 12 });
    const steps = fc.array(fc.tuple(fc.integer({ min: 2, max: 12 * 24 }), fc.constantFrom(null, 'full' as const)), {
      minLength: 2,
      maxLength: 9,
    });
    await fc.assert(
      fc.asyncProperty(publish, steps, async (items, polls) => {
        const run = await polling(kind);
        let now = 0;
        for (const [wait, mode] of polls) {
          // No two labels are alike: pages go on after a label.
          for (const [i, [at]] of items.entries()) if (at <= now) run.shelf.items.set(`v${i}`, at / 24 + i / 100_000);
          const report = await run.poll(now / 24, mode);
          expect(report.failure).toBeNull();
          expect(report.funnel.withdrawn).toBe(0);
          now += wait;
        }
        await run.close();
      }),
      { numRuns: 25 },
    );
  });

  it('has nothing withdrawn by a poll that failed; the next is a delta, and a day later it is tried again', async () => {
    const run = await polling(kind);
    for (const value of ['a', 'b', 'c']) run.shelf.items.set(value, -1);
    await run.poll(0);
    run.shelf.items.delete('a');
    run.shelf.broken = true;
    expect(await run.poll(8)).toMatchObject({ mode: 'full', state: 'failed', funnel: { withdrawn: 0 } });
    run.shelf.broken = false;
    expect(await run.poll(8.1)).toMatchObject({ mode: 'delta', state: 'succeeded' });
    expect(await run.inForce()).toEqual(['a', 'b', 'c']);
    expect(await run.poll(9.2)).toMatchObject({ mode: 'full', state: 'succeeded', funnel: { withdrawn: 1 } });
    expect(await run.inForce()).toEqual(['b', 'c']);
    await run.close();
  });

  it('keeps what it had where more than half has vanished, and says so', async () => {
    const run = await polling(kind);
    for (const value of ['a', 'b', 'c']) run.shelf.items.set(value, -1);
    await run.poll(0);
    run.shelf.items.delete('a');
    run.shelf.items.delete('b');
    const report = await run.poll(8);
    expect(report.failure).toMatchObject({ code: 'guard/reconcile-shrunk', evidence: { before: 3, now: 1 } });
    expect(await run.inForce()).toEqual(['a', 'b', 'c']);
    await run.store.sources.patchState((await run.source()).id, { cursor: null });
    expect(await run.poll(9)).toMatchObject({ mode: 'full', failure: null, funnel: { withdrawn: 2 } });
    await run.close();
  });

  it('that is never to be reconciled is not', async () => {
    const run = await polling(kind, { reconcile: 'never' });
    for (const value of ['a', 'b', 'c']) run.shelf.items.set(value, -1);
    await run.poll(0);
    run.shelf.items.delete('a');
    expect(scheduledMode(await run.source(), run.clock.now() + 20 * day)).toBe('delta');
    expect(await run.poll(8, 'full')).toMatchObject({ funnel: { withdrawn: 0 } });
    expect(await run.inForce()).toEqual(['a', 'b', 'c']);
    await run.close();
  });
});
