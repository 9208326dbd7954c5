import { describe, expect, it } from 'vitest';
import { withoutProfiles } from '../../test/fakes/profiles.ts';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { seededRandom } from '../../test/fakes/seeded-random.ts';
import { failing, type FailureRecord } from '../base/failure.ts';
import { parseSource } from '../config/source-settings.ts';
import type { Finding } from '../feed/finding.ts';
import type { TrialEvent, TrialReport } from '../feed/trial.ts';
import { emptyTally, type Indicator } from '../indicator/indicator.ts';
import type { Response } from '../net/exchange.ts';
import { Headers } from '../net/headers.ts';
import type { StoredSource } from '../store/store.ts';
import type { OpenClient } from './ports.ts';
import type { SegmentClient } from './ports.ts';
import { runTrial, type TrialDeps, type TrialOptions } from './trial.ts';

const raise = failing({
  'http/503': { stage: 'http', title: 'unavailable', fault: 'source', retry: 'soon' },
  'http/504': { stage: 'http', title: 'late', fault: 'source', retry: 'soon' },
  'tcp/timeout': { stage: 'tcp', title: 'silent', fault: 'network', retry: 'soon' },
});

const day = 86_400_000;
const clock = new ManualClock();

function source(changes: object = {}, state: Partial<StoredSource['state']> = {}): StoredSource {
  return {
    id: 1,
    settings: parseSource({ name: 'phish', host: 'feed.example', path: '/', collection: 'c', ...changes }),
    revision: 1,
    suspended: false,
    createdAt: 0,
    state: {
      cursor: '2026-11-22T09:00:00Z',
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
      ...state,
    },
  };
}

function indicator(id: string, more: Partial<Indicator> = {}): Indicator {
  return {
    id,
    version: null,
    title: null,
    validFrom: null,
    validUntil: null,
    confidence: null,
    tlp: null,
    withdrawn: false,
    observables: [{ kind: 'domain', value: `${id}.example` }],
    ...more,
  };
}

const answer: Response = {
  status: 200,
  reason: 'OK',
  statusLine: 'HTTP/1.1 200 OK',
  headers: new Headers([
    ['Server', 'nginx'],
    ['X-TAXII-Content-Type', 'urn:taxii.mitre.org:message:xml:1.1'],
  ]),
  body: (async function* () {})(),
  peer: {
    address: '192.0.2.7',
    port: 443,
    addresses: ['192.0.2.7', '192.0.2.8'],
    proxy: null,
    tls: {
      version: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
      certificate: {
        subject: 'CN=feed.example',
        issuer: 'CN=Example CA',
        fingerprint256: 'ab'.repeat(32),
        validFrom: 0,
        validTo: clock.now() + 80.5 * day,
        names: ['feed.example'],
      },
    },
  },
  timings: {},
  bytes: { wire: 0, decoded: 0 },
  warnings: [],
  serverDate: null,
  clockSkew: null,
  endsByClose: false,
  close: () => undefined,
};

type Read = (poll: Parameters<OpenClient>[0], sink: Parameters<SegmentClient['read']>[1]) => Promise<number>;

/** What a trial comes to on a client that reads as given; `heard` is called when an answer comes. */
async function trial(
  read: (heard: () => void) => Read,
  options: Partial<TrialOptions> & { readonly of?: StoredSource; readonly step?: number } = {},
): Promise<{ readonly report: TrialReport; readonly probed: readonly FailureRecord[]; readonly attempts: number }> {
  const probed: FailureRecord[] = [];
  let attempts = 0;
  const finding = (failure: FailureRecord): Finding => ({
    code: failure.code,
    stage: failure.stage,
    certainty: 'certain',
    alternatives: [],
    evidence: {},
    proposal: null,
  });
  const deps: TrialDeps = {
    clock,
    random: seededRandom(1),
    holder: 'test/1/1',
    route: withoutProfiles,
    probe: (failure) => {
      probed.push(failure);
      return Promise.resolve(finding(failure));
    },
    openClient: (heard) => async (poll) => ({
      kind: 'segments',
      read: async (_span, sink) => {
        attempts += 1;
        const parts = await read(() => heard(answer))(poll, sink);
        return { parts, blocks: parts, answeredEnd: null, serverNow: null, doubtful: false, incomplete: null };
      },
      compared: () => undefined,
      waiting: async () => [],
      close: async () => undefined,
    }),
  };
  const { of = source(), full = false, probe = true, step = 200 } = options;
  for await (const event of ticking(runTrial(of, deps, { full, probe, polledBy: null, closed: null }), step))
    if (event.kind === 'report') return { report: event.report, probed, attempts };
  throw new Error('no report');
}

/** The events, with time that goes on while somebody waits for the next. */
async function* ticking(events: AsyncGenerator<TrialEvent>, step: number): AsyncGenerator<TrialEvent> {
  for (;;) {
    const came: IteratorResult<TrialEvent>[] = [];
    const waiting = events.next().then((result) => came.push(result));
    while (came.length === 0) await Promise.race([waiting, clock.advance(step)]);
    const [next] = came;
    if (next === undefined || next.done === true) return;
    yield next.value;
  }
}

/** Reads `parts` parts of 400 observables each. */
const parts =
  (count: number): Read =>
  async ({ observer, signal }, sink) => {
    for (let part = 0; part < count; part += 1) {
      if (signal.aborted) throw raise('tcp/timeout', 'aborted');
      await sink.indicators(Array.from({ length: 400 }, (_, i) => indicator(`i${part}-${i}`)));
      observer.part({ ...emptyTally, received: 100, parsed: 400, supported: 400 });
    }
    return count;
  };

describe('a trial', () => {
  it('stops after the part with which a thousand observables were read, and has not failed', async () => {
    const { report } = await trial(() => parts(50));
    expect(report).toMatchObject({
      result: 'works',
      failure: null,
      parts: 3,
      whole: false,
      bound: { kind: 'observables', limit: 1000 },
      funnel: { received: 300, parsed: 1200, supported: 1200, wouldStore: 1200 },
    });
    expect(report.stages.find(({ stage }) => stage === 'content')?.state).toBe('partly');
    expect(report.sample).toHaveLength(5);
  });
  it('reads to the end where the whole is wanted, and where the end comes first', async () => {
    expect((await trial(() => parts(5), { full: true })).report).toMatchObject({ parts: 5, bound: null, whole: true });
    expect((await trial(() => parts(3))).report).toMatchObject({ parts: 3, bound: null, result: 'works' });
  });
  it('stops a minute after the first answer, with what came until then', async () => {
    const read =
      (heard: () => void): Read =>
      async ({ signal }, sink) => {
        heard();
        await sink.indicators([indicator('a')]);
        await clock.sleep(10 * 60_000, signal);
        throw raise('tcp/timeout', 'aborted');
      };
    const { report } = await trial(read, { step: 15_000 });
    expect(report).toMatchObject({ result: 'works', bound: { kind: 'time', limit: 60_000 }, funnel: { supported: 1 } });
  });
  it('ends after two minutes without any answer, as the failure that it met', async () => {
    let requests = 0;
    const read =
      (): Read =>
      async ({ signal }) => {
        requests += 1;
        await clock.sleep(requests === 1 ? 90_000 : 300_000, signal);
        throw raise('http/504', 'no answer');
      };
    const { report, probed } = await trial(read, { step: 15_000 });
    expect(requests).toBe(2);
    expect(report).toMatchObject({ result: 'fails', failure: { code: 'http/504' } });
    expect(probed).toHaveLength(1);
  });
  it('makes one attempt, and does not wait for a server that asks to be left alone', async () => {
    const refused = raise('http/503', 'busy', { retryAfterMs: 3000 });
    const busy = await trial(() => () => Promise.reject(refused));
    expect(busy.attempts).toBe(1);
    expect(busy.report).toMatchObject({ result: 'fails', failure: { code: 'http/503' }, bound: null });
    expect((await trial(() => () => Promise.reject(raise('tcp/timeout', 'silent')))).attempts).toBe(1);
  });
  it('is not probed where that is not wanted', async () => {
    const failed = await trial(() => () => Promise.reject(raise('tcp/timeout', 'silent')), { probe: false });
    expect(failed.probed).toEqual([]);
    expect(failed.report).toMatchObject({ finding: null, failure: { code: 'tcp/timeout' } });
  });
  it('asks for the newest segment, the span that was learned if there is one', async () => {
    const width = ({ report }: { readonly report: TrialReport }): number =>
      Date.parse(report.window.end ?? '') - Date.parse(report.window.begin ?? '');
    expect(width(await trial(() => parts(1), { of: source({ segment: '4d' }) }))).toBe(4 * day);
    expect(width(await trial(() => parts(1), { of: source({ segment: '4d' }, { segmentMs: day }) }))).toBe(day);
    expect(width(await trial(() => parts(1)))).toBe(30 * day);
    const full = await trial(() => parts(1), { of: source({ segment: '15d' }), full: true });
    expect([width(full), full.report.segments]).toEqual([30 * day, 2]);
  });
  it('counts what would be stored: nothing twice, nothing withdrawn, nothing that is over', async () => {
    const { report } = await trial(() => async ({ observer }, sink) => {
      const over = clock.now() - 1;
      await sink.indicators([indicator('a'), indicator('a'), indicator('b', { withdrawn: true })]);
      await sink.indicators([indicator('c', { validUntil: over }), indicator('d', { validUntil: over + day })]);
      observer.part({ ...emptyTally, received: 1, parsed: 5, supported: 5 });
      return 1;
    });
    expect(report.funnel).toMatchObject({ supported: 5, wouldStore: 2 });
    expect(report.sample.map(({ value }) => value)).toEqual(['a.example', 'd.example']);
  });
  it('tells what was seen in each stage, of the first answer', async () => {
    const { report } = await trial((heard) => async (poll, sink) => {
      heard();
      return parts(1)(poll, sink);
    });
    const seen = Object.fromEntries(report.stages.map((stage) => [stage.stage, stage.seen]));
    expect(seen).toMatchObject({
      config: { url: 'https://feed.example/', collection: 'c' },
      dns: { host: 'feed.example', addresses: ['192.0.2.7', '192.0.2.8'] },
      tcp: { address: '192.0.2.7', port: 443 },
      tls: { version: 'TLSv1.3', subject: 'CN=feed.example', issuer: 'CN=Example CA', daysLeft: 80 },
      http: { status: 200, server: 'nginx' },
      taxii: { version: '1.1', parts: 1 },
      store: { wouldStore: 400 },
    });
    expect(report.stages.map(({ state }) => state).filter((state) => state !== 'ok')).toEqual(['skipped', 'skipped']);
  });
  it('stops when nobody listens any more', async () => {
    let stopped: AbortSignal | undefined;
    const deps: TrialDeps = {
      clock,
      random: seededRandom(1),
      holder: 'test/1/1',
      route: withoutProfiles,
      probe: () => Promise.reject(new Error('not asked for')),
      openClient: () => async (poll) => {
        stopped = poll.signal;
        return new Promise(() => undefined);
      },
    };
    for await (const _event of runTrial(source(), deps, { full: false, probe: true, polledBy: null, closed: null })) {
      await clock.advance(200);
      if (stopped !== undefined) break;
    }
    expect(stopped?.aborted).toBe(true);
  });
});
