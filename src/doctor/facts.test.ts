import { chmodSync, chownSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failingSource, failureRecord, now, sourceFacts } from '../../test/fakes/doctoring.ts';
import { pollReport } from '../../test/fakes/fake-service.ts';
import { names, pem, serveTcp, serveTls } from '../../test/fakes/loopback.ts';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { Failure } from '../base/failure.ts';
import { systemClock } from '../host/clock.ts';
import { dataPaths } from '../host/paths.ts';
import { hostsFile } from '../net/hosts-file.ts';
import type { Resolver } from '../net/resolver.ts';
import type { Check, Judgement } from './check.ts';
import { certificateCheck } from './check-certificates.ts';
import { ownCertificateCheck } from './check-own-certificates.ts';
import { clockCheck, driftsIn } from './check-clock.ts';
import { descriptorCheck } from './check-descriptors.ts';
import { directoryCheck } from './check-directory.ts';
import { diskCheck } from './check-disk.ts';
import { authorityCheck, environmentCheck, gatherEnvironment } from './check-environment.ts';
import { logCheck } from './check-log.ts';
import { memoryCheck } from './check-memory.ts';
import { resolverCheck } from './check-resolver.ts';
import type { SourceFacts } from './check-sources.ts';

const signal = new AbortController().signal;
const run = (check: Check) => check.run(signal);
const graded = (judgements: readonly Judgement[]) =>
  judgements.map(({ grade, code }) => `${grade} ${code ?? ''}`.trim());

describe('the data directory on the disk', () => {
  it('is looked at with its modes', async () => {
    const paths = dataPaths(join(tempDirectory(), 'data'));
    const check = directoryCheck(paths);
    expect(graded(await run(check))).toEqual(['problem host/data-missing']);
    mkdirSync(paths.root, { mode: 0o700 });
    expect(graded(await run(check))).toEqual(['ok']);
    writeFileSync(paths.database, '', { mode: 0o600 });
    chmodSync(paths.database, 0o644);
    const [open] = await run(check);
    expect(open).toMatchObject({ code: 'host/data-readable', evidence: { file: paths.database, mode: '0644' } });
    chmodSync(paths.database, 0o600);
    chmodSync(paths.root, 0o705);
    expect(graded(await run(check))).toEqual(['problem host/data-readable']);
  });
  it.skipIf(process.getuid?.() !== 0)('is looked at with the owners of its files', async () => {
    const paths = dataPaths(tempDirectory());
    writeFileSync(paths.database, '', { mode: 0o600 });
    chownSync(paths.root, 4242, 4242);
    expect(graded(await run(directoryCheck(paths)))).toEqual(['problem host/data-other-owner']);
  });
});

describe('the machine', () => {
  it('tells its disk, memory and descriptors', async () => {
    const paths = dataPaths(tempDirectory());
    const growth = { listings: 0, reports: [] };
    const [disk] = await run(diskCheck(paths, async () => growth));
    expect(disk?.evidence['freeBytes']).toBeGreaterThan(0);
    const [memory] = await run(memoryCheck(8e9));
    expect(memory?.evidence['availableBytes']).toBeGreaterThan(0);
    const [descriptors] = await run(descriptorCheck());
    expect(descriptors?.evidence['open']).toBeGreaterThan(2);
    expect(graded(await run(diskCheck(dataPaths('/nowhere'), async () => growth)))).toEqual(['skipped']);
  });
  it('has a log that is written and put aside', async () => {
    const paths = dataPaths(tempDirectory());
    expect(graded(await run(logCheck(paths)))).toEqual(['skipped']);
    mkdirSync(paths.logDirectory);
    writeFileSync(paths.classicLog, '');
    writeFileSync(`${paths.classicLog}.1`, '');
    expect(await run(logCheck(paths))).toMatchObject([{ grade: 'ok', evidence: { aside: 1 } }]);
    truncateSync(paths.classicLog, 30e6);
    expect(graded(await run(logCheck(paths)))).toEqual(['warning host/log-not-rotated']);
  });
  it('has no log where something else is in its place', async () => {
    const paths = dataPaths(tempDirectory());
    writeFileSync(paths.logDirectory, '');
    expect(graded(await run(logCheck(paths)))).toEqual(['problem host/log-unwritable']);
  });
});

describe('the clock of the machine', () => {
  const known = async () => ({ reports: [], hostOf: () => undefined });
  it('runs', async () => {
    expect(graded(await run(clockCheck(systemClock, known)))).toEqual(['ok']);
  });
  it('is caught when it is set while it is looked at', async () => {
    const clock = new ManualClock();
    const judged = run(clockCheck(clock, known));
    await clock.advance(10);
    clock.jump(-60_000);
    await clock.advance(100);
    expect(graded(await judged)).toEqual(['problem host/clock']);
  });
  it('is compared with the dates of answers that failed, each host once', () => {
    const answered = (source: string, date: string) => {
      const failure = failureRecord({ evidence: { headers: { date } } });
      return pollReport({ source, state: 'failed', failure, finishedAt: '2026-11-22T10:00:00.000Z' });
    };
    const reports = [
      answered('a', 'Sun, 22 Nov 2026 11:30:00 GMT'),
      answered('a', 'Sun, 22 Nov 2026 09:00:00 GMT'),
      answered('b', 'nonsense'),
      pollReport({ source: 'c' }),
      answered('gone', 'Sun, 22 Nov 2026 11:30:00 GMT'),
    ];
    const hostOf = (source: string) => (source === 'gone' ? undefined : `${source}.example`);
    expect(driftsIn(reports, hostOf)).toEqual([{ host: 'a.example', ms: 90 * 60_000 }]);
  });
});

describe('the environment of the process', () => {
  it('is told by names, never by values', async () => {
    const root = tempDirectory();
    writeFileSync(join(root, 'ca.pem'), pem('root.pem'));
    writeFileSync(join(root, 'junk.pem'), 'no certificate');
    const env = {
      HTTPS_PROXY: 'http://me:CANARY@proxy.example.net',
      no_proxy: '*',
      CURL_CA_BUNDLE: '',
      NODE_EXTRA_CA_CERTS: join(root, 'ca.pem'),
      SSL_CERT_FILE: join(root, 'junk.pem'),
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    };
    const facts = await gatherEnvironment(env, []);
    expect(facts.set).toEqual(['HTTPS_PROXY', 'no_proxy']);
    expect(facts.files.map(({ fault }) => fault)).toEqual([null, 'no PEM certificate']);
    const judged = await run(
      environmentCheck({ ...env, no_proxy: '' }, async () => [sourceFacts('a').source.settings]),
    );
    expect(graded(judged)).toEqual([
      'problem config/env-insecure',
      'problem config/env-ca-unreadable',
      'warning config/proxy-env-ignored',
    ]);
    expect(JSON.stringify(judged)).not.toContain('CANARY');
  });
  it('names a file that is not there', async () => {
    const { files } = await gatherEnvironment({ SSL_CERT_FILE: '/nowhere/ca.pem' }, []);
    expect(files).toEqual([{ name: 'SSL_CERT_FILE', file: '/nowhere/ca.pem', fault: 'ENOENT' }]);
  });
  it('has the authorities of Node at least', async () => {
    const [judged] = await run(authorityCheck(async () => false));
    expect(judged?.evidence['bundled']).toBeGreaterThan(50);
  });
});

describe('the resolver of the machine', () => {
  const settings = (name: string, host: string) =>
    sourceFacts(name, { settings: { url: `https://${host}/taxii/poll/` } }).source.settings;
  const silent: Resolver = {
    resolve: async (name) => {
      throw new Failure(failureRecord({ code: 'dns/timeout', stage: 'dns', message: `look-up of "${name}"` }));
    },
  };
  const world = (resolver: Resolver, network = true) => {
    const file = join(tempDirectory(), 'hosts');
    writeFileSync(file, '10.0.0.5 pinned.example\n');
    return { clock: systemClock, resolver, hosts: hostsFile(file), servers: () => ['192.0.2.53'], network };
  };
  it('is asked for each name once, and not for what the hosts file says', async () => {
    const asked: string[] = [];
    const resolver: Resolver = {
      resolve: async (name) => {
        asked.push(name);
        return { addresses: ['192.0.2.1'], from: 'dns', slowV6: false };
      },
    };
    const sources = [settings('a', 'feed.example'), settings('b', 'feed.example'), settings('c', 'pinned.example')];
    const judged = await run(resolverCheck(world(resolver), async () => [...sources, settings('d', '192.0.2.9')]));
    expect(graded(judged)).toEqual(['ok', 'warning dns/hosts-override']);
    expect(asked).toEqual(['feed.example']);
  });
  it('is asked for the proxy of a source that has one', async () => {
    const through = { ...settings('a', 'feed.example'), proxy: failingProxy };
    expect(
      graded(await run(resolverCheck(world(names({ 'proxy.example': ['192.0.2.1'] })), async () => [through]))),
    ).toEqual(['ok']);
  });
  it('is told when it does not answer, and is left alone without network', async () => {
    const sources = async () => [settings('a', 'feed.example')];
    expect(graded(await run(resolverCheck(world(silent), sources)))).toEqual(['problem dns/timeout']);
    expect(graded(await run(resolverCheck(world(silent, false), sources)))).toEqual(['skipped']);
  });
});

const failingProxy = {
  kind: 'http',
  host: 'proxy.example',
  port: 3128,
  user: null,
  password: null,
  noProxy: [],
  ca: null,
} as const;

describe('the certificate of a server', () => {
  let greeted = 0;
  const resolver: Resolver = {
    resolve: (name, over) => {
      greeted += 1;
      return names({ 'feed.example': ['127.0.0.1'] }).resolve(name, over);
    },
  };
  const overTls = (name: string, port: number, more = {}) =>
    sourceFacts(name, {
      settings: {
        url: `https://feed.example:${port}/poll`,
        allowPrivate: true,
        ca: pem('root.pem'),
        systemCa: false,
        ...more,
      },
    });
  const check = (sources: readonly SourceFacts[], at = now, network = true) =>
    run(certificateCheck({ clock: systemClock, resolver, network }, async () => ({ sources, now: at })));
  const lastDays = Date.parse('2119-12-20');

  it('is seen by one greeting, whatever sources are behind it', async () => {
    const port = await serveTls(['good', 'intermediate'], () => undefined);
    greeted = 0;
    expect(graded(await check([overTls('a', port), overTls('b', port)]))).toEqual(['ok']);
    const late = await check([overTls('a', port), overTls('b', port)], lastDays);
    expect(late.map(({ grade, subject, cause }) => [grade, subject, cause])).toEqual([
      ['warning', 'a', `feed.example:${port}`],
      ['warning', 'b', `feed.example:${port}`],
    ]);
    expect(greeted).toBe(2);
  });
  it('is verified as a poll does it', async () => {
    const port = await serveTls(['expired', 'intermediate'], () => undefined);
    expect(graded(await check([overTls('a', port)]))).toEqual(['warning tls/expired-leaf']);
  });
  it('is taken from the last poll where that has kept it', async () => {
    const valid = { validFrom: now - 360 * 86_400_000, validTo: now + 5 * 86_400_000 };
    const seen = failingSource('a', { evidence: { tls: { certificate: valid } } });
    expect(graded(await check([seen], now, false))).toEqual(['problem tls/expires-soon']);
    const iso = { validFrom: new Date(valid.validFrom).toISOString(), validTo: new Date(valid.validTo).toISOString() };
    const port = await serveTls(['good', 'intermediate'], () => undefined);
    const polled = overTls('b', port);
    const certificates = [{ server: `feed.example:${port}`, ...iso }];
    const sources = [{ ...polled, reports: polled.reports.map((report) => ({ ...report, certificates })) }];
    expect(graded(await check(sources, now, false))).toEqual(['problem tls/expires-soon']);
    greeted = 0;
    // It may have been renewed since.
    expect(graded(await check(sources))).toEqual(['ok']);
    expect(greeted).toBe(1);
  });
  it('is not asked for without network, nor of a server that no poll reaches', async () => {
    const port = await serveTls(['good', 'intermediate'], () => undefined);
    const [left] = await check([overTls('a', port)], now, false);
    expect(left).toMatchObject({ grade: 'skipped', says: { en: 'not looked at: a' } });
    expect(graded(await check([failingSource('a', { code: 'tcp/refused', stage: 'tcp' })]))).toEqual(['skipped']);
  });
  it('is seen where the polls of one of several sources come through', async () => {
    const port = await serveTls(['good', 'intermediate'], () => undefined);
    const broken = { code: 'tls/unknown-root', stage: 'tls', evidence: {} } as const;
    const { settings } = overTls('b', port, { ca: null, systemCa: true }).source;
    const failing = failingSource('b', broken);
    const sources = [{ ...failing, source: { ...failing.source, settings } }, overTls('a', port)];
    expect(graded(await check(sources))).toEqual(['ok']);
  });
  it('is waited for five seconds at most, and no more than 20 servers are asked', async () => {
    const port = await serveTcp(() => undefined);
    const clock = new ManualClock();
    const sources = [
      overTls('silent', port),
      ...Array.from({ length: 25 }, (_, i) => overTls(`s${i}`, port, { url: `https://h${i}.example/poll` })),
    ];
    const waiting: Resolver = {
      resolve: (name, over) => (name === 'feed.example' ? resolver.resolve(name, over) : never),
    };
    const judged = run(certificateCheck({ clock, resolver: waiting, network: true }, async () => ({ sources, now })));
    await clock.advance(21_000);
    const [left] = (await judged).filter(({ grade }) => grade === 'skipped');
    expect(left?.evidence['left']).toContain('s24');
    expect(left?.evidence['left']).toHaveLength(25);
  });
  it('of the settings is read too', async () => {
    const client = { certificate: pem('client.pem'), key: pem('client.key') };
    const sources = [overTls('a', 443, { clientCertificate: client })];
    const own = (at: number) =>
      run(
        ownCertificateCheck(
          async () => ({ sources, now: at }),
          () => [],
        ),
      );
    expect(graded(await own(now))).toEqual(['ok']);
    expect(graded(await own(lastDays)).sort()).toEqual([
      'warning config/ca-expires',
      'warning config/client-cert-expires',
    ]);
    expect(graded(await own(Date.parse('2120-06-01'))).sort()).toEqual([
      'problem config/ca-expires',
      'problem config/client-cert-expires',
    ]);
  });
});

const never = new Promise<never>(() => undefined);
