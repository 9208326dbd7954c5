import type { Connection } from './connection.ts';

/** Listings looked at by one statement, so that none blocks for long. */
const pageSize = 2000;

/** A stretch of listing ids: `after < id <= last`. */
export interface IdPage {
  readonly after: number;
  readonly last: number;
}

/**
 * The ids of all listings (or those of one source) in storage order, `pageSize` at a time; each page is looked up when
 * it is asked for. Ends with the newest listing there was at the beginning.
 */
export function* idPages(connection: Connection, sourceId: number | null, from = 0): Generator<IdPage> {
  const where = sourceId === null ? '' : 'source = ? AND';
  const who = sourceId === null ? [] : [sourceId];
  const newest = connection.tuples<[number | null]>(
    `SELECT max(id) FROM listing ${sourceId === null ? '' : 'WHERE source = ?'}`,
  );
  const next = connection.tuples<[number | null]>(
    `SELECT max(id) FROM (SELECT id FROM listing WHERE ${where} id > ? AND id <= ? ORDER BY id LIMIT ${pageSize})`,
  );
  const end = newest.get(...who)?.[0] ?? 0;
  for (let after = from; after < end;) {
    const last = next.get(...who, after, end)?.[0] ?? end;
    yield { after, last };
    after = last;
  }
}
