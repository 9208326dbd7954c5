import { describe, expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';
import { FakeService, failure, pollReport } from '../../test/fakes/fake-service.ts';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { emptyFunnel, type PollProgress, type PollReport } from '../feed/report.ts';

const unknownCa = failure({
  code: 'tls/unknown-ca',
  stage: 'tls',
  message: 'poll of "phish-urls" at taxii.example.net: the certificate is from "CN=Corp Inspect CA", not trusted here',
  evidence: { issuer: 'CN=Corp Inspect CA' },
}).toJSON();

const failed = pollReport({
  state: 'failed',
  failure: unknownCa,
  funnel: emptyFunnel,
  skipped: [],
  refusals: [],
  bytes: 0,
  decodedBytes: 0,
  segments: [{ begin: null, end: null, parts: 0, state: 'failed' }],
  stages: [
    { stage: 'dns', ms: 4 },
    { stage: 'tcp', ms: 31 },
    { stage: 'tls', ms: 12 },
  ],
});

function ending(report: PollReport): FakeService {
  const service = new FakeService();
  service.reports = [report];
  service.events = async function* () {
    yield { kind: 'report', report };
  };
  return service;
}

describe('a poll that succeeds', () => {
  it('tells what came, what was skipped, and what is next', async () => {
    expect(await feedgate(['poll', 'phish-urls'])).toMatchObject({
      code: 0,
      talk: '',
      out: `✔ phish-urls polled in 38 s: 120 new, 5 withdrawn
  Poll      delta · 01JD5V8M3Q4R5S6T7V8W9X0Y1Z
  Window    2026-11-22 08:55:00 UTC → 2026-11-22 09:59:22 UTC
  Segments  1 of 1 read, 13 parts
  Bytes     4.2 MB on the wire, 31 MB unpacked
  Funnel    1,234 items received
            1,230 indicators parsed
            1,190 observables supported
                3 refused, not well formed
              120 listings new
            1,067 listings known
                5 listings withdrawn
  Skipped   12 and-composition
             3 unsupported-object:MutexObjectType
  Refused   url http://\\x1b[2Jx: control-character
  Stages    dns 4 ms ▸ tcp 31 ms ▸ tls 44 ms ▸ http 31 s ▸ content 6 s ▸
            store 709 ms
  Next      feedgate observable list --source phish-urls
`,
    });
  });
  it('tells it in Korean', async () => {
    const { out } = await feedgate(['poll', 'phish-urls', '--lang', 'ko']);
    expect(out).toBe(`✔ phish-urls를 38초 동안 폴링했습니다. 신규 120건, 철회 5건
  폴링    delta · 01JD5V8M3Q4R5S6T7V8W9X0Y1Z
  범위    2026-11-22 08:55:00 UTC → 2026-11-22 09:59:22 UTC
  구간    1개 중 1개 읽음, 파트 13개
  바이트  전송 4.2 MB, 압축 해제 후 31 MB
  처리    1,234 항목 수신
          1,230 지표 해석
          1,190 관측값 지원
              3 형식이 맞지 않아 거부
            120 등재 신규
          1,067 등재 유지
              5 등재 철회
  건너뜀  12 and-composition
           3 unsupported-object:MutexObjectType
  거부    url http://\\x1b[2Jx: control-character
  단계    dns 4 ms ▸ tcp 31 ms ▸ tls 44 ms ▸ http 31초 ▸ content 6초 ▸
          store 709 ms
  다음    feedgate observable list --source phish-urls
`);
  });
  it('is its report and nothing else with --json', async () => {
    const { out, talk } = await feedgate(['poll', 'phish-urls', '--json'], { columns: 80 });
    expect(JSON.parse(out)).toEqual(pollReport());
    expect(talk).toBe('');
  });
  it('says nothing with --quiet', async () => {
    expect(await feedgate(['poll', 'phish-urls', '-q'])).toMatchObject({ code: 0, out: '', talk: '' });
  });
  it('names ten reasons and counts the rest', async () => {
    const skipped = Array.from({ length: 13 }, (_, i) => ({ reason: `reason-${i}`, count: i + 1 }));
    const { out } = await feedgate(['poll', 'phish-urls'], { service: ending(pollReport({ skipped })) });
    expect(out).toContain('13 reason-12');
    expect(out).toContain('6 for 3 more reasons (--json has them all)');
    expect(out).not.toContain('reason-2\n');
  });
  it('points to a full poll when the window was empty', async () => {
    const { out } = await feedgate(['poll', 'phish-urls'], { service: ending(pollReport({ funnel: emptyFunnel })) });
    expect(out).toContain('✔ phish-urls polled in 38 s: nothing new');
    expect(out).toContain('feedgate poll phish-urls --full');
  });
});

describe('a poll that fails', () => {
  it('tells how far it came, why, and what still holds', async () => {
    expect(await feedgate(['poll', 'phish-urls'], { service: ending(failed) })).toMatchObject({
      code: 1,
      out: '',
      talk: `✖ poll of "phish-urls" at taxii.example.net: the certificate is from "CN=Corp Inspect CA", not trusted here [tls/unknown-ca]
  Poll      delta · 01JD5V8M3Q4R5S6T7V8W9X0Y1Z
  Window    2026-11-22 08:55:00 UTC → 2026-11-22 09:59:22 UTC
  Segments  0 of 1 read, 0 parts
  Stages    ✔ dns 4 ms  ✔ tcp 31 ms  ✖ tls 12 ms  ○ http  ○ taxii  ○ content
            ○ store
  Cause     title of tls/unknown-ca
  Evidence  issuer: CN=Corp Inspect CA
  In force  the 12,841 listings of the last good poll (10 min ago) stay in force
            until they age out
  Next      polled again 2026-11-22 10:50 UTC (in 50 min)
  More      feedgate explain tls/unknown-ca
`,
    });
  });
  it('tells it in Korean', async () => {
    const { talk } = await feedgate(['poll', 'phish-urls', '--lang', 'ko'], { service: ending(failed) });
    expect(talk).toContain('  단계     ✔ dns 4 ms  ✔ tcp 31 ms  ✖ tls 12 ms  ○ http');
    expect(talk).toContain('마지막 정상 폴링(10분 전)의 등재 12,841건은');
    expect(talk).toContain('  더 보기  feedgate explain tls/unknown-ca');
  });
  it('is its report on the way of data with --json, and exits 1', async () => {
    const { code, out, talk } = await feedgate(['poll', 'phish-urls', '--json'], { service: ending(failed) });
    expect({ code, talk }).toEqual({ code: 1, talk: '' });
    expect(JSON.parse(out)).toEqual(failed);
  });
  it('names the source where its message does not', async () => {
    const refused = { ...unknownCa, message: 'connection failed: 192.0.2.1:443 ECONNREFUSED' };
    const { talk } = await feedgate(['poll', 'phish-urls'], { service: ending({ ...failed, failure: refused }) });
    expect(talk).toContain('✖ phish-urls: connection failed: 192.0.2.1:443 ECONNREFUSED [tls/unknown-ca]');
  });
  it('is told with the failures of the attempts before', async () => {
    const report = { ...failed, attempts: [{ at: '2026-11-22T09:59:24Z', failure: unknownCa }] };
    const { talk } = await feedgate(['poll', 'phish-urls'], { service: ending(report) });
    expect(talk).toContain('Attempts  1 attempt failed:\n            2026-11-22 09:59:24 UTC poll of');
  });
  it('that runs already tells who polls and since when', async () => {
    const service = new FakeService();
    service.refuse = failure({
      code: 'gate/poll-running',
      message: 'a poll of "phish-urls" runs since 2026-11-22T09:59:00Z',
      evidence: { holder: 'gw2/811', stage: 'http', segment: 3 },
    });
    const { code, talk } = await feedgate(['poll', 'phish-urls', '--full'], { service });
    expect(code).toBe(1);
    expect(talk).toContain('Evidence  holder: gw2/811\n            stage: http\n            segment: 3');
  });
});

describe('the live line', () => {
  const progress = (more: Partial<PollProgress>): PollProgress => ({
    pollId: 'p',
    source: 'phish-urls',
    mode: 'full',
    stage: 'http',
    segment: 3,
    segments: 7,
    parts: 12,
    received: 1234,
    supported: 12_841,
    bytes: 1,
    startedAt: '2026-11-22T10:00:00Z',
    elapsedMs: 40_000,
    ...more,
  });

  function drawn(talk: string): string[] {
    return talk.split('\r\u001b[K').slice(1);
  }

  async function watch(columns: number, events: readonly [number, PollProgress][], argv: readonly string[] = []) {
    const clock = new ManualClock();
    const service = new FakeService();
    let next = (): void => undefined;
    service.events = async function* () {
      for (const [, each] of events) {
        yield { kind: 'progress', progress: each };
        await new Promise<void>((resolve) => (next = resolve));
      }
      yield { kind: 'report', report: pollReport() };
    };
    const running = feedgate(['poll', 'phish-urls', ...argv], { columns, service, clock });
    await clock.advance(0);
    for (const [ms] of events) {
      await clock.advance(ms);
      next();
      await clock.advance(0);
    }
    return running;
  }

  it('tells segment, part, blocks, observables, rate, elapsed and time left, and is gone at the end', async () => {
    const { talk, out } = await watch(120, [[0, progress({})]]);
    expect(drawn(talk)).toEqual([
      'phish-urls: segment 3/7 · part 12 · 1,234 blocks · 12,841 observables · 321/s · 40 s · 1 min 40 s left',
      '',
    ]);
    expect(out).toContain('✔ phish-urls polled in 38 s');
  });
  it('fits the terminal', async () => {
    const { talk } = await watch(60, [[0, progress({})]], ['--lang', 'ko']);
    expect(drawn(talk)[0]).toBe('phish-urls: 구간 3/7 · 파트 12 · 블록 1,234개 · 관측값 12,…');
  });
  it('is redrawn at most ten times a second', async () => {
    const burst = Array.from({ length: 50 }, (_, i): [number, PollProgress] => [20, progress({ parts: i })]);
    const { talk } = await watch(120, burst);
    expect(drawn(talk).length).toBeLessThanOrEqual(12);
    expect(drawn(talk).length).toBeGreaterThan(8);
  });
  it('goes on counting while the server is silent', async () => {
    const { talk } = await watch(120, [[3000, progress({})]]);
    expect(drawn(talk).some((line) => line.includes('43 s'))).toBe(true);
  });
  it.each([
    ['off a terminal', {}, []],
    ['on a dumb terminal', { columns: 80, env: { TERM: 'dumb' } }, []],
    ['with --quiet', { columns: 80 }, ['--quiet']],
  ])('is not drawn %s', async (_, setting, argv) => {
    const service = new FakeService();
    service.events = async function* () {
      yield { kind: 'progress', progress: progress({}) };
      yield { kind: 'report', report: pollReport() };
    };
    expect((await feedgate(['poll', 'phish-urls', ...argv], { ...setting, service })).talk).toBe('');
  });
});

describe('stopping a poll', () => {
  it('with Ctrl-C asks for the next safe point, reports, and exits 130', async () => {
    const abort = new AbortController();
    const service = new FakeService();
    service.events = async function* () {
      const stopped = new Promise((resolve) => abort.signal.addEventListener('abort', resolve));
      abort.abort();
      await stopped;
      yield { kind: 'report', report: pollReport({ state: 'cancelled' }) };
    };
    const { code, talk } = await feedgate(['poll', 'phish-urls'], { service, signal: abort.signal });
    expect(code).toBe(130);
    expect(service.calls).toContainEqual(['cancelPoll', 'phish-urls']);
    expect(talk).toContain('! the poll of phish-urls was cancelled; what was committed before stays');
  });
  it('with --cancel asks the one who polls', async () => {
    const { code, talk, service } = await feedgate(['poll', 'phish-urls', '--cancel']);
    expect({ code, talk }).toEqual({ code: 0, talk: 'phish-urls: the poll stops at the next safe point\n' });
    expect(service.calls).toEqual([['cancelPoll', 'phish-urls']]);
  });
});

describe('past polls', () => {
  it('are a table', async () => {
    const service = ending(failed);
    service.reports = [pollReport(), { ...failed, id: '01JD5V8M3Q4R5S6T7V8W9X0Y1A' }];
    expect((await feedgate(['polls', 'phish-urls', '-n', '2'], { service })).out)
      .toBe(`ID                          SOURCE      STATE      MODE   STARTED   TOOK  BLOCKS  NEW  WITHDRAWN  PROBLEM
01JD5V8M3Q4R5S6T7V8W9X0Y1Z  phish-urls  succeeded  delta  38 s ago  38 s   1,234  120          5
01JD5V8M3Q4R5S6T7V8W9X0Y1A  phish-urls  failed     delta  38 s ago  38 s       0    0          0  tls/unknown-ca
`);
    expect(service.calls).toEqual([['listPolls', { source: 'phish-urls', limit: 2 }]]);
  });
  it('are an array with --json', async () => {
    expect(JSON.parse((await feedgate(['polls', '--json'])).out)).toEqual([pollReport()]);
  });
  it('are shown one by one', async () => {
    const shown = await feedgate(['polls', 'show', failed.id], { service: ending(failed) });
    expect(shown.code).toBe(0);
    expect(shown.out).toContain('✖ tls 12 ms');
    const missing = await feedgate(['polls', 'show', 'x']);
    expect(missing.code).toBe(3);
    expect(missing.talk).toContain('[config/no-such-poll]');
  });
});
