import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/host/clock.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { codec } from '../contract/store-fixtures.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { segmentSize } from './store-kill.segments.ts';

const child = fileURLToPath(new URL('store-kill.child.ts', import.meta.url));
/** FEEDGATE_KILL_ROUNDS=500 for the long run. */
const rounds = Number(process.env['FEEDGATE_KILL_ROUNDS'] ?? 40);
const roundsPerFile = 10;

describe(`a process killed at any moment (${rounds} rounds)`, () => {
  it('leaves whole segments, the cursor of the last, and everything it has acknowledged', async () => {
    let file = '';
    let committed = 0;
    let acknowledged = 0;
    for (let round = 0; round < rounds; round += 1) {
      if (round % roundsPerFile === 0) {
        file = join(tempDirectory(), 'feedgate.db');
        committed = 0;
      }
      const last = await ingestUntilKilled(file, round);
      if (last !== undefined) {
        acknowledged += 1;
        expect(last).toBeGreaterThan(committed);
      }
      committed = await check(file, last ?? committed);
    }
    expect(acknowledged).toBeGreaterThan(rounds / 4);
  }, 600_000);
});

/**
 * Kills while the process starts (every fifth round: so that creation and migration are hit too) or at a moment after
 * its first commit. Answers with the last segment it acknowledged.
 */
async function ingestUntilKilled(file: string, round: number): Promise<number | undefined> {
  const running = spawn(process.execPath, [child, file], { stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = new Promise<void>((resolve) => running.once('close', () => resolve()));
  let told = '';
  let complaint = '';
  let timer: NodeJS.Timeout | undefined;
  const killLater = (most: number): void => {
    timer ??= setTimeout(() => running.kill('SIGKILL'), Math.random() * most);
  };
  running.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
    killLater(400);
  });
  running.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  if (round % 5 === 0) killLater(400);
  await closed;
  clearTimeout(timer);
  expect(complaint).toBe('');
  const lines = told.split('\n').slice(0, -1);
  return lines.length === 0 ? undefined : Number(lines.at(-1));
}

/** Looks at what a killed process left, in a way of its own and through the store. Answers with the last segment. */
async function check(file: string, acknowledged: number): Promise<number> {
  if (!existsSync(file)) {
    expect(acknowledged).toBe(0);
    return 0;
  }
  const store = await openSqliteStore({ file, codec, clock: systemClock });
  const source = await store.sources.get('otx');
  const cursor = Number(source?.state.cursor ?? 0);
  expect(cursor).toBeGreaterThanOrEqual(acknowledged);
  const waiting = source === undefined ? [] : await store.listings.waiting(source.id);
  expect(waiting).toHaveLength(cursor % 7);
  if (cursor > 0) expect(await store.polls.get(`p${cursor}`)).toBeDefined();
  expect(await store.polls.get(`p${cursor + 1}`)).toBeUndefined();
  await store.close();

  const database = new DatabaseSync(file, { readOnly: true });
  expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  const sizes = database
    .prepare(
      `SELECT CAST(substr(indicator, 1, instr(indicator, '-') - 1) AS INTEGER) AS segment, count(*) AS size
       FROM listing GROUP BY segment ORDER BY segment`,
    )
    .all()
    .map((row) => [row['segment'], row['size']]);
  database.close();
  const expected = Array.from({ length: cursor }, (_, i) => [i + 1, segmentSize(i + 1)]);
  expect(sizes).toEqual(expected);
  expect(source?.state.listings ?? 0).toBe(expected.reduce((sum, [, size = 0]) => sum + size, 0));
  return cursor;
}
