import type { Observable } from '../observable/observable.ts';
import type { Connection } from '../store/connection.ts';
import type { JournalEntry } from './entry.ts';

/** A mail that had come before what it shows was listed. */
export interface Late {
  readonly entry: JournalEntry;
  readonly listed: Observable;
  readonly source: string;
}

/** Mails that had come before what they show was listed by one source. */
export interface LateCount extends Observable {
  readonly source: string;
  readonly mails: number;
  /** When the first was found, milliseconds since 1970. */
  readonly since: number;
  /** One of the mails, which showed the observable. */
  readonly reference: string;
}

export const lateSchema = `
  CREATE TABLE IF NOT EXISTS late (
    mail INTEGER NOT NULL REFERENCES mail ON DELETE CASCADE,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    source TEXT NOT NULL,
    time INTEGER NOT NULL,
    PRIMARY KEY (mail, kind, value)
  ) WITHOUT ROWID;
`;

/** What mails showed that was listed after they had come, as it was found. */
export class LateMails {
  readonly #database: Connection;

  constructor(database: Connection) {
    this.#database = database;
  }

  /** Writes down that a mail showed what is listed by now; false where that is known. */
  mark({ entry, listed, source }: Late, time: number): boolean {
    const statement = this.#database.statement(
      'INSERT OR IGNORE INTO late (mail, kind, value, source, time) SELECT id, ?, ?, ?, ? FROM mail WHERE reference = ?',
    );
    return statement.run(listed.kind, listed.value, source, time, entry.reference) > 0;
  }

  /** What a mail showed that was listed after it had come, and since when that is known. */
  of(reference: string): readonly (Observable & { readonly source: string; readonly time: number })[] {
    return this.#database
      .statement<Observable & { readonly source: string; readonly time: number }>(
        'SELECT kind, value, source, late.time AS time FROM late JOIN mail ON mail.id = late.mail WHERE reference = ?',
      )
      .all(reference)
      .map((row) => ({ ...row }));
  }

  /** What was found late since an instant, by the source that lists it: how many mails, and one of them. */
  since(time: number): readonly LateCount[] {
    return this.#database
      .statement<LateCount>(
        `SELECT source, count(DISTINCT mail) AS mails, min(late.time) AS since, reference, kind, value
         FROM late JOIN mail ON mail.id = late.mail WHERE late.time >= ? GROUP BY source LIMIT 1000`,
      )
      .all(time)
      .map((row) => ({ ...row }));
  }
}
