import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/host/clock.ts';
import { settingsCodec } from '../fakes/sealing.ts';
import { storeCheck } from '../../src/doctor/check-store.ts';
import { startLab } from '../../src/lab/lab.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { descendants, feedgate, launch, until } from './feedgate.ts';

let data: string;
beforeEach(() => {
  data = join(tempDirectory(), 'data');
  mkdirSync(data, { mode: 0o700 });
});

const ids = [
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
];

interface Report {
  readonly state: string;
  readonly ms: number;
  readonly checks: readonly {
    readonly check: string;
    readonly state: string;
    readonly code: string | null;
    readonly subject: string | null;
  }[];
  readonly findings: readonly {
    readonly code: string | null;
    readonly subjects: readonly string[];
    readonly fix: readonly string[];
  }[];
}

async function doctor(...args: readonly string[]): Promise<{ readonly code: number | null; readonly report: Report }> {
  const ran = await feedgate(data, ['doctor', '--json', ...args]);
  expect(ran.stderr).toBe('');
  return { code: ran.code, report: JSON.parse(ran.stdout) as Report };
}

const stateOf = ({ checks }: Report, check: string): string =>
  checks
    .filter((each) => each.check === check)
    .map(({ state, code }) => (code === null ? state : `${state} ${code}`))
    .join(', ');

describe('feedgate doctor', () => {
  it('looks at a fresh data directory, and changes nothing in it', { timeout: 60_000 }, async () => {
    const { code, report } = await doctor();
    expect(report.checks.map(({ check }) => check)).toEqual(ids);
    expect(report.checks.filter(({ state }) => state === 'problem')).toEqual([]);
    expect(code).toBe(0);
    expect(stateOf(report, 'daemon')).toBe('warning gate/daemon-down');
    expect(stateOf(report, 'parser')).toBe('ok');
    expect(stateOf(report, 'sources')).toBe('skipped');
    expect(readdirSync(data)).toEqual([]);
    const korean = await feedgate(data, ['doctor', '--lang', 'ko']);
    expect(korean.stdout).toContain('데이터 디렉터리');
    expect(korean.code).toBe(0);
  });

  it('finds a data directory that is not there', { timeout: 60_000 }, async () => {
    const { code, report } = await doctor('--data', join(data, 'elsewhere'));
    expect([code, stateOf(report, 'data-directory')]).toEqual([1, 'problem host/data-missing']);
    expect(report.checks.filter(({ state }) => state === 'problem')).toHaveLength(1);
    expect(existsSync(join(data, 'elsewhere'))).toBe(false);
  });

  it(
    'finds a source that fails, with and without a daemon, and what the daemon alone knows',
    { timeout: 120_000 },
    async () => {
      const lab = await startLab({ password: 'sesame' });
      try {
        const add = `source add practice http://127.0.0.1:${lab.port}/taxii/poll/ --collection practice.mixed --user practice --password-file - --allow-private`;
        expect((await feedgate(data, add.split(' '), 'sesame\n')).code).toBe(0);
        expect((await feedgate(data, ['poll', 'practice'])).code).toBe(0);
        expect(stateOf((await doctor()).report, 'sources')).toBe('ok');
        lab.setFault('http-404');
        expect((await feedgate(data, ['poll', 'practice'])).code).toBe(1);
        const alone = await doctor();
        expect([alone.code, alone.report.state]).toEqual([1, 'problem']);
        const problem = alone.report.findings.find(({ subjects }) => subjects.includes('practice'));
        expect(problem?.fix.join()).toContain('feedgate source ');
        const code = problem?.code;
        expect(code).toMatch(/^(?:http|taxii)\//);

        const daemon = launch(data, ['start']);
        const ended = once(daemon, 'exit');
        await until(() => (existsSync(join(data, 'feedgate.sock')) ? true : undefined), 'the socket');
        const served = await until(
          async () => {
            const { report } = await doctor();
            return stateOf(report, 'poller') === 'ok' ? report : undefined;
          },
          'a poller that comes round',
          60_000,
        );
        expect(served.checks.map(({ check }) => check)).toEqual(ids);
        expect(stateOf(served, 'daemon')).toBe('ok');
        expect(stateOf(served, 'database')).toBe('ok');
        expect(stateOf(served, 'sources')).toBe(`problem ${code}`);

        // A poller that is stopped is told as one, and the doctor does not hang with it.
        const pids = descendants(daemon.pid ?? 0);
        const poller = pids.find((pid) => /poller\.ts/.test(readFileSync(`/proc/${pid}/cmdline`, 'latin1'))) ?? 0;
        process.kill(poller, 'SIGSTOP');
        expect(stateOf((await doctor()).report, 'poller')).toBe('problem gate/poller-stuck');
        process.kill(poller, 'SIGCONT');

        // So is a daemon: what can be told without it is told.
        process.kill(daemon.pid ?? 0, 'SIGSTOP');
        const frozen = await doctor('--no-network');
        process.kill(daemon.pid ?? 0, 'SIGCONT');
        expect(stateOf(frozen.report, 'daemon')).toBe('problem gate/daemon-unreachable');
        expect(stateOf(frozen.report, 'sources')).toBe(`problem ${code}`);
        daemon.kill('SIGTERM');
        await ended;
      } finally {
        await lab.close();
      }
    },
  );

  it('writes a bundle in which no secret stands', { timeout: 60_000 }, async () => {
    const secret = 'CANARY-7f3a';
    const url = `https://taxii.example.net/poll/?key=${secret}`;
    const add = ['source', 'add', 'phish', url, '--collection', 'c', '--user', 'me', '--password-file', '-'];
    expect((await feedgate(data, add, `${secret}\n`)).code).toBe(0);
    const bundle = join(data, '..', 'bundle.json.gz');
    const ran = await feedgate(data, ['doctor', '--no-network', '--bundle', bundle]);
    expect([ran.code, ran.stderr]).toEqual([0, expect.stringContaining('bundle.json.gz')]);
    expect(statSync(bundle).mode & 0o777).toBe(0o600);
    const text = gunzipSync(readFileSync(bundle)).toString();
    expect(JSON.parse(text).sources).toMatchObject([{ settings: { name: 'phish', path: { query: false } } }]);
    expect(text).not.toContain(secret);
    const again = await feedgate(data, ['doctor', '--no-network', '--bundle', bundle]);
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('[usage/bad-value]')]);
  });
});

describe('the database on the disk', () => {
  const run = (limitMs: number) =>
    storeCheck(join(data, 'feedgate.db'), limitMs)
      .run(new AbortController().signal)
      .then(
        (judged) => judged.map(({ grade, code }) => `${grade} ${code ?? ''}`.trim()).join(),
        (error: unknown) => (error as { readonly code: string }).code,
      );
  async function filled(): Promise<string> {
    const file = join(data, 'feedgate.db');
    const store = await openSqliteStore({ file, codec: settingsCodec, clock: systemClock });
    await store.close();
    return file;
  }

  it('is read by a process of its own', async () => {
    expect(await run(100)).toBe('skipped');
    await filled();
    expect(await run(30_000)).toBe('ok');
  });
  it('is told when its pages are damaged', async () => {
    const file = await filled();
    const open = openSync(file, 'r+');
    for (let page = 1; page < 8; page += 1) writeSync(open, Buffer.alloc(2000, 0xa5), 0, 2000, page * 4096 + 8);
    expect(await run(30_000)).toMatch(/host\/db-corrupt/);
  });
  it('is told when it is no database, or another program’s', async () => {
    writeFileSync(join(data, 'feedgate.db'), 'not a database '.repeat(100));
    expect(await run(30_000)).toBe('host/db-corrupt');
    expect(
      (await doctor()).report.checks.filter(({ state }) => state === 'problem').map(({ check }) => check),
    ).toContain('database');
    rmSync(join(data, 'feedgate.db'));
    const foreign = new DatabaseSync(join(data, 'feedgate.db'));
    foreign.exec('CREATE TABLE theirs (x)');
    foreign.close();
    expect(await run(30_000)).toBe('host/db-foreign');
  });
});
