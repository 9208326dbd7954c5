import { setImmediate as nextTurn } from 'node:timers/promises';
import { kindOf, tlpOf } from './codes.ts';
import type { Connection } from './connection.ts';
import { idPages } from './listing-pages.ts';
import type { StoredListing, StoreMark } from './store.ts';

type Row = readonly [
  id: number,
  source: number,
  indicator: string,
  kind: number,
  value: string,
  firstSeen: number,
  lastSeen: number,
  validFrom: number | null,
  validUntil: number | null,
  expiresAt: number,
  confidence: number | null,
  tlp: number | null,
  withdrawnAt: number | null,
];

const columns = `id, source, indicator, kind, value, first_seen, last_seen, valid_from, valid_until, expires_at,
  confidence, tlp, withdrawn_at`;

export function readMark(reader: Connection): StoreMark {
  const row = reader.tuples<[number, number, number]>('SELECT seed, commits, next_listing FROM meta').get();
  const [store = 0, commit = 0, nextListing = 1] = row ?? [];
  return { store, commit, nextListing };
}

/** The listings that are or will be in force, from an id on, a page of ids at a time. */
export function readAsserted(reader: Connection, at: number, from = 0): AsyncGenerator<readonly StoredListing[]> {
  return pagesWhere(reader, { where: 'withdrawn_at IS NULL AND expires_at > ?', values: [at], from });
}

/** The listings that commits after `commit` have asserted, touched or taken back, a page of ids at a time. */
export function readChanged(reader: Connection, commit: number): AsyncGenerator<readonly StoredListing[]> {
  return pagesWhere(reader, { where: 'commit_number > ?', values: [commit], from: 0 });
}

interface Wanted {
  readonly where: string;
  readonly values: readonly number[];
  /** The first id. */
  readonly from: number;
}

async function* pagesWhere(reader: Connection, { where, values, from }: Wanted) {
  const read = reader.tuples<Row>(`SELECT ${columns} FROM listing WHERE id > ? AND id <= ? AND ${where} ORDER BY id`);
  for (const page of idPages(reader, null, from - 1)) {
    const rows = read.all(page.after, page.last, ...values);
    if (rows.length > 0) yield rows.map(storedListing);
    await nextTurn();
  }
}

function storedListing(row: Row): StoredListing {
  const [id, source, indicator, kind, value, firstSeen, lastSeen, validFrom, validUntil, ...rest] = row;
  const [expiresAt, confidence, tlp, withdrawnAt] = rest;
  return {
    id,
    source,
    indicator,
    kind: kindOf(kind),
    value,
    firstSeen,
    lastSeen,
    validFrom,
    validUntil,
    expiresAt,
    confidence,
    tlp: tlpOf(tlp),
    withdrawnAt,
  };
}
