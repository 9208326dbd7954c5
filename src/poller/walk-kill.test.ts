import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatMicros, parseInstant } from '../base/instant.ts';
import type { SourceSettings } from '../feed/source.ts';
import type { Indicator } from '../indicator/indicator.ts';
import type { SegmentWriter } from '../store/store.ts';
import { Walk21 } from '../taxii2/walk21.ts';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import type { PollLog, WalkClient } from './ports.ts';
import { PollRecorder } from './recorder.ts';
import { readWalk } from './walk.ts';

/** What survives a process that dies. */
interface Kept {
  readonly held: Set<number>;
  cursor: string | null;
}

class Killed extends Error {}

const begun = 1_700_000_000_000_000n;

/** A server of TAXII 2.1 that gives at most `most` objects, and a process that dies at the `dies`-th request. */
function clientOf(dates: readonly bigint[], most: number, dies: number): WalkClient {
  let walk = new Walk21({ from: null, limit: most, budget: 10_000 });
  let requests = 0;
  return {
    kind: 'walk',
    begin: (from) => (walk = new Walk21({ from, limit: most, budget: 10_000 })),
    async next(sink) {
      requests += 1;
      const { addedAfter, limit, next } = walk.request;
      const ids = dates.flatMap((date, id) => (addedAfter === null || date > addedAfter ? [id] : []));
      const from = Number(next ?? 0);
      const some = ids.slice(from, from + Math.min(limit ?? most, most));
      await sink.indicators(some.map((id) => ({ id: String(id) }) as Indicator));
      if (requests >= dies) throw new Killed();
      const more = from + some.length < ids.length;
      const step = walk.take({
        objects: some.length,
        digest: some.join(),
        more,
        next: more ? String(from + some.length) : null,
        first: dates[some[0] ?? -1] ?? null,
        last: dates[some.at(-1) ?? -1] ?? null,
        range: null,
      });
      const end = step.kind === 'on' ? null : { last: walk.last, serverNow: null, incomplete: null };
      return { objects: some.length, safe: walk.safe, end };
    },
    restart: () => walk.restart(),
    shrink: () => false,
    waiting: async () => [],
    close: async () => undefined,
  };
}

const silent = new Proxy({} as PollLog, { get: () => () => undefined });

/** One poll by a process; it keeps what it has committed. */
async function poll(kept: Kept, client: WalkClient, commitAfter: number): Promise<void> {
  const clock = new ManualClock();
  const cursor = kept.cursor === null ? undefined : parseInstant(kept.cursor);
  const span = { begin: cursor?.micros ?? begun - 1n, end: begun * 2n };
  const recorder = new PollRecorder({ id: 'p', source: 's', mode: 'delta', window: span, clock });
  const pending: number[] = [];
  const writer: SegmentWriter = {
    add: async (batch) => void pending.push(...batch.map(({ id }) => Number(id))),
    commit: async () => ({ new: 0, known: 0, withdrawn: 0 }),
    discard: async () => void pending.splice(0),
  };
  const failure = await readWalk(
    {
      settings: { name: 's', attempts: 1, overlap: 0 } as SourceSettings,
      client,
      recorder,
      log: silent,
      clock,
      random: () => 0,
      signal: new AbortController().signal,
      openWriter: async () => writer,
      commit: async (_, at) => {
        if (dead) return;
        for (const id of pending) kept.held.add(id);
        kept.cursor = at ?? kept.cursor;
      },
      cursor: kept.cursor,
    },
    span,
    commitAfter,
  );
  if (failure !== null) expect(failure.evidence['chain']).toEqual([expect.stringMatching(/^Error/)]);
}

/** Nothing is written by a process that is dead, not even what its failure would have it write. */
let dead = false;

it('a process may die at any request: what is held reaches to the cursor, and in the end all is held', async () => {
  const any = fc.record({
    ties: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 30 }),
    most: fc.integer({ min: 2, max: 9 }),
    commitAfter: fc.integer({ min: 1, max: 40 }),
    deaths: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 8 }),
  });
  await fc.assert(
    fc.asyncProperty(any, async ({ ties, most, commitAfter, deaths }) => {
      const dates = ties.flatMap((count, i) => Array.from({ length: count }, () => begun + BigInt(i) * 1000n));
      const kept: Kept = { held: new Set(), cursor: null };
      for (const dies of deaths) {
        dead = false;
        const client = clientOf(dates, most, dies);
        await poll(kept, { ...client, next: (sink) => client.next(sink).catch(die) }, commitAfter);
        const reached = kept.cursor === null ? null : (parseInstant(kept.cursor)?.micros ?? null);
        for (const [id, date] of dates.entries())
          if (reached !== null && date <= reached) expect(kept.held.has(id)).toBe(true);
      }
      dead = false;
      await poll(kept, clientOf(dates, most, Number.POSITIVE_INFINITY), commitAfter);
      expect(kept.held.size).toBe(dates.length);
      expect(kept.cursor).toBe(formatMicros(dates.at(-1) ?? 0n));
    }),
  );
});

function die(error: unknown): never {
  if (error instanceof Killed) dead = true;
  throw error;
}
