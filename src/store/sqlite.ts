import type { Clock } from '../base/clock.ts';
import type { SettingsCodec } from '../feed/settings-codec.ts';
import { keepCensus, readCensus, takeCensus } from './census.ts';
import { Connection } from './connection.ts';
import { prepareFile } from './database-file.ts';
import { Expiry } from './expiry.ts';
import { Generations } from './generations.ts';
import { readAsserted, readChanged, readMark } from './index-rows.ts';
import { migrateOnce, migrations, refuseNewer, schemaVersion } from './migrate.ts';
import { SqliteSegmentWriter } from './segment-writer.ts';
import { Spill } from './spill.ts';
import { sqliteLeases } from './sqlite-leases.ts';
import { countExpired, countUnseen, lookupListings, readWaiting, scanListings } from './sqlite-listings.ts';
import { sqlitePolls } from './sqlite-polls.ts';
import { sqliteSources, type SqliteSources } from './sqlite-sources.ts';
import type { ListingStore, Store } from './store.ts';
import { WriteLock } from './write-lock.ts';

export interface SqliteStoreOptions {
  /** Created, readable by its owner alone, where it does not exist; its directory has to. */
  readonly file: string;
  readonly codec: SettingsCodec;
  readonly clock: Clock;
  /** How long a write waits for another process's transaction, milliseconds. Default 5,000. */
  readonly patience?: number;
}

/**
 * Opens the store in an SQLite file and brings its schema up to date. Other processes may have it open: a write waits
 * for theirs, a read never waits and sees what was committed.
 * @throws Failure `host/db-*`, `host/disk-*`, `host/schema-skew`
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const { file, codec, clock, patience = 5000 } = options;
  prepareFile(file);
  const lock = new WriteLock({ file, clock, patience });
  const reader = await openReader(lock, file);
  const sources = sqliteSources(reader, lock, codec);
  return {
    sources,
    leases: sqliteLeases(reader, lock),
    polls: sqlitePolls(reader, lock),
    listings: listingStore(reader, lock, { file, clock, sources }),
    close: async () => {
      await lock.close();
      reader.close();
    },
  };
}

/** So many are counted whenever somebody asks. */
const fewListings = 200_000;

function listingsHeld(reader: Connection): number {
  return reader.tuples<[number | null]>('SELECT sum(listings) FROM source').get()?.[0] ?? 0;
}

function fileBytes(reader: Connection): number {
  const pages = reader.statement<{ page_count: number }>('PRAGMA page_count').get()?.page_count ?? 0;
  const size = reader.statement<{ page_size: number }>('PRAGMA page_size').get()?.page_size ?? 0;
  return pages * size;
}

interface ListingParts {
  readonly file: string;
  readonly clock: Clock;
  readonly sources: SqliteSources;
}

function listingStore(reader: Connection, lock: WriteLock, parts: ListingParts): ListingStore {
  const { file, clock } = parts;
  const generations = new Generations();
  const expiry = new Expiry(reader, lock);
  return {
    openSegment: async (options) =>
      new SqliteSegmentWriter({ reader, lock, clock, generations, spill: new Spill(file), options }),
    waiting: async (sourceId) => readWaiting(reader, sourceId),
    lookup: async (observable) => lookupListings(reader, observable),
    scan: (filter) => scanListings(reader, filter),
    mark: async () => readMark(reader),
    asserted: (at, from) => readAsserted(reader, at, from),
    changedSince: (commit) => readChanged(reader, commit),
    expire: async (before, limit) => {
      await parts.sources.finishRemovals();
      return expiry.expire(before, limit);
    },
    countUnseen: (sourceId, unseen) => countUnseen(reader, sourceId, unseen),
    countExpired: (sourceId, from, to) => countExpired(reader, sourceId, from, to),
    census: async (at) => (listingsHeld(reader) > fewListings ? readCensus(reader) : null) ?? takeCensus(reader, at),
    count: async (at, signal) => {
      const census = await takeCensus(reader, at, signal);
      await lock.transaction((connection) => keepCensus(connection, census));
      return census;
    },
    bytes: async () => fileBytes(reader),
  };
}

/** Brings the schema up to date, then opens the reading connection; closes `lock` where that fails. */
async function openReader(lock: WriteLock, file: string): Promise<Connection> {
  const known = migrations();
  try {
    await lock.transaction((connection) => refuseNewer(schemaVersion(connection), known, file));
    while (await lock.transaction((connection) => migrateOnce(connection, known)));
    return new Connection(file, 'reading');
  } catch (error) {
    await lock.close();
    throw error;
  }
}
