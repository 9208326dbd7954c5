import { once } from 'node:events';
import { existsSync, openSync, readdirSync, rmSync, truncateSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { askStatus } from '../../src/gateway/status.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { feedgate, launch, until } from './feedgate.ts';
import { askMilter, type MilterMail } from './milter-client.ts';

const mail: MilterMail = {
  sender: 'ann@example.net',
  recipient: 'bob@example.org',
  headers: [['Subject', 'invoice']],
  body: 'See http://bad.example.com/pay\r\n',
};

const damages: Readonly<Record<string, (file: string) => void>> = {
  'has no head any more': (file) => overwrite(file, 0),
  'has been cut': (file) => truncateSync(file, 700),
  'is another file': (file) => writeFileSync(file, 'not a database '.repeat(100)),
};

function overwrite(file: string, at: number): void {
  const open = openSync(file, 'r+');
  writeSync(open, Buffer.alloc(100, 0xa5), 0, 100, at);
  closeSync(open);
}

it.each(Object.keys(damages))(
  'where the database %s, mail is matched all the same, and the command that is printed mends it',
  { timeout: 120_000 },
  async (damage) => {
    const data = join(tempDirectory(), 'data');
    const list = join(tempDirectory(), 'bad.txt');
    writeFileSync(list, 'bad.example.com\n');
    expect((await feedgate(data, ['source', 'add', 'bad', `file://${list}`, '--mode', 'enforce'])).code).toBe(0);
    expect((await feedgate(data, ['poll', 'bad'])).code).toBe(0);
    const elsewhere = join(tempDirectory(), 'copies');
    expect((await feedgate(data, ['store', 'backup', join(elsewhere, 'one')])).code).toBe(0);
    writeFileSync(
      join(data, 'feedgate.yaml'),
      `gateway: { trustedNetworks: [], fronts: { milter: on } }\nbackups: { every: 365d, directory: ${elsewhere} }\n`,
    );
    writeFileSync(join(data, 'policy.yaml'), 'mode: enforce\nrules: [{ name: all, do: reject }]\n');
    for (const rest of ['-wal', '-shm']) rmSync(join(data, `feedgate.db${rest}`), { force: true });
    damages[damage]?.(join(data, 'feedgate.db'));

    const daemon = launch(data, ['start']);
    let told = '';
    daemon.stderr?.on('data', (chunk: Buffer) => (told += chunk.toString('utf8')));
    const ask = () => askStatus(join(data, 'gateway.sock')).catch(() => null);
    const { pid } = await until(async () => (await ask()) ?? undefined, 'the gateway', 30_000);
    onTestFinished(() => {
      if (existsSync(`/proc/${pid}`)) process.kill(pid, 'SIGKILL');
    });
    expect((await askMilter(join(data, 'milter.sock'), mail)).verdict).toMatch(/^550 /);
    await until(() => told.includes('[host/db-corrupt]') || undefined, 'the log');
    expect(told).toContain('mail is matched with the index that was published last');
    const status = await feedgate(data, ['status']);
    expect([status.code === 0, status.stderr.includes('[host/db-corrupt]')]).toEqual([false, true]);
    const explained = await feedgate(data, ['explain', 'host/db-corrupt']);
    const [, command = ''] = /(feedgate store restore)/.exec(told.replaceAll(/\s+/g, ' ')) ?? [];
    expect(explained.stdout.replaceAll(/\s+/g, ' ')).toContain(command);

    const restored = await feedgate(data, [...command.split(' ').slice(1), '--yes']);
    expect(restored.code, restored.stderr).toBe(0);
    expect(readdirSync(data).filter((name) => name.startsWith('replaced-'))).toHaveLength(1);
    await until(() => existsSync(join(data, 'feedgate.sock')) || undefined, 'the daemon at work', 30_000);
    const polled = await feedgate(data, ['poll', 'bad', '--json']);
    expect(polled.code, polled.stderr).toBe(0);
    expect((await askMilter(join(data, 'milter.sock'), mail)).verdict).toMatch(/^550 /);
    expect((await ask())?.pid, 'the same gateway all the while').toBe(pid);
    const ended = once(daemon, 'exit');
    daemon.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  },
);

it('without a backup it says so, and a daemon that waits is stopped by a signal', { timeout: 60_000 }, async () => {
  const data = join(tempDirectory(), 'data');
  expect((await feedgate(data, ['source', 'list'])).code).toBe(0);
  writeFileSync(join(data, 'feedgate.db'), 'not a database '.repeat(100));
  const daemon = launch(data, ['start']);
  let told = '';
  daemon.stderr?.on('data', (chunk: Buffer) => (told += chunk.toString('utf8')));
  await until(() => told.includes('[host/db-corrupt]') || undefined, 'the log', 30_000);
  expect(told).toContain('there is no good backup in');
  expect((await feedgate(data, ['store', 'restore', '--yes'])).stderr).toContain('[backup/none]');
  const ended = once(daemon, 'exit');
  daemon.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});
