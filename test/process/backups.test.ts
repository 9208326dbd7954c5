import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { descendants, feedgate, launch, until } from './feedgate.ts';

interface Row {
  readonly directory: string;
  readonly scheduled: boolean;
  readonly bytes: number;
  readonly failure: unknown;
}

/** A data directory whose daemon makes backups. */
function wanting(backups: string): string {
  const data = join(tempDirectory(), 'data');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(join(data, 'feedgate.yaml'), `backups: ${backups}\n`, { mode: 0o600 });
  return data;
}

async function listed(data: string): Promise<readonly Row[]> {
  return JSON.parse((await feedgate(data, ['store', 'backups', '--json'])).stdout) as readonly Row[];
}

const madeIn = (data: string) => {
  try {
    return readdirSync(join(data, 'backup'));
  } catch {
    return [];
  }
};

const whole = (data: string) => madeIn(data).find((name) => !name.endsWith('.partial'));

it('a daemon makes a backup by itself that is listed and whole', async () => {
  const data = wanting('{ every: 1m, keep: 2 }');
  launch(data, ['start']);
  const name = await until(() => whole(data), 'a backup', 60_000);
  expect(name).toMatch(/^scheduled-/);
  const [first] = await listed(data);
  expect(first).toMatchObject({ directory: join(data, 'backup', name), scheduled: true, failure: null });
  expect(first?.bytes).toBeGreaterThan(0);
  expect(await feedgate(data, ['store', 'verify', join(data, 'backup', name)])).toMatchObject({ code: 0 });
}, 180_000);

it('a daemon that is killed amid a backup leaves none that is half, and the next one clears up', async () => {
  const data = wanting('off');
  // What takes a while to copy.
  expect(await feedgate(data, ['source', 'list'])).toMatchObject({ code: 0 });
  fill(join(data, 'feedgate.db'));
  writeFileSync(join(data, 'feedgate.yaml'), 'backups: on\n', { mode: 0o600 });
  const daemon = launch(data, ['start']);
  const half = await until(() => madeIn(data).find((name) => name.endsWith('.partial')), 'a backup begun', 60_000);
  const below = descendants(daemon.pid ?? 0);
  daemon.kill('SIGKILL');
  for (const pid of below) stop(pid);
  await until(() => (daemon.signalCode === null ? undefined : true), 'the end of the daemon');
  expect(whole(data)).toBeUndefined();
  expect(await listed(data)).toEqual([]);
  expect(madeIn(data)).toContain(half);
  launch(data, ['start']);
  const name = await until(() => whole(data), 'a whole backup', 120_000);
  expect(madeIn(data)).toEqual([name]);
  expect(await feedgate(data, ['store', 'verify', join(data, 'backup', name)])).toMatchObject({ code: 0 });
}, 300_000);

function fill(file: string): void {
  const database = new DatabaseSync(file);
  database.exec('CREATE TABLE ballast (bytes BLOB)');
  const row = database.prepare('INSERT INTO ballast VALUES (randomblob(1048576))');
  for (let i = 0; i < 150; i += 1) row.run();
  database.close();
}

function stop(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}
