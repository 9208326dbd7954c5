import { beforeEach, describe, expect, it } from 'vitest';
import { failing, type Code, type Failure } from '../base/failure.ts';
import { formatMicros, microsOf } from '../base/instant.ts';
import { tile } from '../feed/segment.ts';
import type { SourceSettings } from '../feed/source.ts';
import type { Span } from '../feed/window.ts';
import { emptyTally } from '../indicator/indicator.ts';
import type { SegmentWriter } from '../store/store.ts';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import type { PollLog, SegmentClient, SegmentOutcome } from './ports.ts';
import { PollRecorder } from './recorder.ts';
import { SegmentReader } from './segments.ts';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse('2026-11-01T00:00:00Z');

const raise = failing({
  'body/empty': { stage: 'content', title: 'empty', fault: 'source', retry: 'soon' },
  'xml/malformed': { stage: 'content', title: 'malformed', fault: 'source', retry: 'next-poll' },
  'tcp/refused': { stage: 'tcp', title: 'refused', fault: 'source', retry: 'soon' },
  'http/401': { stage: 'auth', title: 'refused', fault: 'operator', retry: 'after-change' },
});

const plain: SegmentOutcome = {
  parts: 1,
  blocks: 1,
  answeredEnd: null,
  serverNow: null,
  doubtful: false,
  incomplete: null,
};

const silent: PollLog = {
  found: () => undefined,
  scheduled() {},
  started() {},
  fetching() {},
  attemptFailed() {},
  gaveUp() {},
  jobFailed() {},
  fetched() {},
  attempted() {},
  alreadyPolling() {},
  warning() {},
};

/** A source as a function of the span that is asked for. */
function source(answer: (span: Span, request: number) => Partial<SegmentOutcome> | Failure) {
  const asked: Span[] = [];
  const compared: [number, number][] = [];
  const client: SegmentClient = {
    kind: 'segments',
    async read(span) {
      if (span === null) throw new Error('not a data set');
      asked.push(span);
      const result = answer(span, asked.length);
      if (result instanceof Error) throw result;
      return { ...plain, ...result };
    },
    compared: (whole, halves) => compared.push([whole, halves]),
    waiting: async () => [],
    close: async () => undefined,
  };
  return { client, asked, compared };
}

let clock: ManualClock;
let abort: AbortController;
let commits: (string | null)[];
let recorder: PollRecorder;
beforeEach(() => {
  clock = new ManualClock(start + 10 * day);
  abort = new AbortController();
  commits = [];
});

async function run(client: SegmentClient, window: Span, segmentMs: number, cursor: string | null = null) {
  recorder = new PollRecorder({ id: 'p', source: 's', mode: 'full', window, clock });
  const writer: SegmentWriter = {
    add: async () => undefined,
    commit: async () => ({ new: 0, known: 0, withdrawn: 0 }),
    discard: async () => undefined,
  };
  const reader = new SegmentReader(
    {
      settings: { name: 's', attempts: 3 } as SourceSettings,
      client,
      recorder,
      log: silent,
      clock: { now: () => clock.now(), monotonic: () => clock.monotonic(), sleep: async (ms) => clock.advance(ms) },
      random: () => 0.5,
      signal: abort.signal,
      openWriter: async () => writer,
      commit: async (_, at) => {
        recorder.part({ ...emptyTally, received: 1 });
        recorder.settle({ new: 1, known: 0, withdrawn: 0 });
        commits.push(at);
      },
      cursor,
    },
    tile(window, segmentMs),
  );
  return reader.readAll();
}

const window = { begin: microsOf(start), end: microsOf(start + 8 * day) };
const at = (ms: number) => formatMicros(microsOf(start + ms));
const covers = (span: Span, ms: number) => span.begin < microsOf(start + ms) && microsOf(start + ms) <= span.end;
const states = () => recorder.report('running', null).segments.map((segment) => segment.state);

describe('reading the segments of a poll', () => {
  it('commits each with its cursor, oldest first', async () => {
    const { client } = source(() => ({}));
    expect(await run(client, window, 2 * day)).toEqual({ failure: null, learnedMs: null });
    expect(commits).toEqual([at(2 * day), at(4 * day), at(6 * day), at(8 * day)]);
    expect(states()).toEqual(['done', 'done', 'done', 'done']);
  });

  it('never moves a stored cursor back while a full poll walks over old ground', async () => {
    const { client } = source(() => ({}));
    await run(client, window, 2 * day, at(5 * day));
    expect(commits).toEqual([null, null, at(6 * day), at(8 * day)]);
  });

  it('halves what comes back empty, and remembers the span that worked', async () => {
    const { client, asked } = source((span) =>
      span.end - span.begin > microsOf(2 * day) ? raise('body/empty', 'empty') : {},
    );
    expect(await run(client, window, 8 * day)).toEqual({ failure: null, learnedMs: 2 * day });
    expect(commits).toEqual([at(2 * day), at(4 * day), at(6 * day), at(8 * day)]);
    expect(asked).toHaveLength(7);
    expect(states()).toEqual(['split', 'split', 'done', 'done', 'split', 'done', 'done']);
  });

  it('tries again what may pass, then gives up and leaves the cursor where it is', async () => {
    const { client, asked } = source((_, request) => (request === 1 ? {} : raise('tcp/refused', 'refused')));
    const { failure } = await run(client, window, 4 * day);
    expect(failure?.code).toBe('tcp/refused');
    expect(asked).toHaveLength(4);
    expect(commits).toEqual([at(4 * day)]);
    expect(recorder.report('failed', failure).attempts).toHaveLength(3);
    expect(states()).toEqual(['done', 'failed']);
  });

  it('asks once only when credentials are refused', async () => {
    const { client, asked } = source(() => raise('http/401', 'refused'));
    expect((await run(client, window, day)).failure?.code).toBe('http/401');
    expect(asked).toHaveLength(1);
  });

  it('finds the one block that breaks its window, passes over one second, and says which', async () => {
    const poison = 3 * day + 5 * hour + 1234;
    const { client } = source((span) => (covers(span, poison) ? raise('xml/malformed', 'line 7: bad') : {}));
    expect((await run(client, window, 8 * day)).failure).toBeNull();
    expect(commits.at(-1)).toBe(at(8 * day));
    const report = recorder.report('succeeded', null);
    const skipped = report.segments.filter((segment) => segment.state === 'skipped');
    expect(skipped).toHaveLength(1);
    const [begin = 0, end = 0] = [skipped[0]?.begin, skipped[0]?.end].map((label) => Date.parse(label ?? ''));
    expect(begin).toBeLessThanOrEqual(start + poison);
    expect(end).toBeGreaterThanOrEqual(start + poison);
    expect(end - begin).toBeLessThanOrEqual(2000);
    expect(report.warnings).toMatchObject([{ code: 'data/poison-block' }]);
  });

  it('does not take a server that is down for poison: nothing is passed over', async () => {
    const { client, asked } = source(() => raise('xml/malformed', 'always'));
    expect((await run(client, window, 8 * day)).failure?.code).toBe('xml/malformed');
    expect(commits).toEqual([]);
    expect(asked.length).toBeLessThan(20);
    expect(states()).not.toContain('skipped');
  });

  it('finds the poison also where it lies in the oldest hour, by the proof of its neighbour', async () => {
    const poison = 20 * 60_000;
    const { client } = source((span) => (covers(span, poison) ? raise('xml/malformed', 'bad') : {}));
    expect((await run(client, window, 8 * day)).failure).toBeNull();
    expect(commits.at(-1)).toBe(at(8 * day));
    expect(states().filter((state) => state === 'skipped')).toHaveLength(1);
    expect(states().filter((state) => state === 'planned' || state === 'running')).toEqual([]);
  });

  it('waits as long as the server asks, without counting an attempt', async () => {
    const busy = failing({ 'http/503': { stage: 'http', title: 'busy', fault: 'source', retry: 'soon' } });
    const { client } = source((_, request) => (request <= 4 ? busy('http/503', 'busy', { retryAfterMs: 60_000 }) : {}));
    const before = clock.monotonic();
    expect((await run(client, window, 8 * day)).failure).toBeNull();
    expect(clock.monotonic() - before).toBe(240_000);
  });

  it('reads an answer that may be cut again in halves, and tells what they held', async () => {
    const { client, compared, asked } = source((_, request) =>
      request === 1 ? { doubtful: true, blocks: 25 } : { blocks: 20 },
    );
    await run(client, window, 8 * day);
    expect(asked).toHaveLength(3);
    expect(compared).toEqual([[25, 40]]);
    expect(commits).toEqual([at(4 * day), at(8 * day)]);
  });

  it('goes on halving while the halves meet the same limit', async () => {
    const { client } = source((span) => {
      const days = Number((span.end - span.begin) / microsOf(day));
      return days > 2 ? { doubtful: true, blocks: 25 } : { blocks: 12 };
    });
    await run(client, window, 8 * day);
    expect(commits).toEqual([at(2 * day), at(4 * day), at(6 * day), at(8 * day)]);
  });

  it('keeps what an endless server gave, but not the cursor', async () => {
    const loop = failing({ 'taxii/part-loop': { stage: 'taxii', title: 'loop', fault: 'source', retry: 'next-poll' } });
    const { client } = source(() => ({ incomplete: loop('taxii/part-loop', 'part 3 came again') }));
    expect((await run(client, window, 8 * day)).failure?.code).toBe('taxii/part-loop');
    expect(commits).toEqual([null]);
  });

  it('stops where it is cancelled', async () => {
    const { client, asked } = source((_, request) => {
      if (request === 2) abort.abort();
      return {};
    });
    expect((await run(client, window, 2 * day)).failure?.code satisfies Code | undefined).toBe('gate/poll-cancelled');
    expect(asked).toHaveLength(2);
    expect(commits).toEqual([at(2 * day), at(4 * day)]);
  });
});
