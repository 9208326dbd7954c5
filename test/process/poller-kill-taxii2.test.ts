import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseInstant } from '../../src/base/instant.ts';
import { settingsCodec } from '../fakes/sealing.ts';
import { parseSource } from '../../src/config/source-settings.ts';
import { systemClock } from '../../src/host/clock.ts';
import { openDataDirectory } from '../../src/host/data-directory.ts';
import type { DataPaths } from '../../src/host/paths.ts';
import { startLab, type Lab } from '../../src/lab/lab.ts';
import { practiceId, type Collection2 } from '../../src/lab/taxii2/collection.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { kill, startPoller, until } from './killing.ts';

/** FEEDGATE_KILL_ROUNDS=200 for the long run. */
const rounds = Number(process.env['FEEDGATE_KILL_ROUNDS'] ?? 8);
const random = seededRandom(Number(process.env['FEEDGATE_KILL_SEED'] ?? 11));

/** Enough that a walk is committed several times on its way. */
const count = 130_000;
const first = BigInt(Date.now() - 60_000) * 1000n - BigInt(count);

const collection: Collection2 = {
  id: practiceId,
  alias: null,
  title: 'Many',
  description: '',
  canRead: true,
  objects: {
    length: count,
    at: (index) => ({
      added: first + BigInt(index),
      asserts: null,
      json: () =>
        `{"type":"indicator","id":"indicator--${index.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000",` +
        `"modified":"2026-01-01T00:00:00.000Z","pattern_type":"stix","pattern":"[domain-name:value = 'h${index}.practice.example']"}`,
    }),
  },
};

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ taxii2: { collections: [collection] } });
});
afterAll(() => lab.close());

it(
  `a poller killed at any moment of a walk leaves all up to its cursor, and goes on there (${rounds} rounds)`,
  { timeout: 3_600_000 },
  async () => {
    let paths = await newData();
    let onTheWay = 0;
    for (let round = 0; round < rounds; round += 1) {
      if (round === rounds - 1) paths = await newData();
      const poller = await startPoller(paths);
      const before = lab.requests.at(-1);
      await until('a request', () => lab.requests.at(-1) !== before);
      // The last one is killed when a part is committed, however slow the machine is.
      if (round < rounds - 1) await wait(random() * 2500);
      else await until('a commit', async () => (await cursorOf(paths)) !== null);
      await kill(poller);
      const { cursor, done } = await check(paths);
      if (cursor !== null && !done) onTheWay += 1;
      if (done) paths = await newData();
    }
    const last = await startPoller(paths);
    await until('the end of the poll', async () => (await check(paths)).done);
    await kill(last);
    expect((await check(paths)).held).toBe(count);
    console.log(`${rounds} kills, ${onTheWay} of them with a part of the walk committed`);
    expect(onTheWay).toBeGreaterThan(0);
  },
);

async function newData(): Promise<DataPaths> {
  const { paths } = openDataDirectory(join(tempDirectory(), 'data'));
  await reading(paths, async (store) => {
    const url = `${lab.url}/taxii2/practice/collections/${practiceId}/objects/`;
    await store.sources.add(parseSource({ name: 'many', url, allowPrivate: true, overlap: 0 }), Date.now());
  });
  return paths;
}

async function reading<T>(paths: DataPaths, look: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSqliteStore({ file: paths.database, codec: settingsCodec, clock: systemClock });
  try {
    return await look(store);
  } finally {
    await store.close();
  }
}

function cursorOf(paths: DataPaths): Promise<string | null> {
  return reading(paths, async (store) => (await store.sources.get('many'))?.state.cursor ?? null);
}

interface Left {
  readonly cursor: string | null;
  readonly held: number;
  readonly done: boolean;
}

/** What a killed poller left: everything up to its cursor, and a whole data base. */
async function check(paths: DataPaths): Promise<Left> {
  const database = new DatabaseSync(paths.database);
  expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  database.close();
  if (existsSync(paths.jsonLog))
    expect(readFileSync(paths.jsonLog, 'utf8')).not.toMatch(/gate\/(?:poll-running|lease)/);
  return reading(paths, async (store) => {
    const source = await store.sources.get('many');
    const { cursor = null, lastSuccessAt = null, listings = 0 } = source?.state ?? {};
    const values = new Set<string>();
    for await (const { value } of store.listings.scan({ source: 'many', all: true, at: Date.now() })) values.add(value);
    expect(listings).toBe(values.size);
    const reached = cursor === null ? -1n : (parseInstant(cursor)?.micros ?? 0n) - first;
    for (let index = 0; index <= Number(reached); index += 1) {
      if (!values.has(`h${index}.practice.example`))
        throw new Error(`h${index} is missing, before the cursor ${cursor}`);
    }
    return { cursor, held: values.size, done: lastSuccessAt !== null };
  });
}
