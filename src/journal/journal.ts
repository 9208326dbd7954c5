import { closeSync, openSync } from 'node:fs';
import type { Observable } from '../observable/observable.ts';
import { Connection } from '../store/connection.ts';
import { applicationId } from '../store/database-file.ts';
import { databaseFailure } from '../store/database-failure.ts';
import type { StoreMark } from '../store/store.ts';
import { decodeEntry, encodeEntry, type JournalEntry } from './entry.ts';
import { liesIn, networkOver } from './network-words.ts';
import { LateMails, lateSchema } from './late-mails.ts';
import { SightingQueue, sightingSchema } from './sighting-queue.ts';
import { belowWord, factWord, withinWord, wordsOf } from './words.ts';
import { written, writtenEntry, type Privacy } from './privacy.ts';

/** What to look for; all of it has to fit. */
export interface JournalFilter {
  /** Milliseconds since 1970; `since` is included, `until` is not. */
  readonly since?: number;
  readonly until?: number;
  /** A sender or recipient. */
  readonly address?: string;
  /** A value that the mail showed, or that was listed. */
  readonly observable?: string;
  readonly source?: string;
  readonly action?: string;
  /** Only mails that showed something listed. */
  readonly matched?: boolean;
  /** Only mails that showed what was listed after they had come. */
  readonly late?: boolean;
  readonly limit: number;
}

/** What enforcing would have done to the mails of a time. */
export interface JournalSummary {
  readonly mails: number;
  readonly matched: number;
  /** Mails by what was done, and by what the rules wanted. */
  readonly done: Readonly<Record<string, number>>;
  readonly wanted: Readonly<Record<string, number>>;
}

/** How far the listings of a store have been looked for among the mails. */
export type Hunted = Pick<StoreMark, 'store' | 'nextListing'>;

const schema = `
  PRAGMA busy_timeout = 5000;
  PRAGMA application_id = ${applicationId};
  CREATE TABLE IF NOT EXISTS mail (
    id INTEGER PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    time INTEGER NOT NULL,
    action TEXT NOT NULL,
    wanted TEXT NOT NULL,
    matched INTEGER NOT NULL,
    false_positive TEXT,
    entry TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS mail_time ON mail (time);
  CREATE TABLE IF NOT EXISTS word (
    word TEXT NOT NULL,
    mail INTEGER NOT NULL REFERENCES mail ON DELETE CASCADE,
    PRIMARY KEY (word, mail)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS word_mail ON word (mail);
  ${lateSchema}
  ${sightingSchema}
  CREATE TABLE IF NOT EXISTS hunted (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    store INTEGER NOT NULL,
    next_listing INTEGER NOT NULL
  );
`;

/** Mails of a network that are looked at; of a wide one most may be of other addresses. */
const mostFromNetwork = 1000;

/** Verdicts, searchable. One process writes at a time; nothing of it lies on the way of a mail. */
export class Journal {
  readonly #database: Connection;
  readonly #privacy: Privacy;
  /** What of the mails can be told to those who listed what they showed. */
  readonly sightings: SightingQueue;
  /** What mails showed that was listed after they had come. */
  readonly late: LateMails;

  /** Opens the file, made where there is none; `:memory:` for none. @throws Failure `host/db-*`, `host/disk-*` */
  constructor(file: string, privacy: Privacy) {
    if (file !== ':memory:') create(file);
    this.#database = new Connection(file, 'writing');
    this.#privacy = privacy;
    this.#database.exec(schema);
    this.sightings = new SightingQueue(this.#database);
    this.late = new LateMails(this.#database);
  }

  /** Writes entries down in one transaction; one that is known already changes nothing. */
  add(entries: readonly JournalEntry[]): void {
    const mail = this.#database.statement<{ readonly id: number }>(
      `INSERT INTO mail (reference, time, action, wanted, matched, entry) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (reference) DO NOTHING RETURNING id`,
    );
    const word = this.#database.statement('INSERT OR IGNORE INTO word (word, mail) VALUES (?, ?)');
    this.#transaction(() => {
      for (const entry of entries) {
        const { reference, time, action, wanted, matches } = entry;
        const text = encodeEntry(writtenEntry(entry, this.#privacy));
        const row = mail.get(reference, time, action, wanted, matches.length, text);
        if (row === undefined) continue;
        for (const each of wordsOf(entry, this.#privacy)) word.run(each, row.id);
        this.sightings.add('seen', entry, time);
      }
    });
  }

  /** The newest first. */
  search(filter: JournalFilter): readonly JournalEntry[] {
    const { words, sql, values } = this.#where(filter);
    const joins = words.map((_, i) => `JOIN word w${i} ON w${i}.mail = mail.id AND w${i}.word = ?`).join(' ');
    const rows = this.#database
      .statement<{ readonly entry: string }>(
        `SELECT entry FROM mail ${joins} WHERE ${sql} ORDER BY time DESC, id DESC LIMIT ?`,
      )
      .all(...words, ...values, filter.limit);
    return rows.flatMap(({ entry }) => decodeEntry(entry) ?? []);
  }

  get(reference: string): JournalEntry | undefined {
    const row = this.#database
      .statement<{ readonly entry: string }>('SELECT entry FROM mail WHERE reference = ?')
      .get(reference);
    return row === undefined ? undefined : (decodeEntry(row.entry) ?? undefined);
  }

  /** Mails since an instant that showed a value, with `below` also those that showed a name below it; at most 100. */
  mailsThatShowed({ kind, value }: Observable, { since, below }: { readonly since: number; readonly below: boolean }) {
    const statement = this.#database.statement<{ readonly entry: string }>(
      `SELECT DISTINCT entry FROM word JOIN mail ON mail.id = word.mail
       WHERE word.word IN (?, ?) AND mail.time >= ? ORDER BY mail.time DESC LIMIT 100`,
    );
    if (kind === 'network') return this.#mailsFrom(value, since);
    const hidden = written(value, this.#privacy);
    const fact = factWord(kind, hidden);
    return statement
      .all(fact, below ? belowWord(hidden) : fact, since)
      .flatMap(({ entry }) => decodeEntry(entry) ?? []);
  }

  /** Where addresses are hidden, only the networks that they are written down under can be told. */
  #mailsFrom(network: string, since: number): readonly JournalEntry[] {
    const over = networkOver(network);
    const hidden = this.#privacy.kind !== 'clear';
    if (over === null || (hidden && over !== network)) return [];
    const statement = this.#database.statement<{ readonly entry: string }>(
      `SELECT entry FROM word JOIN mail ON mail.id = word.mail
       WHERE word.word = ? AND mail.time >= ? ORDER BY mail.time DESC LIMIT ${mostFromNetwork}`,
    );
    return statement
      .all(withinWord(written(over, this.#privacy)), since)
      .flatMap(({ entry }) => decodeEntry(entry) ?? [])
      .filter(({ facts }) => hidden || facts.some(({ kind, value }) => kind === 'ip' && liesIn(value, network)))
      .slice(0, 100);
  }

  /** How far new listings have been looked for; `null` before the first time. */
  get hunted(): Hunted | null {
    const row = this.#database.tuples<[number, number]>('SELECT store, next_listing FROM hunted').get();
    return row === undefined ? null : { store: row[0], nextListing: row[1] };
  }

  set hunted(to: Hunted) {
    this.#database
      .statement(`INSERT INTO hunted VALUES (1, ?, ?)
         ON CONFLICT DO UPDATE SET store = excluded.store, next_listing = excluded.next_listing`)
      .run(to.store, to.nextListing);
  }

  /** What came of the mails since an instant. */
  summary(since: number): JournalSummary {
    const rows = this.#database
      .statement<{
        readonly action: string;
        readonly wanted: string;
        readonly mails: number;
        readonly matched: number;
      }>(
        'SELECT action, wanted, count(*) AS mails, sum(matched > 0) AS matched FROM mail WHERE time >= ? GROUP BY action, wanted',
      )
      .all(since);
    const total = (of: (row: (typeof rows)[number]) => number): number => rows.reduce((sum, row) => sum + of(row), 0);
    const by = (key: 'action' | 'wanted'): Record<string, number> => {
      const counts: Record<string, number> = {};
      for (const row of rows) counts[row[key]] = (counts[row[key]] ?? 0) + row.mails;
      return counts;
    };
    return {
      mails: total(({ mails }) => mails),
      matched: total(({ matched }) => matched),
      done: by('action'),
      wanted: by('wanted'),
    };
  }

  /** How often each rule decided since an instant, by its name; `''` for mails that no rule named. */
  ruleHits(since: number): ReadonlyMap<string, number> {
    const rows = this.#database
      .statement<{ readonly rule: string; readonly mails: number }>(
        `SELECT coalesce(json_extract(entry, '$.rule'), '') AS rule, count(*) AS mails FROM mail
         WHERE time >= ? AND matched > 0 GROUP BY 1`,
      )
      .all(since);
    return new Map(rows.map(({ rule, mails }) => [rule, mails]));
  }

  /** How many mails each exemption has let pass a match of, and when last, by its id. */
  exemptionHits(): ReadonlyMap<string, { readonly mails: number; readonly last: number }> {
    const rows = this.#database
      .statement<{ readonly id: string; readonly mails: number; readonly last: number }>(
        `SELECT json_extract(one.value, '$.exemption') AS id, count(DISTINCT mail.id) AS mails, max(mail.time) AS last
         FROM mail, json_each(mail.entry, '$.matches') AS one
         WHERE matched > 0 AND json_extract(one.value, '$.exemption') IS NOT NULL GROUP BY 1`,
      )
      .all();
    return new Map(rows.map(({ id, mails, last }) => [id, { mails, last }]));
  }

  /** Every mail since an instant (with `matched` those alone that showed something listed), the newest first, a few at a time. */
  *mailsSince(since: number, { matched }: { readonly matched: boolean }): Generator<JournalEntry> {
    const page = this.#database.statement<{ readonly id: number; readonly entry: string }>(
      `SELECT id, entry FROM mail WHERE time >= ? ${matched ? 'AND matched > 0' : ''} AND id < ? ORDER BY id DESC LIMIT 500`,
    );
    for (let before = Number.MAX_SAFE_INTEGER; ;) {
      const rows = page.all(since, before);
      for (const { id, entry } of rows) {
        before = id;
        const decoded = decodeEntry(entry);
        if (decoded !== null) yield decoded;
      }
      if (rows.length === 0) return;
    }
  }

  /** Marks a verdict as wrong, at an instant; false where there is no such mail. */
  markFalsePositive(reference: string, reason: string, time: number): boolean {
    const entry = this.get(reference);
    if (entry === undefined) return false;
    this.#transaction(() => {
      this.#database.statement('UPDATE mail SET false_positive = ? WHERE reference = ?').run(reason, reference);
      this.sightings.add('false-positive', entry, time);
    });
    return true;
  }

  /** Why a verdict was marked as wrong; `null` where it was not. */
  falsePositive(reference: string): string | null {
    const row = this.#database
      .statement<{ readonly reason: string | null }>('SELECT false_positive AS reason FROM mail WHERE reference = ?')
      .get(reference);
    return row?.reason ?? null;
  }

  /** Forgets what is older, at most 10,000 mails at once, so that nobody waits long. How many were forgotten. */
  forgetBefore(time: number): number {
    this.sightings.forgetBefore(time);
    return this.#database
      .statement('DELETE FROM mail WHERE id IN (SELECT id FROM mail WHERE time < ? LIMIT 10000)')
      .run(time);
  }

  close(): void {
    this.#database.close();
  }

  #where({ since, until, action, address, observable, source, matched, late }: JournalFilter) {
    const hidden = (text: string | undefined): string[] => (text === undefined ? [] : [written(text, this.#privacy)]);
    const words = [
      ...hidden(address?.toLowerCase()).map((text) => `address ${text}`),
      ...(observable === undefined ? [] : [this.#observableWord(observable)]),
      ...(source === undefined ? [] : [`source ${source}`]),
    ];
    const conditions: [string, number | string][] = [];
    if (since !== undefined) conditions.push(['time >= ?', since]);
    if (until !== undefined) conditions.push(['time < ?', until]);
    if (action !== undefined) conditions.push(['action = ?', action]);
    return {
      words,
      sql: [
        'TRUE',
        ...conditions.map(([sql]) => sql),
        ...(matched === true ? ['matched > 0'] : []),
        ...(late === true ? ['EXISTS (SELECT 1 FROM late WHERE late.mail = mail.id)'] : []),
      ].join(' AND '),
      values: conditions.map(([, value]) => value),
    };
  }

  /** A listed value is written as it is, a shown one as privacy has it: whichever is known. */
  #observableWord(value: string): string {
    const listed = `value ${value}`;
    const known = this.#database.statement('SELECT 1 FROM word WHERE word = ? LIMIT 1').get(listed) !== undefined;
    return known ? listed : `value ${written(value, this.#privacy)}`;
  }

  #transaction(work: () => void): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#database.exec('COMMIT');
    } catch (error) {
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}

/** Readable by its owner alone from the first. */
function create(file: string): void {
  try {
    closeSync(openSync(file, 'a', 0o600));
  } catch (error) {
    throw databaseFailure(error, 'opening', file);
  }
}
