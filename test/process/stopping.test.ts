import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PollReport } from '../../src/feed/report.ts';
import { askStatus } from '../../src/gateway/status.ts';
import { startLab } from '../../src/lab/lab.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { descendants, feedgate, launch, until } from './feedgate.ts';
import { askMilter, type MilterMail } from './milter-client.ts';

const mail: MilterMail = {
  sender: 'ann@example.net',
  recipient: 'bob@example.org',
  headers: [['Subject', 'invoice']],
  body: 'See http://bad.example.com/pay for the invoice, and again http://bad.example.com/pay\r\n',
};

/** A daemon with a milter that refuses what shows `bad.example.com`. */
async function guarded() {
  const data = join(tempDirectory(), 'data');
  mkdirSync(data, { mode: 0o700 });
  const list = join(tempDirectory(), 'bad.txt');
  writeFileSync(list, 'bad.example.com\n');
  const added = await feedgate(data, ['source', 'add', 'bad', `file://${list}`, '--mode', 'enforce']);
  expect(added.code, added.stderr).toBe(0);
  expect((await feedgate(data, ['poll', 'bad'])).code).toBe(0);
  writeFileSync(join(data, 'feedgate.yaml'), 'gateway: { trustedNetworks: [], fronts: { milter: on } }\n');
  writeFileSync(join(data, 'policy.yaml'), 'mode: enforce\nrules: [{ name: all, do: reject }]\n');
  const daemon = launch(data, ['start']);
  const ask = () => askStatus(join(data, 'gateway.sock')).catch(() => null);
  const { pid } = await until(async () => (await ask()) ?? undefined, 'the gateway', 30_000);
  await until(() => existsSync(join(data, 'feedgate.sock')) || undefined, 'the daemon', 30_000);
  onTestFinished(() => {
    if (existsSync(`/proc/${pid}`)) process.kill(pid, 'SIGKILL');
  });
  return { data, daemon, ask, gateway: pid, socket: join(data, 'milter.sock') };
}

it('a gateway that hangs is ended by the daemon, and another one takes its place', { timeout: 120_000 }, async () => {
  const { data, ask, gateway, socket } = await guarded();
  // It has to have answered the daemon once.
  await until(async () => (await feedgate(data, ['log', 'grep', 'started on'])).code === 0 || undefined, 'the log');
  await new Promise((resolve) => setTimeout(resolve, 11_000));
  process.kill(gateway, 'SIGSTOP');
  const next = await until(
    async () => {
      const status = await ask();
      return status !== null && status.pid !== gateway ? status : undefined;
    },
    'another gateway',
    80_000,
  );
  onTestFinished(() => void process.kill(next.pid, 'SIGKILL'));
  expect((await askMilter(socket, mail)).verdict).toMatch(/^550 /);
  expect(existsSync(`/proc/${gateway}`)).toBe(false);
  expect((await feedgate(data, ['log', 'grep', 'gateway/hung'])).stdout).toContain('has not answered for');
});

describe('a daemon that is told to stop', () => {
  it('lets a mail under way have its verdict, and takes no new one', { timeout: 60_000 }, async () => {
    const { daemon, gateway, socket } = await guarded();
    const ended = once(daemon, 'exit');
    const { verdict } = await askMilter(socket, mail, async () => {
      daemon.kill('SIGTERM');
      await until(() => refused(socket), 'that nobody is let in any more');
    });
    expect(verdict).toMatch(/^550 /);
    expect(await ended).toEqual([0, null]);
    await until(() => !existsSync(`/proc/${gateway}`) || undefined, 'the end of the gateway');
  });

  it('does not wait for a mail that never ends', { timeout: 60_000 }, async () => {
    const { daemon, gateway, socket } = await guarded();
    const ended = once(daemon, 'exit');
    const hung = await askMilter(socket, mail, async () => {
      daemon.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
      await until(() => !existsSync(`/proc/${gateway}`) || undefined, 'the end of the gateway');
    }).catch((error: unknown) => String(error));
    expect(hung).toMatch(/hung up|EPIPE|ECONNRESET/);
  });

  it('ends at once when it is told a second time', { timeout: 60_000 }, async () => {
    const { daemon, socket } = await guarded();
    const ended = once(daemon, 'exit');
    await askMilter(socket, mail, async () => {
      daemon.kill('SIGTERM');
      await until(() => refused(socket), 'that it stops');
      daemon.kill('SIGTERM');
      expect(await ended).toEqual([143, null]);
    });
  });

  it('ends a poll where it can go on: nothing is half applied, lost or doubled', { timeout: 90_000 }, async () => {
    const lab = await startLab();
    onTestFinished(() => lab.close());
    const data = join(tempDirectory(), 'data');
    const add = `source add practice http://127.0.0.1:${lab.port}/taxii/poll/ --collection practice.mixed --segment 1d --allow-private`;
    const first = launch(data, ['start']);
    await until(() => existsSync(join(data, 'feedgate.sock')) || undefined, 'the daemon', 30_000);
    lab.setFault('stall-body');
    expect((await feedgate(data, add.split(' '))).code).toBe(0);
    const running = await until(async () => {
      const { stdout } = await feedgate(data, ['status', '--json']);
      return (JSON.parse(stdout) as { polling: { pollId: string }[] }).polling[0];
    }, 'a running poll');
    const below = descendants(first.pid ?? 0);
    const ended = once(first, 'exit');
    first.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(below.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
    const report = JSON.parse((await feedgate(data, ['polls', 'show', running.pollId, '--json'])).stdout) as PollReport;
    expect(['cancelled', 'interrupted']).toContain(report.state);

    lab.setFault();
    launch(data, ['start']);
    await until(
      async () => {
        const { stdout } = await feedgate(data, ['polls', 'practice', '--json']);
        return (JSON.parse(stdout) as PollReport[])[0]?.state === 'succeeded' || undefined;
      },
      'a whole poll',
      30_000,
    );
    const { stdout } = await feedgate(data, ['observable', 'list', '--json']);
    const values = stdout.trimEnd().split('\n');
    expect(values.length).toBeGreaterThan(200);
    expect(new Set(values).size).toBe(values.length);
    expect((await feedgate(data, ['store', 'verify'])).code).toBe(0);
  });
});

/** Whether nobody listens at a socket; `undefined` while somebody does. */
async function refused(path: string): Promise<true | undefined> {
  const socket = connect(path);
  const error = await new Promise<unknown>((resolve) => {
    socket.once('connect', () => resolve(undefined));
    socket.once('error', resolve);
  });
  socket.destroy();
  return error === undefined ? undefined : true;
}
