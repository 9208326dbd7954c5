import { beforeEach, describe, expect, it } from 'vitest';
import { failing, type Failure } from '../base/failure.ts';
import { formatMicros, microsOf } from '../base/instant.ts';
import type { SourceSettings } from '../feed/source.ts';
import type { SegmentWriter } from '../store/store.ts';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import type { PollLog, Stride, WalkClient, WalkEnd } from './ports.ts';
import { PollRecorder } from './recorder.ts';
import { readWalk } from './walk.ts';

const start = Date.parse('2026-11-01T00:00:00Z');
const minute = 60_000;
const raise = failing({
  'http/truncated': { stage: 'http', title: 'truncated', fault: 'network', retry: 'soon' },
  'http/413': { stage: 'http', title: 'too much', fault: 'source', retry: 'next-poll' },
  'http/401': { stage: 'auth', title: 'refused', fault: 'operator', retry: 'after-change' },
  'http/503': { stage: 'http', title: 'busy', fault: 'source', retry: 'soon' },
});

const silent: PollLog = {
  found() {},
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

const micros = (minutes: number): bigint => microsOf(start + minutes * minute);
const text = (minutes: number): string => formatMicros(micros(minutes));
const over: WalkEnd = { last: micros(60), serverNow: null, incomplete: null };

type Answer = Partial<Omit<Stride, 'safe'>> & { readonly safe?: number | null };

let clock: ManualClock;
let calls: string[];
let commits: (string | null)[];
let recorder: PollRecorder;
beforeEach(() => {
  clock = new ManualClock(start + 90 * minute);
  calls = [];
  commits = [];
});

/** Reads a source that gives these, one after the other. */
async function read(
  answers: readonly (Answer | Failure)[],
  { cursor = null, smallest = 0 }: { readonly cursor?: string | null; readonly smallest?: number } = {},
): Promise<string | null> {
  const left = [...answers];
  let shrunk = 0;
  const client: WalkClient = {
    kind: 'walk',
    begin: (from) => void calls.push(`begin ${from === null ? 'all' : formatMicros(from)}`),
    async next() {
      const answer = left.shift();
      if (answer === undefined) throw new Error('nothing more was expected');
      if (answer instanceof Error) throw answer;
      const { safe = null, ...rest } = answer;
      return { objects: 10, end: null, ...rest, safe: safe === null ? null : micros(safe) };
    },
    restart: () => void calls.push('restart'),
    shrink() {
      shrunk += 1;
      calls.push('shrink');
      return shrunk <= smallest;
    },
    waiting: async () => [],
    close: async () => undefined,
  };
  const window = { begin: micros(0), end: micros(90) };
  recorder = new PollRecorder({ id: 'p', source: 's', mode: 'delta', window, clock });
  const writer: SegmentWriter = {
    add: async () => undefined,
    commit: async () => ({ new: 0, known: 0, withdrawn: 0 }),
    discard: async () => undefined,
  };
  const failure = await readWalk(
    {
      settings: { name: 's', attempts: 3, overlap: 5 * minute } as SourceSettings,
      client,
      recorder,
      log: silent,
      clock: { now: () => clock.now(), monotonic: () => clock.monotonic(), sleep: async (ms) => clock.advance(ms) },
      random: () => 0.5,
      signal: new AbortController().signal,
      openWriter: async () => writer,
      commit: async (_, at) => void commits.push(at),
      cursor,
    },
    window,
  );
  return failure?.code ?? null;
}

const state = (): string | undefined => recorder.report('running', null).segments[0]?.state;

describe('a walk', () => {
  it('begins at the beginning of the window, and ends with the last stamp as the cursor', async () => {
    expect(await read([{ safe: 10 }, { safe: 59, end: over }])).toBeNull();
    expect([calls, commits, state()]).toEqual([[`begin ${text(0)}`], [text(60)], 'done']);
  });
  it('commits on the way no further than everything has been read', async () => {
    await read([{ objects: 60_000, safe: 10 }, { objects: 60_000 }, { safe: 59, end: over }]);
    expect(commits).toEqual([text(10), null, text(60)]);
  });
  it('never moves a cursor back', async () => {
    await read([{ objects: 60_000, safe: 10 }, { end: over }], { cursor: text(70) });
    expect(commits).toEqual([null, null]);
  });
  it('leaves a cursor where nothing came, and begins one at the clock of the server', async () => {
    const nothing = { objects: 0, end: { last: null, serverNow: start + 30 * minute, incomplete: null } };
    await read([nothing], { cursor: text(5) });
    await read([nothing]);
    expect(commits).toEqual([null, text(25)]);
  });
  it('believes no stamp from the future', async () => {
    await read([{ end: { ...over, serverNow: start + 50 * minute } }]);
    expect(commits).toEqual([formatMicros(micros(50) + 1_000_000n)]);
  });
  it('goes back to where it was safe after a page is lost, as often as it gets further', async () => {
    const lost = raise('http/503', 'busy');
    expect(
      await read([{ safe: 1 }, lost, lost, { safe: 2 }, lost, lost, { safe: 3 }, lost, lost, { end: over }]),
    ).toBeNull();
    expect(calls.filter((call) => call === 'restart')).toHaveLength(6);
    expect(recorder.report('running', null).attempts).toHaveLength(6);
  });
  it('gives up where it gets no further, and keeps what it has', async () => {
    const lost = raise('http/503', 'busy');
    expect(await read([{ safe: 1 }, lost, { safe: 1 }, lost, { safe: 1 }, lost])).toBe('http/503');
    expect([commits, state()]).toEqual([[text(1)], 'failed']);
  });
  it('asks for smaller pages where the server cannot deliver large ones', async () => {
    const failures = [raise('http/413', 'too much'), raise('http/truncated', 'cut')];
    expect(await read([...failures, { end: over }], { smallest: 2 })).toBeNull();
    expect(calls).toEqual([`begin ${text(0)}`, 'shrink', 'shrink']);
    expect(await read([raise('http/413', 'too much')])).toBe('http/413');
  });
  it('waits as long as the server asks, and counts it as no attempt', async () => {
    const wait = failing({ 'http/429': { stage: 'http', title: 'slow down', fault: 'source', retry: 'soon' } });
    const busy = wait('http/429', 'slow down', { retryAfterMs: 7000 });
    const before = clock.monotonic();
    expect(await read([busy, busy, busy, busy, { end: over }])).toBeNull();
    expect(clock.monotonic() - before).toBe(28_000);
  });
  it('is not repeated where that could lock an account', async () => {
    expect(await read([raise('http/401', 'refused')])).toBe('http/401');
    expect(calls).toEqual([`begin ${text(0)}`]);
  });
  it('that cannot be ended keeps its listings, and its cursor where that is safe', async () => {
    const incomplete = raise('http/truncated', 'without end');
    expect(await read([{ safe: 20, end: { ...over, incomplete } }])).toBe('http/truncated');
    expect(commits).toEqual([text(20)]);
  });
});
