import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { keyRing, openStore } from '../../src/assemble.ts';
import { inClear } from '../../src/config/plain.ts';
import { parseSource } from '../../src/config/source-settings.ts';
import { openDataDirectory } from '../../src/host/data-directory.ts';
import type { DataPaths } from '../../src/host/paths.ts';
import { parseKeys } from '../../src/secrets/key.ts';
import type { Store } from '../../src/store/store.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';

const child = fileURLToPath(new URL('secret-kill.child.ts', import.meta.url));
/** FEEDGATE_KILL_ROUNDS=500 for the long run. */
const rounds = Number(process.env['FEEDGATE_KILL_ROUNDS'] ?? 20);
const passwords = Array.from({ length: 20 }, (_, at) => `password of source ${at}`);

it(
  `a rotation killed at any moment leaves every secret in reach (${rounds} rounds)`,
  { timeout: 300_000 },
  async () => {
    const { paths } = openDataDirectory(join(tempDirectory(), 'data'));
    await withStore(paths, async (store) => {
      for (const [at, password] of passwords.entries()) await store.sources.add(source(at, password), Date.now());
    });
    const seen = { made: 0, resumed: 0, interrupted: 0 };
    for (let round = 0; round < rounds; round += 1) {
      for (const word of await rotateUntilKilled(paths)) seen[word === 'resumed' ? 'resumed' : 'made'] += 1;
      const keys = parseKeys(readFileSync(paths.secretKey, 'utf8')) ?? [];
      expect(keys.length).toBeGreaterThan(0);
      if (keys.length > 1) seen.interrupted += 1;
      const found = await withStore(paths, async (store) => (await store.sources.list()).map(passwordOf));
      expect(found.sort()).toEqual([...passwords].sort());
    }
    // The kills have hit both sides of the transaction, or the test has shown nothing.
    expect(seen.made).toBeGreaterThan(rounds / 4);
    expect(seen.interrupted).toBeGreaterThan(0);
  },
);

function source(at: number, password: string) {
  const credentials = { kind: 'basic', user: 'u', password };
  return parseSource({ name: `s${at}`, url: 'https://feed.example/poll', collection: 'c', credentials });
}

function passwordOf({ settings }: Awaited<ReturnType<Store['sources']['list']>>[number]): string {
  const { credentials } = inClear(settings) as { readonly credentials: { readonly password: string } };
  return credentials.password;
}

/** With a ring of its own, as after a new start. */
async function withStore<T>(paths: DataPaths, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(paths, keyRing(paths, paths.settings));
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/**
 * Kills some milliseconds after the first rotation, while this process stores a secret again and again; answers with how
 * each rotation began that came to its end.
 */
async function rotateUntilKilled(paths: DataPaths): Promise<readonly string[]> {
  const running = spawn(process.execPath, [child, paths.root], { stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = new Promise<void>((resolve) => running.once('close', () => resolve()));
  let told = '';
  let complaint = '';
  let timer: NodeJS.Timeout | undefined;
  running.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
    timer ??= setTimeout(() => running.kill('SIGKILL'), Math.random() * 60);
  });
  running.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  await withStore(paths, async (store) => {
    while (running.exitCode === null && running.signalCode === null) {
      await store.sources.update('s0', source(0, passwords[0] ?? ''));
      // Without it nothing else of this process would have its turn.
      await nextTurn();
    }
  });
  await closed;
  clearTimeout(timer);
  expect(complaint).toBe('');
  return told.split('\n').slice(0, -1);
}
