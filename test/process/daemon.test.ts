import { existsSync, readFileSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLab, type Lab } from '../../src/lab/lab.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { descendants, feedgate, launch, until } from './feedgate.ts';

let data: string;
let lab: Lab;
beforeEach(async () => {
  data = join(tempDirectory(), 'data');
  lab = await startLab({ password: 'sesame' });
});
afterEach(() => lab.close());

const addArgs = (name: string, ...more: string[]) =>
  `source add ${name} http://127.0.0.1:${lab.port}/taxii/poll/ --kind taxii1 --collection practice.mixed --user practice --password-file - --allow-private`
    .split(' ')
    .concat(more);

// oxlint-disable-next-line typescript/no-explicit-any -- whatever the command printed
async function json(args: readonly string[], input = ''): Promise<any> {
  const ran = await feedgate(data, [...args, '--json'], input);
  expect(ran.stderr).toBe('');
  return JSON.parse(ran.stdout);
}

describe('feedgate', () => {
  it('does its work without a daemon, on the data directory', { timeout: 60_000 }, async () => {
    const added = await json(addArgs('practice'), 'sesame\n');
    expect(added).toMatchObject({ name: 'practice', state: 'never', collection: 'practice.mixed' });
    expect(JSON.stringify(added)).not.toContain('sesame');
    expect(statSync(join(data, 'feedgate.db')).mode & 0o077).toBe(0);
    const report = await json(['poll', 'practice']);
    expect(Object.keys(report)).toEqual(
      expect.arrayContaining([
        'id',
        'source',
        'mode',
        'window',
        'segments',
        'bytes',
        'funnel',
        'skipped',
        'stages',
        'failure',
        'startedAt',
        'finishedAt',
      ]),
    );
    expect(report).toMatchObject({ source: 'practice', mode: 'full', failure: null });
    expect(report.funnel).toMatchObject({ received: 231, new: 210, known: 0 });
    const list = await feedgate(data, ['observable', 'list', '--source', 'practice', '--json']);
    const first = JSON.parse(list.stdout.split('\n')[0] ?? '');
    expect(Object.keys(first)).toEqual(['kind', 'value', 'sources']);
    expect(Object.keys(first.sources[0])).toEqual(
      expect.arrayContaining([
        'source',
        'indicator',
        'firstSeen',
        'lastSeen',
        'validUntil',
        'expiresAt',
        'confidence',
        'tlp',
      ]),
    );
    const exported = await feedgate(data, ['observable', 'export', '--format', 'csv']);
    expect(exported.stdout.split('\r\n')[0]).toMatch(/^kind,value/);
    const lookup = await json(['observable', 'lookup', `${first.value}`]);
    expect(JSON.stringify(lookup)).toContain('"inForce":true');
    expect((await feedgate(data, ['polls', 'show', report.id])).code).toBe(0);
    expect((await feedgate(data, ['log', 'grep', 'observables were fetched'])).stdout).toMatch(
      /THREAT_FEEDS: 217 observables/,
    );
    lab.setFault('http-404');
    const failed = await feedgate(data, ['poll', 'practice', '--json']);
    expect(failed.code).toBe(1);
    expect(JSON.parse(failed.stdout).failure).toMatchObject({ code: 'http/404', stage: 'http' });
    expect(readFileSync(join(data, 'log', 'threatfeeds'), 'utf8')).toMatch(/\[http\/404\]$/m);
    expect((await feedgate(data, ['poll', 'practise'])).stderr).toMatch(/practice/);
    expect((await feedgate(data, ['source', 'remove', 'practice', '--yes'])).code).toBe(0);
    expect(await json(['source', 'list'])).toEqual([]);
  });

  it(
    'runs a daemon that polls by itself, answers, survives its poller, and leaves nothing behind',
    { timeout: 90_000 },
    async () => {
      const daemon = launch(data, ['start']);
      const ended = once(daemon, 'exit');
      const said: Buffer[] = [];
      daemon.stderr?.on('data', (chunk: Buffer) => said.push(chunk));
      await until(() => (existsSync(join(data, 'feedgate.sock')) ? true : undefined), 'the socket');
      expect((await json(['status'])).daemon).toMatchObject({ pid: daemon.pid });
      expect((await feedgate(data, ['start'])).stderr).toMatch(/gate\/already-running/);

      // Added through the socket, polled by the scheduler at once.
      expect((await feedgate(data, addArgs('practice', '--segment', '1d'), 'sesame\n')).code).toBe(0);
      const polled = await until(async () => {
        const [report] = await json(['polls', 'practice']);
        return report?.state === 'succeeded' ? report : undefined;
      }, 'the first poll');
      expect(polled.funnel.new).toBe(210);

      // The poller is killed in mid poll: its report is closed, its source free, and polling goes on.
      lab.setFault('stall-body');
      const poll = feedgate(data, ['poll', 'practice', '--full', '--json']);
      const running = await until(async () => (await json(['status'])).polling[0], 'a running poll');
      const second = await feedgate(data, ['poll', 'practice']);
      expect(second.code).not.toBe(0);
      expect(second.stderr).toMatch(/gate\/poll-running/);
      const pids = descendants(daemon.pid ?? 0);
      const poller = pids.find((pid) => /poller\.ts/.test(readFileSync(`/proc/${pid}/cmdline`, 'latin1')));
      process.kill(poller ?? 0, 'SIGKILL');
      expect((await poll).code).not.toBe(0);
      lab.setFault();
      await until(async () => {
        const report = await json(['polls', 'show', running.pollId]);
        return report.state === 'interrupted' ? true : undefined;
      }, 'the interrupted report');
      const again = await until(async () => {
        const ran = await feedgate(data, ['poll', 'practice', '--full', '--json']);
        return ran.code === 0 ? JSON.parse(ran.stdout) : undefined;
      }, 'a poll by the new poller');
      expect(again).toMatchObject({ state: 'succeeded', funnel: { new: 0, known: 210 } });
      expect(again.id).not.toBe(running.pollId);

      // A poll can be cancelled from another terminal.
      lab.setFault('stall-body');
      const cancelled = feedgate(data, ['poll', 'practice', '--full', '--json']);
      await until(async () => (await json(['status'])).polling[0], 'a poll to cancel');
      expect((await feedgate(data, ['poll', 'practice', '--cancel'])).code).toBe(0);
      expect(JSON.parse((await cancelled).stdout)).toMatchObject({ state: 'cancelled' });

      const family = descendants(daemon.pid ?? 0);
      expect(family.length).toBeGreaterThan(0);
      daemon.kill('SIGTERM');
      expect((await ended)[0], Buffer.concat(said).toString()).toBe(0);
      expect(family.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
      expect((await json(['status'])).daemon).toBeNull();
    },
  );
});
