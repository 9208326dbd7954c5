import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Connection } from './connection.ts';
import { dropEmptyGenerations } from './generations.ts';
import { idPages } from './listing-pages.ts';
import type { WriteLock } from './write-lock.ts';

type Gone = readonly [id: number, source: number, asserted: number];

const goneBefore = '(expires_at < ? OR withdrawn_at < ?)';

/** Deletes what left force, reading through the listings once per `before` in steps that hold no lock. */
export class Expiry {
  readonly #reader: Connection;
  readonly #lock: WriteLock;
  /** Where the pass for `before` goes on. */
  #pass = { before: 0, after: 0 };

  constructor(reader: Connection, lock: WriteLock) {
    this.#reader = reader;
    this.#lock = lock;
  }

  /** Deletes up to `limit`; none means that the pass is through. */
  async expire(before: number, limit: number): Promise<ReadonlyMap<number, number>> {
    if (this.#pass.before !== before) this.#pass = { before, after: 0 };
    const gone = await this.#find(before, limit);
    if (gone.length > 0) {
      const removed = await this.#lock.transaction((connection) => remove(connection, gone, before));
      // Nothing above need wait for a timer or a socket: without this a long pass would hold the event loop.
      await nextTurn();
      return removed;
    }
    this.#pass = { before, after: 0 };
    await this.#lock.transaction((connection) => {
      connection.statement('DELETE FROM retraction WHERE seen_at < ?').run(before);
      dropEmptyGenerations(connection);
    });
    return new Map();
  }

  async #find(before: number, limit: number): Promise<readonly number[]> {
    const find = this.#reader.tuples<[number]>(
      `SELECT id FROM listing WHERE id > ? AND id <= ? AND ${goneBefore} ORDER BY id LIMIT ?`,
    );
    const found: number[] = [];
    for (const page of idPages(this.#reader, null, this.#pass.after)) {
      for (const [id] of find.all(page.after, page.last, before, before, limit - found.length)) found.push(id);
      if (found.length >= limit) {
        this.#pass = { before, after: found.at(-1) ?? page.last };
        return found;
      }
      this.#pass = { before, after: page.last };
      await nextTurn();
    }
    return found;
  }
}

/** Looks again before it deletes: a listing may have been heard of since it was found. */
function remove(connection: Connection, ids: readonly number[], before: number): ReadonlyMap<number, number> {
  const removeOne = connection.tuples<Gone>(
    `DELETE FROM listing WHERE id = ? AND ${goneBefore} RETURNING id, source, withdrawn_at IS NULL`,
  );
  const removed = new Map<number, number>();
  const asserted = new Map<number, number>();
  for (const id of ids) {
    const row = removeOne.get(id, before, before);
    if (row === undefined) continue;
    const [, source, counted] = row;
    removed.set(source, (removed.get(source) ?? 0) + 1);
    asserted.set(source, (asserted.get(source) ?? 0) + counted);
  }
  const subtract = connection.statement('UPDATE source SET listings = listings - ? WHERE id = ?');
  for (const [source, count] of asserted) subtract.run(count, source);
  return removed;
}
