import type { Observable } from '../observable/observable.ts';
import type { Connection } from '../store/connection.ts';
import type { JournalEntry } from './entry.ts';

/** What can be told to a source of what it lists: that a mail showed it, or that a verdict for it was wrong. */
export interface Sighting extends Observable {
  readonly type: 'seen' | 'false-positive';
  readonly source: string;
  /** When it was first so on its day, milliseconds since 1970. */
  readonly time: number;
}

export const sightingSchema = `
  CREATE TABLE IF NOT EXISTS sighting (
    source TEXT NOT NULL,
    type TEXT NOT NULL,
    day INTEGER NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    time INTEGER NOT NULL,
    settled INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (source, type, day, kind, value)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS sighting_open ON sighting (source, time) WHERE settled = 0;
`;

const dayMs = 86_400_000;

/**
 * What was seen, once a source, value and day (UTC) however many mails showed it; it waits until it is settled. The values
 * are those that the sources list, which no privacy hides.
 */
export class SightingQueue {
  readonly #database: Connection;

  constructor(database: Connection) {
    this.#database = database;
  }

  /** Within the caller's transaction. */
  add(type: Sighting['type'], { matches }: Pick<JournalEntry, 'matches'>, time: number): void {
    const insert = this.#database.statement(
      'INSERT OR IGNORE INTO sighting (source, type, day, kind, value, time) VALUES (?, ?, ?, ?, ?, ?)',
    );
    const day = Math.floor(time / dayMs);
    for (const { kind, value, sources } of matches) {
      for (const source of sources) insert.run(source, type, day, kind, value, time);
    }
  }

  /** What waits of a source, the oldest first. */
  waiting(source: string, types: readonly Sighting['type'][], limit: number): readonly Sighting[] {
    return this.#database
      .statement<Sighting>(
        `SELECT source, type, kind, value, time FROM sighting
         WHERE settled = 0 AND source = ? AND type IN (SELECT value FROM json_each(?)) ORDER BY time LIMIT ?`,
      )
      .all(source, JSON.stringify(types), limit)
      .map((row) => ({ ...row }));
  }

  /** It was told, or there is nobody to tell it to. */
  settle({ source, type, kind, value, time }: Sighting): void {
    this.#database
      .statement('UPDATE sighting SET settled = 1 WHERE source = ? AND type = ? AND day = ? AND kind = ? AND value = ?')
      .run(source, type, Math.floor(time / dayMs), kind, value);
  }

  /** What had not been told by then is not told any more. */
  settleBefore(time: number): void {
    this.#database.statement('UPDATE sighting SET settled = 1 WHERE settled = 0 AND time < ?').run(time);
  }

  forgetBefore(time: number): void {
    this.#database.statement('DELETE FROM sighting WHERE day < ?').run(Math.floor(time / dayMs));
  }
}
