import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kind } from '../observable/observable.ts';
import { kindOf } from './codes.ts';
import type { Connection } from './connection.ts';
import { idPages } from './listing-pages.ts';
import { inForce, inForceValues } from './listing-row.ts';
import type { StoreStats } from './store.ts';

/** Fingerprints compared at a time: 32 MB. */
const window = 4_000_000;

/**
 * Counts by reading every listing once for each four million in force; commits during the count may be seen in part.
 * Distinct observables are told apart by fingerprint: at 10 million, a fifth of a pair would be counted as one.
 */
export async function countStats(reader: Connection, at: number): Promise<StoreStats> {
  const sources = reader.tuples<[number]>('SELECT count(*) FROM source WHERE name IS NOT NULL').get()?.[0] ?? 0;
  const listings = await countInForce(reader, at);
  const observables = await countDistinct(reader, at, Math.max(1, Math.ceil(listings / window)));
  return { sources, observables, listings, bytes: fileBytes(reader) };
}

async function countInForce(reader: Connection, at: number): Promise<number> {
  const count = reader.tuples<[number]>(`SELECT count(*) FROM listing WHERE id > ? AND id <= ? AND ${inForce}`);
  let total = 0;
  for (const page of idPages(reader, null)) {
    total += count.get(page.after, page.last, ...inForceValues(at))?.[0] ?? 0;
    await nextTurn();
  }
  return total;
}

/** In `rounds` passes, each over its share of the fingerprints, so that memory stays bounded. */
async function countDistinct(reader: Connection, at: number, rounds: number): Promise<Partial<Record<Kind, number>>> {
  const counts = new Map<number, number>();
  const read = reader.tuples<[key: number, kind: number]>(
    `SELECT observable_key, kind FROM listing WHERE id > ? AND id <= ? AND ${inForce}
     AND observable_key >= ? AND observable_key < ?`,
  );
  const width = Math.ceil(2 ** 48 / rounds);
  for (let low = -(2 ** 47); low < 2 ** 47; low += width) {
    const shares = new Shares(low, width);
    for (const page of idPages(reader, null)) {
      for (const [key, kind] of read.all(page.after, page.last, ...inForceValues(at), low, low + width)) {
        shares.add(key, kind);
      }
      await nextTurn();
    }
    await shares.count(counts);
  }
  return Object.fromEntries([...counts].map(([code, n]) => [kindOf(code), n]));
}

/** Fingerprints in shares small enough to be sorted without holding the event loop. */
class Shares {
  readonly #low: number;
  readonly #width: number;
  /** By share, then by kind. */
  readonly #keys = Array.from({ length: 64 }, () => new Map<number, number[]>());

  constructor(low: number, width: number) {
    this.#low = low;
    this.#width = width;
  }

  add(key: number, kind: number): void {
    const share = this.#keys[Math.floor(((key - this.#low) / this.#width) * this.#keys.length)];
    const known = share?.get(kind);
    if (known === undefined) share?.set(kind, [key]);
    else known.push(key);
  }

  /** Adds the distinct ones to the counts by kind. */
  async count(counts: Map<number, number>): Promise<void> {
    for (const share of this.#keys) {
      for (const [kind, keys] of share) counts.set(kind, (counts.get(kind) ?? 0) + distinct(keys));
      await nextTurn();
    }
  }
}

function distinct(keys: readonly number[]): number {
  const sorted = Float64Array.from(keys).sort();
  let count = 0;
  for (let i = 0; i < sorted.length; i += 1) if (sorted[i] !== sorted[i - 1]) count += 1;
  return count;
}

function fileBytes(reader: Connection): number {
  const pages = reader.statement<{ page_count: number }>('PRAGMA page_count').get()?.page_count ?? 0;
  const size = reader.statement<{ page_size: number }>('PRAGMA page_size').get()?.page_size ?? 0;
  return pages * size;
}
