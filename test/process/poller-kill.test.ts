import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/base/instant.ts';
import { settingsCodec } from '../fakes/sealing.ts';
import { parseSource } from '../../src/config/source-settings.ts';
import type { PollReport } from '../../src/feed/report.ts';
import { systemClock } from '../../src/host/clock.ts';
import { openDataDirectory } from '../../src/host/data-directory.ts';
import type { DataPaths } from '../../src/host/paths.ts';
import { startLab, type Lab } from '../../src/lab/lab.ts';
import { type Sample, sampleCollections } from '../../src/lab/samples.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Listing, Store, StoredSource } from '../../src/store/store.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { kill, startPoller, until } from './killing.ts';

/** FEEDGATE_KILL_ROUNDS=200 for the long run. */
const rounds = Number(process.env['FEEDGATE_KILL_ROUNDS'] ?? 20);
const random = seededRandom(Number(process.env['FEEDGATE_KILL_SEED'] ?? 11));

/** `practice.phishing` asserts block by block; `practice.mixed` has references from block to block that wait. */
const names = ['practice.phishing', 'practice.mixed'] as const;
type Name = (typeof names)[number];

let lab: Lab;
let samples: readonly Sample[];
/** What an undisturbed poll finds. */
let whole: Readonly<Record<Name, readonly string[]>>;

beforeAll(async () => {
  samples = sampleCollections(Date.now() - 60_000);
  lab = await startLab({ collections: samples });
  const paths = await newData();
  const poller = await startPoller(paths);
  await finished(paths);
  await kill(poller);
  whole = { 'practice.phishing': [], 'practice.mixed': [] };
  await reading(paths, async (store) => {
    whole = { 'practice.phishing': await held(store, names[0]), 'practice.mixed': await held(store, names[1]) };
  });
  expect(whole['practice.phishing']).toEqual(asserted('practice.phishing', null));
  expect(whole['practice.mixed'].length).toBeGreaterThan(100);
});
afterAll(() => lab.close());

describe(`a poller killed at any moment (${rounds} rounds)`, () => {
  it(
    'leaves whole segments up to the cursor, no orphan, and goes on where it was',
    { timeout: 3_600_000 },
    async () => {
      let paths = await newData();
      let inPoll = 0;
      let completed = 0;
      for (let round = 0; round < rounds; round += 1) {
        const poller = await startPoller(paths);
        await moment(round);
        await kill(poller);
        inPoll += (await check(paths)) ? 1 : 0;
        if (!(await hasFinished(paths))) continue;
        await expectWhole(paths);
        completed += 1;
        paths = await newData();
      }
      const last = await startPoller(paths);
      await finished(paths);
      await kill(last);
      await check(paths);
      await expectWhole(paths);
      console.log(`${rounds} kills: ${inPoll} within a poll; ${completed + 1} feeds read to their end across kills`);
      expect(inPoll).toBeGreaterThan(rounds / 4);
    },
  );
});

/** A data directory with both sources, cut into 720 segments each. */
async function newData(): Promise<DataPaths> {
  const { paths } = openDataDirectory(join(tempDirectory(), 'data'));
  const store = await openSqliteStore({ file: paths.database, codec: settingsCodec, clock: systemClock });
  for (const name of names) {
    const settings = {
      name,
      kind: 'taxii1',
      host: '127.0.0.1',
      port: lab.port,
      https: false,
      path: '/taxii/poll/',
      collection: name,
      allowPrivate: true,
      age: '31d',
      segment: '1h',
    };
    await store.sources.add(parseSource(settings), Date.now());
  }
  await store.close();
  return paths;
}

/** Every fifth time while the process starts, else at any moment of its first second of polling. */
async function moment(round: number): Promise<void> {
  if (round % 5 === 0) {
    await wait(random() * 900);
    return;
  }
  const before = lab.requests.at(-1);
  await until('a request', () => lab.requests.at(-1) !== before);
  await wait(random() * 1000);
}

/** Opens the store as a reader would, without what a poller does first. */
async function reading<T>(paths: DataPaths, look: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSqliteStore({ file: paths.database, codec: settingsCodec, clock: systemClock });
  try {
    return await look(store);
  } finally {
    await store.close();
  }
}

/** Looks at what a killed poller left. Answers whether it was in the middle of a poll. */
async function check(paths: DataPaths): Promise<boolean> {
  const database = new DatabaseSync(paths.database);
  expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  expect(database.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
  database.close();
  // No lease of a dead poller has stood in the way of the next.
  if (existsSync(paths.jsonLog))
    expect(readFileSync(paths.jsonLog, 'utf8')).not.toMatch(/gate\/(?:poll-running|lease)/);
  return reading(paths, async (store) => {
    let running = 0;
    for (const source of await store.sources.list()) {
      await checkListings(store, source);
      const [newest, ...older] = await store.polls.list({ source: source.settings.name, limit: 1000 });
      if (newest?.state === 'running') running += 1;
      checkReports(newest, older);
    }
    return running > 0;
  });
}

async function checkListings(store: Store, source: StoredSource): Promise<void> {
  const name = nameOf(source);
  const found = await held(store, name);
  const { cursor, listings } = source.state;
  const expected = cursor === null ? [] : asserted(name, parseInstant(cursor)?.micros ?? null);
  if (name === 'practice.phishing') expect(found).toEqual(expected);
  else expect(found.filter((value) => !expected.includes(value))).toEqual([]);
  const all = await listingsOf(store, name);
  expect(listings).toBe(all.filter(({ withdrawnAt }) => withdrawnAt === null).length);
}

/** A poll that was cut off is closed by the next process; none fails, and none meets a lease that nobody holds. */
function checkReports(newest: PollReport | undefined, older: readonly PollReport[]): void {
  expect(['running', 'succeeded', 'interrupted', undefined]).toContain(newest?.state);
  for (const report of older) expect(['succeeded', 'interrupted']).toContain(report.state);
  for (const report of older) if (report.state === 'interrupted') expect(report.finishedAt).not.toBeNull();
}

async function expectWhole(paths: DataPaths): Promise<void> {
  await reading(paths, async (store) => {
    for (const name of names) expect(await held(store, name)).toEqual(whole[name]);
  });
}

function hasFinished(paths: DataPaths): Promise<boolean> {
  return reading(paths, async (store) => {
    const sources = await store.sources.list();
    return sources.every(({ state }) => state.lastSuccessAt !== null);
  });
}

function finished(paths: DataPaths): Promise<void> {
  return until('the end of the polls', () => hasFinished(paths));
}

function nameOf(source: StoredSource): Name {
  const name = names.find((each) => each === source.settings.name);
  if (name === undefined) throw new Error(`no collection ${source.settings.name}`);
  return name;
}

async function listingsOf(store: Store, source: Name): Promise<readonly Listing[]> {
  const all: Listing[] = [];
  for await (const listing of store.listings.scan({ source, all: true, at: Date.now() })) all.push(listing);
  return all;
}

/** Every value that is stored for a source, whatever its validity, sorted. */
async function held(store: Store, source: Name): Promise<readonly string[]> {
  const all = await listingsOf(store, source);
  return [...new Set(all.map(({ kind, value }) => `${kind} ${value}`))].sort();
}

/** What the blocks of a collection assert that are labelled `end` (microseconds) or earlier, sorted; `null` for all. */
function asserted(name: Name, end: bigint | null): readonly string[] {
  const sample = samples.find((each) => each.name === name);
  if (sample === undefined) throw new Error(`no collection ${name}`);
  const values = new Set<string>();
  for (let index = 0; index < sample.blocks.length; index += 1) {
    if (end !== null && sample.blocks.at(index).label > end) continue;
    for (const value of sample.asserts(index)) values.add(value);
  }
  return [...values].sort();
}
