import { openActivation } from '../activation/activation.ts';
import { gatesOf } from '../activation/gates.ts';
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sourceFacts } from '../../test/fakes/doctoring.ts';
import { names } from '../../test/fakes/loopback.ts';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { Failure } from '../base/failure.ts';
import { systemClock } from '../host/clock.ts';
import { dataPaths } from '../host/paths.ts';
import { hostsFile } from '../net/hosts-file.ts';
import { ok, type Result } from './check.ts';
import { commandChecks, servingChecks, type ServingWorld } from './checks.ts';
import { fail } from './conditions.ts';
import { examine, serveDoctor, type Daemon, type DoctorEvent, type ExamineParts } from './examine.ts';
import { runChecks } from './run-checks.ts';
import { alike } from './words.ts';

const signal = new AbortController().signal;
const options = { network: false, thorough: false };
const hello = { kind: 'hello', version: '1.0.0', pid: 811, since: '2026-11-22T09:00:00.000Z' } as const;
const told: Result = { ...ok(alike('well')), check: 'told', section: 'store', title: alike('told'), ms: 1 };

function world(change: Partial<ServingWorld> = {}): ServingWorld {
  return {
    clock: systemClock,
    paths: dataPaths(tempDirectory()),
    env: {},
    resolver: names({}),
    hosts: hostsFile('/nowhere'),
    servers: () => ['192.0.2.53'],
    options,
    store: async () => null,
    poller: async () => null,
    parser: async () => ({ ms: 1 }),
    gates: () => ({ now: 0, gates: gatesOf(openActivation, { node: 'gw1', group: 'default' }, 0) }),
    proxies: () => ({ default: null, profiles: [] }),
    secrets: () => ({
      secrets: 0,
      sources: 0,
      profiles: 0,
      inClear: [],
      current: null,
      place: { file: '/nowhere/secret.key' },
      failure: null,
      locked: [],
    }),
    settings: { file: '/nowhere/feedgate.yaml', secretFiles: () => [] },
    backups: () => null,
    gateway: async () => ({ now: 0, wanted: [], failure: null, running: null }),
    ...change,
  };
}

function parts(change: Partial<ExamineParts> = {}): ExamineParts {
  const here = world();
  return {
    version: '1.0.0',
    clock: systemClock,
    paths: here.paths,
    connect: async () => null,
    locked: () => false,
    here,
    ...change,
  };
}

function daemon(events: () => AsyncIterable<DoctorEvent>): () => Promise<Daemon> {
  return async () => ({ doctor: events, close: async () => undefined });
}

async function* events(...all: readonly DoctorEvent[]): AsyncGenerator<DoctorEvent> {
  yield* all;
}

const gradeOf = (results: readonly Result[], check: string) => {
  const found = results.find((result) => result.check === check);
  return found === undefined ? undefined : `${found.grade} ${found.code ?? ''}`.trim();
};

describe('the checks', () => {
  it('are these, in this order', () => {
    const own = { version: '1', now: 0, answer: null, locked: false, running: null };
    const here = world();
    const all = [...commandChecks({ version: '1', paths: here.paths, daemon: own }), ...servingChecks(here)];
    expect(all.map(({ id }) => id)).toEqual([
      'build',
      'data-directory',
      'daemon',
      'poller',
      'parser',
      'gates',
      'gateway',
      'database',
      'backups',
      'secrets',
      'disk',
      'memory',
      'descriptors',
      'clock',
      'log',
      'resolver',
      'environment',
      'proxies',
      'authorities',
      'server-certificates',
      'own-certificates',
      'sources',
    ]);
    for (const { title, limitMs } of all) {
      expect(title.ko).toMatch(/[가-힣]/);
      expect(limitMs).toBeLessThanOrEqual(25_000);
    }
  });
  it('read what is stored once, and tell it once where it cannot be read', async () => {
    let opened = 0;
    const store = async () => {
      opened += 1;
      throw new Failure({ ...damaged, code: 'config/settings-damaged' });
    };
    const results = await runChecks(servingChecks(world({ store })), { clock: systemClock, signal });
    expect(opened).toBe(1);
    expect(results.filter(({ grade }) => grade === 'problem').map(({ check, code }) => [check, code])).toEqual([
      ['sources', 'config/settings-damaged'],
    ]);
  });
  it('leave a damaged database to the check of the database', async () => {
    const store = () => Promise.reject(new Failure({ ...damaged, code: 'host/db-corrupt' }));
    const results = await runChecks(servingChecks(world({ store })), { clock: systemClock, signal });
    expect(gradeOf(results, 'sources')).toBe('skipped');
  });
  it('judge each source that is stored', async () => {
    const facts = [sourceFacts('a'), sourceFacts('b', { source: { suspended: true } })];
    const store = async () => ({
      sources: { list: async () => facts.map(({ source }) => source), stored: async () => [] },
      polls: { list: async () => [] },
    });
    const clock = new ManualClock();
    const running = runChecks(servingChecks(world({ store, clock })), { clock, signal });
    await clock.advance(100);
    const sources = (await running).filter(({ check }) => check === 'sources');
    expect(sources.map(({ subject, grade }) => [subject, grade])).toEqual([
      ['a', 'ok'],
      ['b', 'skipped'],
    ]);
  });
});

const damaged = {
  stage: 'store',
  fault: 'host',
  retry: 'after-change',
  message: 'it cannot be read',
  evidence: {},
} as const;

describe('an examination', () => {
  it('takes what the daemon says', async () => {
    const connect = daemon(() => events(hello, { kind: 'results', results: [told] }));
    const results = await examine(parts({ connect }), options, signal);
    expect(results.map(({ check }) => check)).toEqual(['build', 'data-directory', 'daemon', 'told']);
    expect(gradeOf(results, 'daemon')).toBe('ok');
  });
  it('looks for itself where no daemon runs', async () => {
    const results = await examine(parts(), options, signal);
    expect(gradeOf(results, 'daemon')).toBe('warning gate/daemon-down');
    expect(gradeOf(results, 'sources')).toBe('skipped');
    expect(results).toHaveLength(22);
  });
  it('tells a daemon that holds the directory without listening', async () => {
    const given = parts({ locked: () => true });
    writeFileSync(given.paths.pid, JSON.stringify({ pid: 811, since: hello.since }));
    const results = await examine(given, options, signal);
    expect(gradeOf(results, 'daemon')).toBe('problem gate/daemon-unreachable');
    expect(results.find(({ check }) => check === 'daemon')?.says.en).toContain('pid 811');
  });
  it.each([
    ['an older one', () => Promise.reject(coded('gate/unknown-method')), 'warning gate/version-differs'],
    ['one that refuses', () => Promise.reject(refused()), 'problem gate/daemon-unreachable'],
  ])('tells %s', async (_, connect, expected) => {
    expect(gradeOf(await examine(parts({ connect }), options, signal), 'daemon')).toBe(expected);
  });
  it('does not wait for a daemon that is silent, before or after its first word', async () => {
    for (const silent of [never, () => startsOnly()]) {
      const clock = new ManualClock();
      const given = parts({ connect: daemon(silent) });
      const running = examine({ ...given, clock, here: { ...given.here, clock } }, options, signal);
      for (let i = 0; i < 40; i += 1) await clock.advance(1200);
      const results = await running;
      expect(gradeOf(results, 'daemon')).toBe('problem gate/daemon-unreachable');
      expect(gradeOf(results, 'sources')).toBe('skipped');
    }
  });
  it('is served by the daemon with a first word at once', async () => {
    const served = serveDoctor(hello, world());
    expect((await served.next()).value).toEqual(hello);
    const second = await served.next();
    expect(second.value).toMatchObject({ kind: 'results' });
    expect((await served.next()).done).toBe(true);
  });
});

// oxlint-disable-next-line require-yield -- it never comes to it
async function* never(): AsyncGenerator<DoctorEvent> {
  await new Promise(() => undefined);
}

async function* startsOnly(): AsyncGenerator<DoctorEvent> {
  yield hello;
  await new Promise(() => undefined);
}

function coded(code: 'gate/unknown-method'): Failure {
  return new Failure({ ...damaged, code });
}

function refused(): Failure {
  const cause = Object.assign(new Error('connect EACCES'), { code: 'EACCES' });
  return fail('gate/daemon-unreachable', 'the daemon’s socket: EACCES', { cause });
}
