import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Connection } from './connection.ts';
import { Filter } from './filter.ts';

/** Listings of one generation: what a filter is sized for, and what new listings spread over in the indexes. */
export const generationSize = 2 ** 18;

/** The generation that a listing's id lies in. */
export function generationOf(id: number): number {
  return Math.floor(id / generationSize);
}

interface Counters {
  readonly next_listing: number;
  readonly closed: number;
}

const page = 5000;

/**
 * Which parts of the indexes may hold an indicator. A new one would have to be looked for in every generation; a filter
 * for each, kept in memory (512 KiB), says of nearly all of them, and of nearly all new indicators, that it need not.
 */
export class Generations {
  readonly #filters = new Map<number, Filter>();
  /** Listings below this id are in the filters. */
  #caughtUp = 1;

  /** Takes over what this and other processes have stored, and stores the filters of full generations. Call it first in a transaction. */
  async refresh(connection: Connection): Promise<void> {
    const { next_listing: next, closed } = readCounters(connection);
    this.#load(connection, closed);
    this.#caughtUp = Math.max(this.#caughtUp, closed * generationSize);
    await this.#catchUp(connection, next);
    const current = generationOf(next);
    if (current === closed) return;
    const store = connection.statement('INSERT INTO generation VALUES (?, ?)');
    for (let number = closed; number < current; number += 1) store.run(number, this.#filter(number).bytes());
    connection.statement('UPDATE meta SET closed = ?').run(current);
  }

  /** A listing was added in this transaction. */
  note(generation: number, key: number): void {
    this.#filter(generation).add(key);
  }

  /** All listings below `next` were noted and are committed. */
  committed(next: number): void {
    this.#caughtUp = next;
  }

  /** The generations that may hold the key: certainly all that do. */
  holding(key: number): readonly number[] {
    let found: number[] | undefined;
    for (const [number, filter] of this.#filters) {
      if (filter.mayHold(key)) (found ??= []).push(number);
    }
    return found ?? nowhere;
  }

  #filter(number: number): Filter {
    const known = this.#filters.get(number);
    if (known !== undefined) return known;
    const filter = new Filter();
    this.#filters.set(number, filter);
    return filter;
  }

  /** Closed generations: those emptied since are forgotten, those closed by another process read. */
  #load(connection: Connection, closed: number): void {
    const stored = connection.statement<{ number: number }>('SELECT number FROM generation').all();
    const numbers = new Set(stored.map((row) => row.number));
    for (const number of this.#filters.keys()) {
      if (number < closed && !numbers.has(number)) this.#filters.delete(number);
    }
    const read = connection.statement<{ filter: Uint8Array }>('SELECT filter FROM generation WHERE number = ?');
    for (const number of numbers) {
      const whole = this.#filters.has(number) && this.#caughtUp >= (number + 1) * generationSize;
      if (!whole) this.#filters.set(number, new Filter(read.get(number)?.filter));
    }
  }

  async #catchUp(connection: Connection, next: number): Promise<void> {
    const keys = connection.tuples<[id: number, key: number]>(
      `SELECT id, indicator_key FROM listing WHERE id >= ? AND id < ? ORDER BY id LIMIT ${page}`,
    );
    for (let rows = keys.all(this.#caughtUp, next); rows.length > 0; rows = keys.all(this.#caughtUp, next)) {
      for (const [id, key] of rows) this.note(generationOf(id), key);
      this.#caughtUp = (rows.at(-1)?.[0] ?? next) + 1;
      await nextTurn();
    }
    this.#caughtUp = next;
  }
}

const nowhere: readonly number[] = [];

function readCounters(connection: Connection): Counters {
  const row = connection.statement<Counters>('SELECT next_listing, closed FROM meta').get();
  return row ?? { next_listing: 1, closed: 0 };
}

/** All generations that listings may lie in. */
export function allGenerations(connection: Connection): readonly number[] {
  const { next_listing, closed } = readCounters(connection);
  const numbers = connection
    .statement<{ number: number }>('SELECT number FROM generation')
    .all()
    .map((row) => row.number);
  for (let number = closed; number <= generationOf(next_listing); number += 1) numbers.push(number);
  return numbers;
}

/** Forgets closed generations that have no listing left. */
export function dropEmptyGenerations(connection: Connection): void {
  connection
    .statement('DELETE FROM generation WHERE NOT EXISTS (SELECT 1 FROM listing WHERE generation = number)')
    .run();
}
