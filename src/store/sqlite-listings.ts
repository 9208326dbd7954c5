import { setImmediate as nextTurn } from 'node:timers/promises';
import type { WaitingIndicator } from '../indicator/indicator.ts';
import type { Observable } from '../observable/observable.ts';
import { kindCode } from './codes.ts';
import type { Connection } from './connection.ts';
import { allGenerations } from './generations.ts';
import { idPages } from './listing-pages.ts';
import { inForce, inForceValues, listingColumns, readListing, type ListingRow } from './listing-row.ts';
import { observableKey } from './segment-application.ts';
import type { Listing, ListingFilter, Unseen } from './store.ts';

/** All listings of an observable, those no longer in force too, as of one commit. */
export function lookupListings(reader: Connection, observable: Observable): readonly Listing[] {
  return reader.snapshot(() => {
    const seed = reader.statement<{ seed: number }>('SELECT seed FROM meta').get()?.seed ?? 0;
    const key = observableKey(observable.kind, observable.value, seed);
    const find = reader.tuples<ListingRow>(
      `SELECT ${listingColumns} FROM listing JOIN source ON source.id = listing.source
       WHERE generation = ? AND observable_key = ? AND kind = ? AND value = ? AND name IS NOT NULL ORDER BY listing.id`,
    );
    return allGenerations(reader)
      .flatMap((generation) => find.all(generation, key, kindCode(observable.kind), observable.value))
      .map(readListing);
  });
}

/**
 * A page sees one commit, whole; the next page may see a later one. A listing that is there throughout comes exactly
 * once; those added after the beginning do not come.
 */
export async function* scanListings(reader: Connection, filter: ListingFilter): AsyncGenerator<Listing> {
  const sourceId = filter.source === undefined ? null : sourceIdOf(reader, filter.source);
  if (sourceId === undefined) return;
  const conditions = [
    ...(sourceId === null ? [] : ['listing.source = ?']),
    ...(filter.kind === undefined ? [] : ['kind = ?']),
    ...(filter.all === true ? [] : [inForce]),
  ];
  const values = [
    ...(sourceId === null ? [] : [sourceId]),
    ...(filter.kind === undefined ? [] : [kindCode(filter.kind)]),
    ...(filter.all === true ? [] : inForceValues(filter.at)),
  ];
  const read = reader.tuples<ListingRow>(
    `SELECT ${listingColumns} FROM listing JOIN source ON source.id = listing.source
     WHERE listing.id > ? AND listing.id <= ? AND name IS NOT NULL ${conditions.map((text) => `AND ${text}`).join(' ')}
     ORDER BY listing.id`,
  );
  for (const page of idPages(reader, sourceId)) {
    for (const row of read.all(page.after, page.last, ...values)) yield readListing(row);
    await nextTurn();
  }
}

/** How many listings of a source left force by age or validity in `(from, to]`. */
export async function countExpired(reader: Connection, sourceId: number, from: number, to: number): Promise<number> {
  const count = reader.tuples<[number]>(
    `SELECT count(*) FROM listing
     WHERE source = ? AND id > ? AND id <= ? AND expires_at > ? AND expires_at <= ? AND withdrawn_at IS NULL`,
  );
  let total = 0;
  for (const page of idPages(reader, sourceId)) {
    total += count.get(sourceId, page.after, page.last, from, to)?.[0] ?? 0;
    await nextTurn();
  }
  return total;
}

/** How many listings of a source no commit has touched after one, of those last seen at an instant or later and still in force. */
export async function countUnseen(reader: Connection, sourceId: number, { afterCommit, seenSince, at }: Unseen) {
  const count = reader.tuples<[unseen: number, all: number]>(
    `SELECT count(*) FILTER (WHERE commit_number <= ?), count(*) FROM listing
     WHERE source = ? AND id > ? AND id <= ? AND last_seen >= ? AND expires_at > ? AND withdrawn_at IS NULL`,
  );
  const total = { unseen: 0, all: 0 };
  for (const page of idPages(reader, sourceId)) {
    const [unseen, all] = count.get(afterCommit, sourceId, page.after, page.last, seenSince, at) ?? [0, 0];
    total.unseen += unseen;
    total.all += all;
    await nextTurn();
  }
  return total;
}

export function readWaiting(reader: Connection, sourceId: number): readonly WaitingIndicator[] {
  return reader
    .statement<{ record: string }>('SELECT record FROM waiting WHERE source = ? ORDER BY position')
    .all(sourceId)
    .map((row) => JSON.parse(row.record) as WaitingIndicator);
}

function sourceIdOf(reader: Connection, name: string): number | undefined {
  return reader.statement<{ id: number }>('SELECT id FROM source WHERE name = ?').get(name)?.id;
}
