import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kind } from '../observable/observable.ts';
import { kindOf } from './codes.ts';
import type { Connection } from './connection.ts';
import { readMark } from './index-rows.ts';
import { idPages } from './listing-pages.ts';
import { inForce, inForceValues } from './listing-row.ts';
import type { Census } from './store.ts';

/** Listings compared at a time: 64 MB. */
const window = 8_000_000;

/** Shares of the fingerprints, each sorted by itself, so that sorting does not hold the event loop. */
const shares = 256;
const shareWidth = 2 ** 48 / shares;

/** Sources told apart; those beyond are counted as one that is not shown. */
const mostSources = 512;
const kindStep = mostSources;
const keyStep = 16 * kindStep;

interface Tally {
  readonly kinds: Map<number, number>;
  /** By the index of the source. */
  readonly listings: Float64Array;
  readonly observables: Float64Array;
  readonly unique: Float64Array;
  /** By the indexes of two sources: `less * mostSources + more`. */
  readonly overlaps: Map<number, number>;
}

/**
 * Counts what is in force by reading every listing once for each eight million; commits during the count may be seen in
 * part. Observables are told apart by fingerprint: at 10 million, a fifth of a pair would be counted as one.
 */
export async function takeCensus(reader: Connection, at: number, signal?: AbortSignal): Promise<Census> {
  const { commit } = readMark(reader);
  const ids = reader.tuples<[number]>('SELECT id FROM source WHERE name IS NOT NULL ORDER BY listings DESC, id').all();
  const indexes = new Map(ids.map(([id], index) => [id, Math.min(index, mostSources - 1)]));
  const held = reader.tuples<[number | null]>('SELECT sum(listings) FROM source').get()?.[0] ?? 0;
  const tally: Tally = {
    kinds: new Map(),
    listings: new Float64Array(mostSources),
    observables: new Float64Array(mostSources),
    unique: new Float64Array(mostSources),
    overlaps: new Map(),
  };
  const rounds = Math.max(1, Math.ceil(held / window));
  const width = Math.ceil(shares / rounds);
  for (let first = 0; first < shares; first += width) {
    await countShares(reader, at, { first, count: Math.min(width, shares - first), indexes, tally, signal });
  }
  return report(tally, { at, commit, ids: ids.slice(0, mostSources - 1).map(([id]) => id) });
}

interface Round {
  readonly first: number;
  readonly count: number;
  readonly indexes: ReadonlyMap<number, number>;
  readonly tally: Tally;
  readonly signal: AbortSignal | undefined;
}

async function countShares(reader: Connection, at: number, round: Round): Promise<void> {
  const { first, count, indexes, tally, signal } = round;
  const low = first * shareWidth - 2 ** 47;
  const read = reader.tuples<[key: number, kind: number, source: number]>(
    `SELECT observable_key, kind, source FROM listing WHERE id > ? AND id <= ? AND ${inForce}
     AND observable_key >= ? AND observable_key < ?`,
  );
  const held = Array.from({ length: count }, () => new Numbers());
  for (const page of idPages(reader, null)) {
    const rows = read.all(page.after, page.last, ...inForceValues(at), low, low + count * shareWidth);
    for (const [key, kind, source] of rows) {
      const index = indexes.get(source);
      if (index === undefined) continue;
      const offset = key - low;
      const share = Math.floor(offset / shareWidth);
      held[share]?.push((offset - share * shareWidth) * keyStep + kind * kindStep + index);
    }
    await nextTurn();
    signal?.throwIfAborted();
  }
  for (const numbers of held) {
    countSorted(numbers.sorted(), tally);
    await nextTurn();
    signal?.throwIfAborted();
  }
}

/** Numbers of fingerprint, kind and source, sorted: those of one observable stand together. */
function countSorted(sorted: Float64Array, tally: Tally): void {
  const { kinds, listings } = tally;
  let sources: number[] = [];
  let current = -1;
  let last = -1;
  for (const number of sorted) {
    const observable = Math.floor(number / kindStep);
    const source = number - observable * kindStep;
    if (observable !== current) {
      countSources(sources, tally);
      sources = [];
      current = observable;
      const kind = observable % 16;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    if (number !== last) sources.push(source);
    last = number;
    listings[source] = (listings[source] ?? 0) + 1;
  }
  countSources(sources, tally);
}

/** The sources of one observable, each once, in order. */
function countSources(sources: readonly number[], { observables, unique, overlaps }: Tally): void {
  const [only] = sources;
  if (sources.length === 1 && only !== undefined) unique[only] = (unique[only] ?? 0) + 1;
  for (const [i, less] of sources.entries()) {
    observables[less] = (observables[less] ?? 0) + 1;
    for (let j = i + 1; j < sources.length; j += 1) {
      const pair = less * mostSources + (sources[j] ?? 0);
      overlaps.set(pair, (overlaps.get(pair) ?? 0) + 1);
    }
  }
}

function report(tally: Tally, { at, commit, ids }: { at: number; commit: number; ids: readonly number[] }): Census {
  const { kinds, listings, observables, unique, overlaps } = tally;
  const sources = ids.map((source, i) => ({
    source,
    listings: listings[i] ?? 0,
    observables: observables[i] ?? 0,
    unique: unique[i] ?? 0,
  }));
  const pairs = [...overlaps].flatMap(([pair, count]) => {
    const a = ids[Math.floor(pair / mostSources)];
    const b = ids[pair % mostSources];
    return a === undefined || b === undefined ? [] : [{ a, b, observables: count }];
  });
  const byKind = [...kinds].map(([code, count]): [Kind, number] => [kindOf(code), count]);
  return {
    at,
    commit,
    listings: listings.reduce((sum, count) => sum + count, 0),
    observables: Object.fromEntries(byKind),
    sources,
    overlaps: pairs.sort((x, y) => y.observables - x.observables),
  };
}

/** Numbers that grow in number, eight bytes each. */
class Numbers {
  #numbers = new Float64Array(256);
  #length = 0;

  push(number: number): void {
    if (this.#length === this.#numbers.length) {
      const wider = new Float64Array(this.#length * 2);
      wider.set(this.#numbers);
      this.#numbers = wider;
    }
    this.#numbers[this.#length] = number;
    this.#length += 1;
  }

  sorted(): Float64Array {
    return this.#numbers.subarray(0, this.#length).sort();
  }
}

/** The last count that was kept. */
export function readCensus(reader: Connection): Census | null {
  const row = reader.tuples<[string]>('SELECT body FROM census').get();
  return row === undefined ? null : (JSON.parse(row[0]) as Census);
}

export function keepCensus(connection: Connection, census: Census): void {
  const keep = connection.statement('INSERT OR REPLACE INTO census VALUES (1, ?, ?, ?)');
  keep.run(census.commit, census.at, JSON.stringify(census));
}
