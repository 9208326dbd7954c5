import { why } from '../feed/finding.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { failureRecord, failingSource, day, minute, now, sourceFacts } from '../../test/fakes/doctoring.ts';
import { pollReport } from '../../test/fakes/fake-service.ts';
import { emptyFunnel } from '../feed/report.ts';
import { lookUp } from '../diagnosis/catalogue.ts';
import type { Judgement } from './check.ts';
import { judgeBuild } from './check-build.ts';
import { judgeCertificates, type CertificateFacts } from './check-certificates.ts';
import { judgeOwnCertificates } from './check-own-certificates.ts';
import { judgeClock } from './check-clock.ts';
import { judgeDaemon, judgeParser, judgePoller, olderDaemon, type DaemonFacts } from './check-daemon.ts';
import { judgeDescriptors } from './check-descriptors.ts';
import { judgeDirectory, type DirectoryFacts } from './check-directory.ts';
import { judgeDisk, newPerDay, type DiskFacts } from './check-disk.ts';
import { judgeAuthorities, judgeEnvironment, type EnvironmentFacts } from './check-environment.ts';
import { judgeProxies, type ProxyFacts } from './check-proxies.ts';
import { judgeLog, type LogFacts } from './check-log.ts';
import { judgeMemory } from './check-memory.ts';
import { judgeResolver, type ResolverFacts } from './check-resolver.ts';
import { judgeSource, judgeSources } from './check-sources.ts';
import { judgeStore, type StoreFacts } from './check-store.ts';
import { doctorConditions } from './conditions.ts';

/** Codes that the judgements of this file were made with. */
const raised = new Set<string>();

/** `grade code` of each judgement. */
function graded(judgements: readonly Judgement[]): string[] {
  for (const { code } of judgements) if (code !== null) raised.add(code);
  return judgements.map(({ grade, code }) => (code === null ? grade : `${grade} ${code}`));
}

afterAll(() => {
  // What is thrown instead of judged is raised in run-checks.test.ts and examine.test.ts, gates in check-gates.test.ts.
  const thrown = ['gate/key-expires', 'host/check-stalled'];
  expect([...raised, ...thrown].filter((code) => code in doctorConditions).sort()).toEqual(
    Object.keys(doctorConditions).sort(),
  );
  for (const code of raised) expect(lookUp(code), code).toBeDefined();
});

describe('the build', () => {
  const facts = { feedgate: '1', sqlite: '3', openssl: '3', platform: 'linux', arch: 'x64' };
  it.each([
    ['24.21.0', 'ok'],
    ['30.0.0', 'ok'],
    ['22.9.0', 'problem host/node-too-old'],
  ])('on Node %s is %s', (node, expected) => {
    expect(graded(judgeBuild({ ...facts, node }))).toEqual([expected]);
  });
});

describe('the data directory', () => {
  const root = { path: '/data', owner: 900, mode: 0o700 };
  const database = { path: '/data/feedgate.db', owner: 900, mode: 0o600 };
  const facts: DirectoryFacts = { root: '/data', user: 900, directory: root, refusal: null, files: [database] };
  it.each<[string, Partial<DirectoryFacts>, string]>([
    ['is well where it is its owner’s alone', {}, 'ok'],
    ['is well where root looks', { user: 0 }, 'ok'],
    ['may be read by a group', { directory: { ...root, mode: 0o750 } }, 'ok'],
    ['is missing', { directory: null }, 'problem host/data-missing'],
    ['is a stranger’s', { user: 901 }, 'problem host/data-other-owner'],
    ['cannot be written', { refusal: 'EROFS' }, 'problem host/data-unwritable'],
    ['is open to others', { directory: { ...root, mode: 0o755 } }, 'problem host/data-readable'],
    [
      'has passwords of proxies open to others',
      { files: [{ path: '/data/proxies.yaml', owner: 900, mode: 0o644 }] },
      'problem host/data-readable',
    ],
    ['has a database open to others', { files: [{ ...database, mode: 0o640 }] }, 'problem host/data-readable'],
    [
      'has an open log beside a closed database',
      { files: [database, { path: '/data/log/threatfeeds', owner: 900, mode: 0o644 }] },
      'ok',
    ],
    ['has a file of root’s in it', { files: [{ ...database, owner: 0 }] }, 'problem host/data-other-owner'],
  ])('%s', (_, change, expected) => {
    expect(graded(judgeDirectory({ ...facts, ...change }))).toEqual([expected]);
  });
});

describe('the daemon', () => {
  const hello = { version: '1.0.0', pid: 811, since: '2026-11-19T06:00:00.000Z' };
  const facts: DaemonFacts = { version: '1.0.0', now, answer: hello, locked: false, running: null };
  it.each<[string, Partial<DaemonFacts>, string]>([
    ['answers', {}, 'ok'],
    ['is of another version', { version: '1.0.1' }, 'warning gate/version-differs'],
    ['does not know the question', { answer: olderDaemon }, 'warning gate/version-differs'],
    ['does not run', { answer: null }, 'warning gate/daemon-down'],
    ['runs without listening', { answer: null, locked: true }, 'problem gate/daemon-unreachable'],
    ['is silent', { answer: 'no answer within 3000 ms' }, 'problem gate/daemon-unreachable'],
    ['refuses this user', { answer: 'EACCES' }, 'problem gate/daemon-unreachable'],
  ])('%s', (_, change, expected) => {
    expect(graded(judgeDaemon({ ...facts, ...change }))).toEqual([expected]);
  });
  it('tells who runs and how to get at it', () => {
    const [refused] = judgeDaemon({ ...facts, answer: 'EACCES', running: { pid: 811, since: hello.since } });
    expect(refused?.says.en).toContain('pid 811');
    expect(refused?.fix[0]?.en).toContain('sudo -u feedgate');
  });
});

describe('the poller', () => {
  const well = { pid: 812, restarts: 0, upMs: 5000, idleMs: 900 };
  it.each([
    ['comes round', well, 'ok'],
    ['was started again long ago', { ...well, restarts: 3, upMs: 2 * day }, 'ok'],
    ['is not there without a daemon', null, 'skipped'],
    ['has ended', { ...well, pid: null }, 'problem gate/poller-down'],
    ['does not answer', { ...well, idleMs: null }, 'problem gate/poller-stuck'],
    ['does not come round', { ...well, idleMs: 61_000 }, 'problem gate/poller-stuck'],
    ['was started again just now', { ...well, restarts: 1 }, 'warning host/poller-died'],
  ] as const)('%s', (_, vitals, expected) => {
    expect(graded(judgePoller(vitals))).toEqual([expected]);
  });
  it('has a parser child that reads', () => {
    expect(graded(judgeParser({ ms: 160.4 }))).toEqual(['ok']);
  });
});

describe('the database', () => {
  const facts: StoreFacts = {
    file: '/data/feedgate.db',
    bytes: 412e6,
    walBytes: 4e6,
    schema: { found: 2, known: 2 },
    problems: [],
    limitMs: 2500,
  };
  it.each<[string, Partial<StoreFacts>, string]>([
    ['is sound', {}, 'ok'],
    ['is of an older version, and will be brought up to date', { schema: { found: 1, known: 2 } }, 'ok'],
    ['is not there yet', { bytes: null, schema: null, problems: null }, 'skipped'],
    ['was not read to its end', { problems: null }, 'skipped'],
    ['is of a newer version', { schema: { found: 3, known: 2 } }, 'problem host/schema-skew'],
    ['is damaged', { problems: ['Tree 4 page 7: btreeInitPage() returns error code 11'] }, 'problem host/db-corrupt'],
    ['has a long write-ahead log', { walBytes: 300 * 1024 * 1024 }, 'warning host/wal-large'],
  ])('%s', (_, change, expected) => {
    expect(graded(judgeStore({ ...facts, ...change }))).toEqual([expected]);
  });
});

describe('the disk', () => {
  const facts: DiskFacts = {
    path: '/data',
    freeBytes: 50e9,
    totalBytes: 100e9,
    freeInodes: 1e6,
    totalInodes: 2e6,
    databaseBytes: 400e6,
    listings: 1e6,
    newPerDay: 100_000,
  };
  it.each<[string, Partial<DiskFacts>, string]>([
    ['has room', {}, 'ok'],
    ['counts no inodes', { freeInodes: null, totalInodes: null }, 'ok'],
    ['is full', { freeBytes: 10e6 }, 'problem host/disk-full'],
    ['is nearly full', { freeBytes: 150e6 }, 'problem host/disk-low'],
    ['is full in a week', { freeBytes: 200e6 + 7 * 40e6 }, 'warning host/disk-low'],
    ['has room for a month', { freeBytes: 200e6 + 30 * 40e6 }, 'ok'],
    ['has no inodes left', { freeInodes: 10 }, 'problem host/inodes-low'],
  ])('%s', (_, change, expected) => {
    expect(graded(judgeDisk({ ...facts, ...change }))).toEqual([expected]);
  });
  it('is not looked at where there is no data directory', () => {
    expect(graded(judgeDisk(null))).toEqual(['skipped']);
  });
  it('grows by what the polls brought, over a day at least', () => {
    const report = (startedAt: string) => pollReport({ startedAt, funnel: { ...emptyFunnel, new: 100 } });
    expect(newPerDay([])).toBe(0);
    expect(newPerDay([report('2026-11-22T09:00:00Z'), report('2026-11-22T08:00:00Z')])).toBe(200);
    expect(newPerDay([report('2026-11-22T00:00:00Z'), report('2026-11-18T00:00:00Z')])).toBe(50);
  });
});

describe('memory and descriptors', () => {
  it.each([
    [{ availableBytes: 4e9, totalBytes: 8e9, limitBytes: null }, 'ok'],
    [{ availableBytes: 200e6, totalBytes: 8e9, limitBytes: 512e6 }, 'warning host/memory-low'],
    [{ availableBytes: 50e6, totalBytes: 8e9, limitBytes: null }, 'problem host/memory-low'],
  ])('memory of %j is %s', (facts, expected) => {
    expect(graded(judgeMemory(facts))).toEqual([expected]);
  });
  it.each([
    [{ limit: 65_536, open: 40 }, 'ok'],
    [{ limit: null, open: null }, 'ok'],
    [{ limit: 256, open: 40 }, 'warning host/fd-limit-low'],
    [{ limit: 1024, open: 1000 }, 'problem host/fd-limit'],
  ])('descriptors of %j are %s', (facts, expected) => {
    expect(graded(judgeDescriptors(facts))).toEqual([expected]);
  });
});

describe('the clock', () => {
  const drift = (host: string, minutes: number) => ({ host, ms: minutes * minute });
  it.each([
    ['runs, and nothing is known to compare', { now, slipMs: 0, drifts: [] }, 'ok'],
    ['agrees with a server', { now, slipMs: 3, drifts: [drift('a', 1)] }, 'ok'],
    ['was never set', { now: 0, slipMs: 0, drifts: [] }, 'problem host/clock-unset'],
    ['is in another century', { now: Date.parse('2107-01-01'), slipMs: 0, drifts: [] }, 'problem host/clock-unset'],
    ['moves', { now, slipMs: -7000, drifts: [] }, 'problem host/clock'],
    ['is wrong by one server', { now, slipMs: 0, drifts: [drift('a', 90)] }, 'warning host/clock'],
    [
      'is right by most servers',
      { now, slipMs: 0, drifts: [drift('a', 90), drift('b', 0), drift('c', 0)] },
      'warning host/clock',
    ],
    ['is wrong by two servers', { now, slipMs: 0, drifts: [drift('a', -90), drift('b', -91)] }, 'problem host/clock'],
  ] as const)('%s', (_, facts, expected) => {
    expect(graded(judgeClock(facts))).toEqual([expected]);
  });
});

describe('the log', () => {
  const facts: LogFacts = {
    writable: [{ path: '/data/log', refusal: null }],
    sizes: [{ path: '/data/log/threatfeeds', bytes: 4e6 }],
    aside: 2,
    begun: true,
    maxBytes: 10e6,
  };
  it.each<[string, Partial<LogFacts>, string]>([
    ['is written', {}, 'ok'],
    ['was never begun', { begun: false, writable: [] }, 'skipped'],
    ['cannot be written', { writable: [{ path: '/data/log', refusal: 'EACCES' }] }, 'problem host/log-unwritable'],
    ['is not put aside', { sizes: [{ path: '/data/log/threatfeeds', bytes: 21e6 }] }, 'warning host/log-not-rotated'],
  ])('%s', (_, change, expected) => {
    expect(graded(judgeLog({ ...facts, ...change }))).toEqual([expected]);
  });
});

describe('the environment', () => {
  const facts: EnvironmentFacts = { set: [], insecure: false, files: [], direct: 0, elsewhere: 0 };
  const extra = { name: 'NODE_EXTRA_CA_CERTS', file: '/etc/ca.pem', fault: null };
  it.each<[string, Partial<EnvironmentFacts>, readonly string[]]>([
    ['sets nothing', {}, ['ok']],
    ['adds authorities', { files: [extra] }, ['ok']],
    ['names a proxy that every source has too', { set: ['HTTPS_PROXY'] }, ['ok']],
    ['names a proxy', { set: ['https_proxy', 'NO_PROXY'], direct: 2 }, ['warning config/proxy-env-ignored']],
    ['names another proxy', { set: ['ALL_PROXY'], elsewhere: 1 }, ['warning config/proxy-env-ignored']],
    ['has a variable of curl', { set: ['CURL_CA_BUNDLE'] }, ['warning config/env-ca-ignored']],
    ['names a CA file that is gone', { files: [{ ...extra, fault: 'ENOENT' }] }, ['problem config/env-ca-unreadable']],
    [
      'switches verification off, and more',
      { insecure: true, set: ['HTTP_PROXY'], direct: 1 },
      ['problem config/env-insecure', 'warning config/proxy-env-ignored'],
    ],
  ])('%s', (_, change, expected) => {
    expect(graded(judgeEnvironment({ ...facts, ...change }))).toEqual(expected);
  });
  it('says in both languages how many sources go which other way', () => {
    const [told] = judgeEnvironment({ ...facts, set: ['HTTPS_PROXY'], direct: 2, elsewhere: 1 });
    expect(told?.says).toEqual({
      en: 'HTTPS_PROXY: 2 sources without a proxy, 1 source by another',
      ko: 'HTTPS_PROXY: 프록시 없는 소스 2개, 다른 프록시를 쓰는 소스 1개',
    });
  });
  it.each([
    [{ system: 140, bundled: 121, extra: 0, wanted: true }, 'ok'],
    [{ system: 0, bundled: 121, extra: 0, wanted: false }, 'ok'],
    [{ system: 0, bundled: 121, extra: 0, wanted: true }, 'warning tls/system-ca-empty'],
  ])('with a CA store of %j is %s', (facts, expected) => {
    expect(graded(judgeAuthorities(facts))).toEqual([expected]);
  });
});

describe('the proxies', () => {
  const failure = failureRecord({ code: 'config/proxy-unknown', stage: 'config', evidence: { profile: 'gone' } });
  it.each<[string, Partial<ProxyFacts>, readonly string[]]>([
    ['are there', { profiles: ['office'], default: 'office' }, ['ok']],
    ['are none', {}, ['skipped']],
    [
      'lack one that a source names',
      { lost: [{ source: 'a', profile: 'gone', failure }] },
      ['problem config/proxy-unknown'],
    ],
  ])('%s', (_, change, expected) => {
    expect(graded(judgeProxies({ default: null, profiles: [], lost: [], ...change }))).toEqual(expected);
  });
});

describe('the resolver', () => {
  const named = { name: 'taxii.example.net', listed: [], ms: 4, failure: null };
  const facts: ResolverFacts = { servers: ['192.0.2.53'], asked: true, names: [named], left: 0 };
  const timeout = failureRecord({ code: 'dns/timeout', stage: 'dns' });
  const unknown = failureRecord({ code: 'dns/nxdomain', stage: 'dns' });
  it.each<[string, Partial<ResolverFacts>, readonly string[]]>([
    ['answers', {}, ['ok']],
    ['has nothing to answer', { names: [] }, ['ok']],
    [
      'says that a name does not exist, which is the source’s matter',
      { names: [{ ...named, failure: unknown }] },
      ['ok'],
    ],
    ['was not asked', { asked: false }, ['skipped']],
    ['is not set', { servers: [] }, ['problem dns/resolv-conf-empty']],
    ['is silent', { names: [{ ...named, failure: timeout }] }, ['problem dns/timeout']],
    ['is slow', { names: [{ ...named, ms: 1500 }] }, ['warning dns/slow']],
    [
      'is not asked for what /etc/hosts says',
      { names: [{ ...named, listed: ['10.0.0.5'] }] },
      ['ok', 'warning dns/hosts-override'],
    ],
  ])('%s', (_, change, expected) => {
    expect(graded(judgeResolver({ ...facts, ...change }))).toEqual(expected);
  });
});

describe('the certificates of servers', () => {
  const place = { host: 'taxii.example.net', port: 443, cause: 'x' };
  const server = {
    ...place,
    server: 'taxii.example.net:443',
    sources: ['a', 'b'],
    valid: { validFrom: now - 308 * day, validTo: now + 90 * day },
    failure: null,
  };
  const until = (days: number, life: number) => ({ validFrom: now + (days - life) * day, validTo: now + days * day });
  const facts: CertificateFacts = { now, servers: [server], left: [], network: true, unreachable: 0 };
  it.each<[string, Partial<CertificateFacts>, readonly string[]]>([
    ['are good for long', {}, ['ok']],
    ['are none', { servers: [] }, ['skipped']],
    ['cannot be seen', { servers: [], unreachable: 2 }, ['skipped']],
    ['were not all looked at', { left: ['c'] }, ['ok', 'skipped']],
    [
      'expire within a month',
      { servers: [{ ...server, valid: until(29, 398) }] },
      ['warning tls/expires-soon', 'warning tls/expires-soon'],
    ],
    ['are renewed of themselves at a third of their life', { servers: [{ ...server, valid: until(16, 90) }] }, ['ok']],
    [
      'have not been renewed at a sixth of it',
      { servers: [{ ...server, sources: ['a'], valid: until(14, 90) }] },
      ['warning tls/expires-soon'],
    ],
    [
      'live for days only',
      { servers: [{ ...server, sources: ['a'], valid: until(0.4, 6) }] },
      ['problem tls/expires-soon'],
    ],
    [
      'expire within a week',
      { servers: [{ ...server, sources: ['a'], valid: until(6, 398) }] },
      ['problem tls/expires-soon'],
    ],
    [
      'cannot be asked for now',
      { servers: [{ ...server, sources: ['a'], valid: null, failure: failureRecord({ code: 'tcp/refused' }) }] },
      ['warning tcp/refused'],
    ],
  ])('%s', (_, change, expected) => {
    expect(graded(judgeCertificates({ ...facts, ...change }))).toEqual(expected);
  });
  it('are told with the names of those that were not looked at', () => {
    expect(judgeCertificates({ ...facts, left: ['c', 'd'] })[1]?.says.en).toBe('not looked at: c, d');
  });
});

describe('the certificates of the settings', () => {
  const own = { source: 'a', use: 'client', validTo: now + 90 * day, subject: 'CN=client.example' } as const;
  it.each([
    ['are none', [], ['ok']],
    ['are good for long', [own], ['ok']],
    ['expire soon', [{ ...own, validTo: now + 20 * day }], ['warning config/client-cert-expires']],
    ['have expired', [{ ...own, validTo: now - day }], ['problem config/client-cert-expires']],
    ['of authorities expire too', [{ ...own, use: 'ca', validTo: now + day }], ['problem config/ca-expires']],
  ] as const)('%s', (_, certificates, expected) => {
    expect(graded(judgeOwnCertificates(certificates, now))).toEqual(expected);
  });
});

describe('a source', () => {
  const grade = (facts: Parameters<typeof judgeSource>[0]) => graded([judgeSource(facts, now)])[0];
  it.each([
    ['is well', sourceFacts('a'), 'ok'],
    [
      'was added just now',
      sourceFacts('a', { state: { lastSuccessAt: null }, source: { createdAt: now - minute } }),
      'skipped',
    ],
    ['was never polled', sourceFacts('a', { state: { lastSuccessAt: null } }), 'warning source/never-polled'],
    ['is suspended', sourceFacts('a', { source: { suspended: true } }), 'skipped'],
    ['is stale', sourceFacts('a', { state: { lastSuccessAt: now - 181 * minute } }), 'problem source/stale'],
    [
      'by cron is not stale within three days',
      sourceFacts('a', { settings: { interval: '0 3 * * *' }, state: { lastSuccessAt: now - 2 * day } }),
      'ok',
    ],
    ['lists nothing', sourceFacts('a', { state: { listings: 0 } }), 'warning source/empty'],
    ['fails', failingSource('a'), 'problem http/401'],
    [
      'has a snapshot held back',
      failingSource('a', { code: 'guard/snapshot-shrunk', stage: 'guard' }),
      'problem guard/snapshot-shrunk',
    ],
  ] as const)('%s', (_, facts, expected) => {
    expect(grade(facts)).toBe(expected);
  });
  it('fails for what the probes found, with the change that they propose', () => {
    const facts = failingSource('a');
    const [last, ...older] = facts.reports;
    const finding = {
      code: 'http/redirect-slash',
      certainty: 'certain',
      alternatives: [],
      evidence: {},
      stage: 'http',
    } as const;
    const proposal = {
      patch: { path: '/taxii/poll/' },
      why: why('answered-at', { url: 'https://feed.example/taxii/poll/' }),
    };
    const found = { ...pollReport(last), finding: { ...finding, proposal, at: '2026-11-22T09:00:00Z' } };
    const judged = judgeSource({ ...facts, reports: [found, ...older] }, now);
    expect(judged).toMatchObject({
      code: 'http/redirect-slash',
      evidence: { failingSince: '2026-11-22T08:00:00.000Z' },
    });
    expect(judged.says).toEqual({ en: 'failing for 2 h, 2 polls', ko: '2시간째 실패, 폴링 2회' });
    expect(judged.fix[0]?.en).toContain('feedgate source fix {source}');
  });
  it('shares the cause with others that fail at the same proxy, resolver or server', () => {
    const proxy = { proxy: 'http://proxy.example.net:3128' };
    const cause = (facts: Parameters<typeof judgeSource>[0]) => judgeSource(facts, now).cause;
    expect(
      cause(failingSource('a', { code: 'proxy/refused', stage: 'proxy', hop: 'proxy' }, { settings: proxy })),
    ).toBe('proxy proxy.example.net:3128');
    expect(cause(failingSource('a', { code: 'dns/timeout', stage: 'dns' }))).toBe('resolver');
    expect(cause(failingSource('a', { code: 'dns/nxdomain', stage: 'dns' }))).toBe('taxii.example.net:443');
    expect(cause(failingSource('a', { code: 'tcp/timeout', stage: 'tcp' }))).toBe('this network');
    expect(cause(failingSource('a', { code: 'host/disk-full', stage: 'store' }))).toBe('this host');
  });
  it('shows no key that stands in the query of its address', () => {
    const url = 'https://taxii.example.net/poll?key=CANARY';
    expect(JSON.stringify(judgeSource(failingSource('a', {}, { settings: { url } }), now))).not.toContain('CANARY');
  });
  it('is told as none, or as not read', () => {
    expect(graded(judgeSources({ sources: [], now }))).toEqual(['skipped']);
    expect(graded(judgeSources({ sources: null, now }))).toEqual(['skipped']);
  });
});
