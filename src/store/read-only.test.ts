import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { codec, indicator, ingest, leaseOf, settings, t0 } from '../../test/contract/store-fixtures.ts';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { openReadOnly } from './read-only.ts';
import { openSqliteStore } from './sqlite.ts';

it('reads what another has open, and makes nothing where there is nothing', async () => {
  const file = join(tempDirectory(), 'feedgate.db');
  expect(openReadOnly(file, codec)).toBeNull();
  expect(existsSync(file)).toBe(false);
  const store = await openSqliteStore({ file, codec, clock: new ManualClock() });
  await store.sources.add(settings('phish'), t0);
  const view = openReadOnly(file, codec);
  expect((await view?.sources.list())?.map((source) => source.settings.name)).toEqual(['phish']);
  expect(await view?.polls.list({ limit: 5 })).toEqual([]);
  view?.close();
  await store.close();
});

it('leaves a database of another schema alone', async () => {
  const file = join(tempDirectory(), 'feedgate.db');
  await (await openSqliteStore({ file, codec, clock: new ManualClock() })).close();
  const database = new DatabaseSync(file);
  database.exec('PRAGMA user_version = 999');
  database.close();
  expect(openReadOnly(file, codec)).toBeNull();
});

it('reads all that a match index is made of', async () => {
  const file = join(tempDirectory(), 'feedgate.db');
  const store = await openSqliteStore({ file, codec, clock: new ManualClock() });
  const source = await store.sources.add(settings('phish'), t0);
  await ingest(store, await leaseOf(store, source.id), [indicator('i', ['bad.example.net'])]);
  const view = openReadOnly(file, codec);
  expect(await view?.sources.revision()).toBe(await store.sources.revision());
  expect(await view?.listings.mark()).toEqual(await store.listings.mark());
  const pages = [view?.listings.asserted(t0), view?.listings.changedSince(0)];
  for (const each of pages) {
    const found = [];
    for await (const page of each ?? []) found.push(...page);
    expect(found).toMatchObject([{ kind: 'domain', value: 'bad.example.net', source: source.id }]);
  }
  view?.close();
  await store.close();
});
