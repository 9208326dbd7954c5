import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { CaptureRecord } from '../../src/capture/record.ts';
import type { Reading } from '../../src/capture/reading.ts';
import { readCapture } from '../../src/capture/reading.ts';
import type { PollReport } from '../../src/feed/report.ts';
import { systemClock } from '../../src/host/clock.ts';
import { exercises } from '../../src/lab/exercises.ts';
import { startLab } from '../../src/lab/lab.ts';
import { closedPort } from '../fakes/closed-port.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { descendants, feedgate, launch, spawnFeedgate, until } from './feedgate.ts';

const tcpdump = ['/usr/bin/tcpdump', '/usr/sbin/tcpdump'].some((place) => existsSync(place));
const canCapture = tcpdump && process.getuid?.() === 0;
if (!canCapture) console.warn('SKIPPED: capturing packets: it needs root and tcpdump (apt-get install tcpdump)');

type Told = CaptureRecord & { readonly file: string; readonly reading: Reading; readonly poll: PollReport | null };

/** A data directory with the source `practice` at a port of loopback. */
async function sourceAt(port: number): Promise<string> {
  const data = tempDirectory();
  const url = `http://127.0.0.1:${port}/taxii/poll/`;
  const own = ['--collection', 'practice.mixed', '--allow-private', '--attempts', '1'];
  const added = await feedgate(data, ['source', 'add', 'practice', url, ...own]);
  expect(added.code, added.stderr).toBe(0);
  return data;
}

async function practice(): Promise<string> {
  const lab = await startLab();
  onTestFinished(() => lab.close());
  return sourceAt(lab.port);
}

const start = ['capture', 'start', '--source', 'practice'];

describe.runIf(canCapture)('packets of a source', () => {
  it(
    'are captured while it is polled, told in both languages, fetched, and removed',
    { timeout: 120_000 },
    async () => {
      const data = await practice();
      const ran = await feedgate(data, [...start, '--poll', '--json']);
      expect(ran.code, ran.stderr).toBe(0);
      const told = JSON.parse(ran.stdout) as Told;
      expect(told).toMatchObject({
        ended: 'poll',
        failure: null,
        addresses: ['127.0.0.1'],
        poll: { state: 'succeeded' },
      });
      expect(statSync(told.file).mode & 0o777).toBe(0o600);
      const [first] = told.reading.connections;
      expect(first).toMatchObject({ syns: 1, reset: null });
      expect(first?.sent).toBeGreaterThan(100);
      expect(first?.received).toBeGreaterThan(1000);
      const english = await feedgate(data, ['capture', 'show', told.id]);
      expect(english.stdout).toMatch(/127\.0\.0\.1:\d+ → 127\.0\.0\.1:\d+\n\s+SYN answered after \d/);
      const korean = await feedgate(data, ['capture', 'show', told.id, '--lang', 'ko']);
      expect(korean.stdout).toMatch(/SYN 응답까지/);

      const copy = join(tempDirectory(), 'practice.pcap');
      expect((await feedgate(data, ['capture', 'fetch', told.id, '--to', copy])).code).toBe(0);
      expect(statSync(copy).mode & 0o777).toBe(0o600);
      expect(await readCapture(copy, told.port)).toEqual(told.reading);
      expect((await feedgate(data, ['capture', 'fetch', told.id, '--to', copy])).stderr).toContain('is there already');

      expect((await feedgate(data, ['capture', 'list'])).stdout).toContain(told.id);
      expect((await feedgate(data, ['capture', 'remove', told.id])).code).toBe(0);
      expect(readdirSync(join(data, 'captures')).filter((name) => name.startsWith(told.id))).toEqual([]);
    },
  );

  it.each([false, true])(
    'can be read with the keys of TLS, with a daemon: %s',
    { timeout: 90_000 },
    async (withDaemon) => {
      const exercise = exercises.find(({ id }) => id === 'tls-unknown-root-sent');
      if (exercise === undefined) throw new Error('no such exercise');
      const open = await exercise.open({ clock: systemClock });
      onTestFinished(() => open.close());
      const data = tempDirectory();
      const type = async (...words: readonly string[]) => {
        const child = spawnFeedgate(data, words, open.environment);
        let [stdout, stderr] = ['', ''];
        child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
        child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
        child.stdin?.end();
        await once(child, 'close');
        return { code: child.exitCode, stdout, stderr };
      };
      const { host, port, path, collection } = open.settings as Readonly<Record<string, string | number>>;
      const own = ['--collection', String(collection), '--allow-private', '--attempts', '1'];
      await type('source', 'add', 'practice', `https://${host}:${port}${path}`, ...own);
      await type('trust', 'add', '--from', `${host}:${port}`, '--yes');
      await type('source', 'suspend', 'practice');
      if (withDaemon) {
        launch(data, ['start'], open.environment);
        await until(() => existsSync(join(data, 'feedgate.sock')) || undefined, 'the daemon', 30_000);
      }
      expect((await type(...start, '--tls-keys')).stderr).toContain('--poll');
      const ran = await type(...start, '--poll', '--tls-keys', '--json');
      const { id } = JSON.parse(ran.stdout) as Told;
      const copy = join(tempDirectory(), 'a.pcap');
      const fetched = await type('capture', 'fetch', id, '--to', copy);
      expect(fetched.stdout).toContain(`${copy}.keys`);
      expect(statSync(`${copy}.keys`).mode & 0o777).toBe(0o600);
      const keys = readFileSync(`${copy}.keys`, 'utf8');
      expect(keys).toMatch(/^(?:CLIENT_TRAFFIC_SECRET_0|CLIENT_RANDOM) [0-9a-f]{64} [0-9a-f]{64,}$/m);
      const randoms = new Set([...keys.matchAll(/^\w+ ([0-9a-f]{64}) /gm)].map(([, random = '']) => random));
      const packets = readFileSync(copy).toString('hex');
      expect(
        [...randoms].some((random) => packets.includes(random)),
        'the keys are those of these packets',
      ).toBe(true);
      expect((await type('capture', 'remove', id)).code).toBe(0);
      expect(readdirSync(join(data, 'captures')).filter((name) => name.startsWith(id))).toEqual([]);
    },
  );

  it('show a port where nothing listens, beside the poll that failed', { timeout: 120_000 }, async () => {
    const data = await sourceAt(await closedPort());
    const { code, stdout, stderr } = await feedgate(data, [...start, '--poll']);
    expect(code).toBe(1);
    expect(`${stdout}${stderr}`).toContain('[tcp/refused]');
    expect(stdout).toMatch(/refused: a reset came for the SYN after \d/);
    expect(stdout).not.toContain('no answer');
  });

  it('show who reset a connection that was open', { timeout: 120_000 }, async () => {
    const server = createServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const address = server.address();
    const data = await sourceAt(typeof address === 'object' && address !== null ? address.port : 0);
    expect((await feedgate(data, [...start, '--poll'])).stdout).toMatch(/reset by the server after \d/);
  });

  it('are no more than was allowed, and whole as far as they go', { timeout: 120_000 }, async () => {
    const data = await practice();
    const { code, stdout } = await feedgate(data, [...start, '--poll', '--max', '2kB', '--json']);
    const told = JSON.parse(stdout) as Told;
    expect({ code, ended: told.ended, why: told.failure?.code }).toEqual({
      code: 1,
      ended: 'size',
      why: 'capture/limit',
    });
    expect(statSync(told.file).size).toBeLessThanOrEqual(2000);
    expect(told.reading).toMatchObject({ broken: false, packets: told.packets });
  });

  it(
    'are kept when Ctrl-C comes; nothing goes on then, and a second capture waits for none',
    { timeout: 120_000 },
    async () => {
      const data = await practice();
      const child = launch(data, [...start, '--seconds', '300', '--json']);
      let told = '';
      child.stdout?.on('data', (chunk: Buffer) => (told += chunk.toString()));
      const { pid = 0 } = child;
      const captures = join(data, 'captures');
      await until(
        () => (existsSync(captures) && readdirSync(captures).some((name) => name.endsWith('.pcap'))) || undefined,
        'a capture',
        60_000,
      );
      const second = await feedgate(data, start);
      expect(second.stderr).toContain('[capture/running]');
      const below = await until(
        () => (descendants(pid).length > 0 ? descendants(pid) : undefined),
        'a tcpdump',
        60_000,
      );
      child.kill('SIGINT');
      await once(child, 'close');
      expect(JSON.parse(told)).toMatchObject({ ended: 'interrupted', failure: null });
      expect(below.filter((id) => existsSync(`/proc/${id}`))).toEqual([]);
      expect((await feedgate(data, [...start, '--seconds', '1'])).code).toBe(0);
    },
  );

  it(
    'of a capture whose command was killed are told as cut off, and its tcpdump is ended',
    { timeout: 120_000 },
    async () => {
      const data = await practice();
      const child = launch(data, [...start, '--seconds', '300']);
      const captures = join(data, 'captures');
      const isKept = () => existsSync(captures) && readdirSync(captures).some((name) => name.endsWith('.json'));
      await until(() => isKept() || undefined, 'a record', 60_000);
      const below = descendants(child.pid ?? 0);
      expect(below).not.toEqual([]);
      child.kill('SIGKILL');
      await once(child, 'close');
      expect((await feedgate(data, [...start, '--seconds', '1'])).code).toBe(0);
      await until(() => below.every((id) => !existsSync(`/proc/${id}`)) || undefined, 'the end of tcpdump');
      const records = JSON.parse(
        (await feedgate(data, ['capture', 'list', '--json'])).stdout,
      ) as readonly CaptureRecord[];
      expect(new Set(records.map(({ ended }) => ended))).toEqual(new Set(['lost', 'time']));
    },
  );
});

describe('where packets cannot be captured', () => {
  it('a command without an address or such a capture says so', { timeout: 120_000 }, async () => {
    const data = tempDirectory();
    const list = join(data, 'list.txt');
    expect((await feedgate(data, ['source', 'add', 'file', `file://${list}`])).code).toBe(0);
    expect((await feedgate(data, ['capture', 'start', '--source', 'file'])).stderr).toContain('[capture/no-address]');
    expect((await feedgate(data, ['capture', 'show', '01KAR8Z6S41000000000000000'])).stderr).toContain(
      '[capture/no-such]',
    );
    expect((await feedgate(data, ['capture', 'show', '../../etc/passwd'])).stderr).toContain('[capture/no-such]');
  });

  it.runIf(canCapture)('a support bundle holds nothing of captures', { timeout: 120_000 }, async () => {
    const data = await practice();
    const { stdout } = await feedgate(data, [...start, '--poll', '--json']);
    const { id } = JSON.parse(stdout) as Told;
    const bundle = join(tempDirectory(), 'bundle.tgz');
    await feedgate(data, ['doctor', '--bundle', bundle]);
    expect(existsSync(bundle)).toBe(true);
    expect(readFileSync(bundle).includes(id)).toBe(false);
  });
});
