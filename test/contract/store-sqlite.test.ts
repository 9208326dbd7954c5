import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/host/clock.ts';
import type { Indicator } from '../../src/indicator/indicator.ts';
import { generationSize } from '../../src/store/generations.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { storeContract } from './store.ts';
import { codec, day, domain, indicator, ingest, leaseOf, settings, t0, values } from './store-fixtures.ts';

async function open(file: string): Promise<Store> {
  const store = await openSqliteStore({ file, codec, clock: systemClock });
  onTestFinished(() => store.close());
  return store;
}

storeContract('the SQLite store', async () => {
  const file = join(tempDirectory(), 'feedgate.db');
  return { store: await open(file), other: await open(file) };
});

it('keeps its file to its owner', async () => {
  const file = join(tempDirectory(), 'feedgate.db');
  const store = await open(file);
  await store.sources.add(settings('a'), t0);
  for (const name of [file, `${file}-wal`, `${file}-shm`]) expect(statSync(name).mode & 0o777).toBe(0o600);
});

it('is written by two processes at once, and read all the while', async () => {
  const file = join(tempDirectory(), 'feedgate.db');
  const store = await open(file);
  const lease = await leaseOf(store, (await store.sources.add(settings('parent'), t0)).id);
  const writer = fileURLToPath(new URL('store-writer.child.ts', import.meta.url));
  const state = { running: true };
  const child = promisify(execFile)(process.execPath, [writer, file]).finally(() => (state.running = false));
  let segments = 0;
  for (; state.running || segments < 5; segments += 1) {
    const some = Array.from({ length: 300 }, (_, i) => indicator(`${segments}-${i}`, [`p${segments}-${i}.example`]));
    await ingest(store, lease, some);
    const theirs = await values(store, { source: 'child' });
    expect(theirs.length % 500).toBe(0);
  }
  await child;
  expect((await store.sources.get('child'))?.state).toMatchObject({ listings: 20_000, cursor: '39' });
  expect((await store.sources.get('parent'))?.state.listings).toBe(segments * 300);
});

it('waits for another process as long as its patience, without holding the event loop', async () => {
  const file = join(tempDirectory(), 'feedgate.db');
  const clock = new ManualClock();
  const store = await openSqliteStore({ file, codec, clock });
  const theirs = new DatabaseSync(file);
  onTestFinished(async () => {
    theirs.close();
    await store.close();
  });
  theirs.exec('BEGIN IMMEDIATE');
  const refused = expect(store.sources.add(settings('a'), t0)).rejects.toMatchObject({
    code: 'host/db-busy',
    retry: 'soon',
    evidence: { waitedMs: 5000 },
  });
  await clock.advance(4999);
  expect(await store.sources.list()).toEqual([]);
  await clock.advance(1);
  await refused;
  const added = store.sources.add(settings('a'), t0);
  await clock.advance(1000);
  theirs.exec('ROLLBACK');
  await clock.advance(50);
  expect(await added).toMatchObject({ revision: 1 });
});

it('finds listings in every generation, also those that another handle has closed', async () => {
  const file = join(tempDirectory(), 'feedgate.db');
  const store = await open(file);
  const other = await open(file);
  const lease = await leaseOf(store, (await store.sources.add(settings('otx'), t0)).id);
  const part = (from: number, to: number, change: Partial<Indicator> = {}): readonly Indicator[] =>
    Array.from({ length: to - from }, (_, i) => indicator(`i${from + i}`, [`h${from + i}.example`], change));
  const total = generationSize + 20_000;
  await ingest(store, lease, part(0, 100));
  await ingest(other, lease, part(100, total));
  expect(await ingest(store, lease, part(total - 30_000, total))).toMatchObject({ new: 0, known: 30_000 });
  expect(await ingest(other, lease, part(0, 500))).toMatchObject({ new: 0, known: 500 });
  for (const n of [0, generationSize, total - 1]) {
    expect(await other.listings.lookup(domain(`h${n}.example`))).toHaveLength(1);
  }
  const spread = [indicator('i5', ['h5.example', 'added.example'])];
  expect(await ingest(store, lease, spread)).toMatchObject({ new: 1, known: 1 });
  const newer = [indicator('i5', ['other.example'], { version: 2 })];
  expect(await ingest(other, lease, newer)).toMatchObject({ new: 1, known: 0, withdrawn: 2 });

  await ingest(store, lease, part(generationSize, total), { seenAt: t0 + 50 * day });
  const before = t0 + 40 * day;
  while ((await store.listings.expire(before, 50_000)).size > 0);
  expect((await store.sources.get('otx'))?.state.listings).toBe(20_000);
  expect(await ingest(other, lease, part(0, 100))).toMatchObject({ new: 100 });
  expect(await ingest(store, lease, part(0, 100))).toMatchObject({ new: 0, known: 100 });
});
