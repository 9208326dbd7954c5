import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { failingSource, failureRecord, minute, now, sourceFacts } from '../../test/fakes/doctoring.ts';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { pem } from '../../test/fakes/loopback.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { defaultRules } from '../alert/rules.ts';
import { Failure } from '../base/failure.ts';
import { fail } from './conditions.ts';
import type { SourceFacts } from '../doctor/check-sources.ts';
import type { GatewayFacts } from '../doctor/check-gateway.ts';
import { Facts, type FactWorld } from './facts.ts';

const well: GatewayFacts = { now, wanted: [], failure: null, running: null };

/** A world where all is well but for what is given. */
function worldOf(
  sources: readonly SourceFacts[],
  changes: Partial<FactWorld> = {},
): FactWorld & { clock: ManualClock } {
  const root = tempDirectory();
  const clock = new ManualClock(now);
  const store = {
    sources: { list: async () => sources.map(({ source }) => source) },
    polls: {
      list: async ({ source, limit }: { source?: string; limit: number }) =>
        sources
          .filter((each) => source === undefined || each.source.settings.name === source)
          .flatMap(({ reports }) => reports)
          .slice(0, limit),
    },
  } as unknown as FactWorld['store'];
  const gates = {
    node: 'mx1',
    groups: [],
    enabled: { value: true, from: 'default' },
    terms: { required: false, accepted: null },
    key: { required: false, keys: [] },
    closed: null,
  } as unknown as ReturnType<FactWorld['gates']>;
  return {
    paths: { root, database: `${root}/feedgate.db` },
    store,
    gates: () => gates,
    proxies: () => ({ default: null, profiles: [] }),
    vitals: async () => ({ pid: 1, restarts: 0, upMs: 1000, idleMs: 10 }),
    gateway: async () => well,
    late: async () => [],
    backups: () => null,
    ...changes,
    clock,
  };
}

async function told(world: FactWorld, facts = new Facts(world)): Promise<readonly string[]> {
  const { problems } = await facts.look(defaultRules);
  return problems.map(
    (each) => `${each.severity} ${each.cause}: ${each.subject} ${each.code}${each.ripe ? '' : ' (not yet)'}`,
  );
}

describe('the facts of alerts', () => {
  it('tell of mails that had come, one alert for all sources that list what they showed, for a day', async () => {
    const asked: number[] = [];
    const late = async (since: number) => {
      asked.push(now - since);
      const found = { mails: 2, since: now - minute, reference: 'r-1', shown: 'hxxp://bad[.]example/' };
      return ['a', 'b\u001b[2J'].map((source) => ({ ...found, source }));
    };
    const { problems, seen } = await new Facts(worldOf([], { late })).look(defaultRules);
    expect(asked).toEqual([24 * 60 * minute]);
    expect(seen.has('mail')).toBe(true);
    expect(problems.map(({ cause, subject }) => [cause, subject])).toEqual([
      ['mails that had come', 'a'],
      ['mails that had come', 'b\u001b[2J'],
    ]);
    expect(problems[1]?.message).toMatch(/^2 mails that had come show what [^\u001b]*: r-1$/);
  });

  it('are none where all is well', async () => {
    expect(await told(worldOf([sourceFacts('phish')]))).toEqual([]);
  });

  it('name what sources that fail have in common: proxy, resolver, authority, network, server', async () => {
    const proxied = { settings: { proxy: 'http://proxy.example:8080' } };
    const untrusted = { evidence: { certificate: { issuer: 'CN=Company Root' } } };
    const world = worldOf([
      failingSource('a', { code: 'proxy/refused', stage: 'proxy', hop: 'proxy' }, proxied),
      failingSource('b', { code: 'dns/timeout', stage: 'dns' }),
      failingSource('c', { code: 'tls/unknown-root', stage: 'tls', ...untrusted }),
      failingSource('d', { code: 'tcp/timeout', stage: 'tcp' }),
      failingSource('e', {}, { state: { failures: 1 } }),
      failingSource('f', { code: 'guard/snapshot-shrunk', stage: 'guard' }, { state: { failures: 1 } }),
      failingSource('g', {}, { source: { suspended: true } }),
    ]);
    expect(await told(world)).toEqual([
      'warning proxy proxy.example:8080: a proxy/refused',
      'warning resolver: b dns/timeout',
      'warning CA CN=Company Root: c tls/unknown-root',
      'warning this network: d tcp/timeout',
      'warning taxii.example.net:443: e http/401 (not yet)',
      'warning data of f: f guard/snapshot-shrunk',
    ]);
  });

  it('are not stale sources until a daemon that has just started could catch up', async () => {
    const old = { lastSuccessAt: now - 4 * 1440 * minute, lastAttemptAt: now - 4 * 1440 * minute };
    const world = worldOf([
      sourceFacts('silent', { state: old }),
      failingSource('refused', failureRecord(), { state: { ...old, failures: 9 } }),
    ]);
    const facts = new Facts(world);
    expect(await told(world, facts)).toEqual(['warning taxii.example.net:443: refused http/401']);
    await world.clock.advance(16 * minute);
    expect(await told(world, facts)).toEqual([
      'critical schedule: silent source/stale',
      'critical taxii.example.net:443: refused http/401',
    ]);
  });

  it('are certificates of sources that end', async () => {
    const settings = { clientCertificate: { certificate: pem('client.pem'), key: pem('client.key') } };
    const world = worldOf([sourceFacts('phish', { settings })]);
    expect(await told(world)).toEqual([]);
    const end = new X509Certificate(pem('client.pem')).validToDate.getTime();
    const ends = /: phish config\/client-cert-expires$/;
    world.clock.jump(end - 20 * 1440 * minute - now);
    expect((await told(world)).filter((each) => ends.test(each))).toEqual([
      expect.stringMatching(/^warning certificate /),
    ]);
    world.clock.jump(17 * 1440 * minute);
    expect((await told(world)).filter((each) => ends.test(each))).toEqual([
      expect.stringMatching(/^critical certificate /),
    ]);
  });

  it('are certificates that servers have shown, also while polls do not get so far', async () => {
    const days = (count: number) => new Date(now + count * 1440 * minute).toISOString();
    const shows = (facts: SourceFacts, server: string, from: number, to: number): SourceFacts => {
      const certificates = [{ server, validFrom: days(from), validTo: days(to) }];
      return { ...facts, reports: facts.reports.map((report) => ({ ...report, certificates })) };
    };
    const sources = [
      shows(sourceFacts('year'), 'a.example:443', -370, 28),
      shows(sourceFacts('same'), 'a.example:443', -370, 28),
      shows(sourceFacts('acme'), '[2001:db8::1]:8443', -70, 20),
    ];
    const world = worldOf(sources);
    const facts = new Facts(world);
    const expected = ['year', 'same'].map((each) => `warning certificate of a.example:443: ${each} tls/expires-soon`);
    expect(await told(world, facts)).toEqual(expected);
    // Nothing is shown where nothing answers.
    for (const [at, each] of sources.entries()) sources[at] = { ...each, reports: sourceFacts('silent').reports };
    await world.clock.advance(6 * 1440 * minute);
    const late = (await told(world, facts)).filter((each) => each.includes('expires-soon'));
    expect(late).toEqual([...expected, 'warning certificate of [2001:db8::1]:8443: acme tls/expires-soon']);
    await world.clock.advance(17 * 1440 * minute);
    expect((await facts.look(defaultRules)).problems.filter(({ code }) => code === 'tls/expires-soon')).toMatchObject([
      { severity: 'critical' },
      { severity: 'critical' },
      { severity: 'critical', evidence: { host: '2001:db8::1', port: 8443, source: 'acme' } },
    ]);
  });

  it('are backups that are not made, once a daemon that has come up could make one', async () => {
    const world = worldOf([], { backups: () => ({ everyMs: 60 * minute, directory: tempDirectory() }) });
    const facts = new Facts(world);
    expect(await told(world, facts)).toEqual([]);
    await world.clock.advance(59 * minute);
    expect(await told(world, facts)).toEqual([]);
    await world.clock.advance(6 * minute);
    expect(await told(world, facts)).toEqual(['warning backups:  backup/stale']);
  });

  it('are a gateway that is down, and a front that is silent after it was asked', async () => {
    expect(await told(worldOf([], { gateway: async () => ({ ...well, wanted: ['milter'] }) }))).toEqual([
      'critical gateway/down:  gateway/down',
    ]);
    const front = { address: 'unix:/x', failure: null, p99: 1, proof: null };
    const fronts = [
      { ...front, kind: 'milter', requests: 7, lastAt: now - 2 * 1440 * minute },
      { ...front, kind: 'clamd', requests: 0, lastAt: null },
    ];
    const running = { pid: 1, since: now - 3 * 1440 * minute, indexBuiltAt: now, fronts };
    expect(await told(worldOf([], { gateway: async () => ({ ...well, running }) }))).toEqual([
      'warning gateway/front-unused: milter gateway/front-unused',
    ]);
  });

  it('are a poller that does not answer', async () => {
    const vitals = async () => ({ pid: 1, restarts: 0, upMs: 1000, idleMs: null });
    expect(await told(worldOf([], { vitals }))).toEqual(['critical daemon:  gate/poller-stuck']);
  });

  it('are a closed gate, and then not every source', async () => {
    const gates = worldOf([]).gates();
    const closed = new Failure({
      ...fail('alert/memory-bad', 'closed').toJSON(),
      code: 'gate/key-expired',
    });
    const world = worldOf([failingSource('phish')], { gates: () => ({ ...gates, closed }) });
    const sight = await new Facts(world).look(defaultRules);
    expect(sight.problems.map(({ code, severity }) => [code, severity])).toEqual([['gate/key-expired', 'critical']]);
    expect(sight.seen.has('sources')).toBe(false);
  });

  it('say what cannot be looked at, and for how long that is so, without guessing', async () => {
    let broken = true;
    const world = worldOf([]);
    const list = async () => {
      if (broken) throw fail('alert/memory-bad', 'the disk is gone');
      return [];
    };
    const facts = new Facts({
      ...world,
      store: { ...world.store, sources: { list } } as unknown as FactWorld['store'],
    });
    const sight = await facts.look(defaultRules);
    expect(sight.seen.has('sources')).toBe(false);
    expect(sight.problems.map(({ cause }) => cause)).toEqual([
      'looking at sources',
      'looking at disk',
      'looking at certificates',
    ]);
    broken = false;
    expect(await told(world, facts)).toHaveLength(2);
    await world.clock.advance(5 * minute);
    expect(await told(world, facts)).toEqual([]);
  });
});
