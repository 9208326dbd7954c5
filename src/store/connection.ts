import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { databaseFailure } from './database-failure.ts';

/** A prepared statement. Each method throws the `Failure` that the database's answer stands for. */
export interface Statement<Row> {
  /** How many rows it changed. */
  run(...values: SQLInputValue[]): number;
  get(...values: SQLInputValue[]): Row | undefined;
  all(...values: SQLInputValue[]): Row[];
}

/** How long a reader waits for the rare exclusive locks of WAL mode (recovery, the last checkpoint), milliseconds. */
const readerPatience = 5000;

const shared = `
  PRAGMA foreign_keys = ON;
  PRAGMA cell_size_check = ON;
  PRAGMA trusted_schema = OFF;
`;

/** Writing waits for its lock by itself (write-lock.ts), so that the event loop is never blocked by another process. */
const forWriting = `
  PRAGMA busy_timeout = 0;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA cache_size = -24576;
  PRAGMA wal_autocheckpoint = 4096;
  PRAGMA journal_size_limit = 67108864;
`;

const forReading = `PRAGMA busy_timeout = ${readerPatience}; PRAGMA query_only = ON; PRAGMA cache_size = -24576;`;

/** One connection to the database file. Every statement of the store goes through here and fails in one way. */
export class Connection {
  readonly #file: string;
  readonly #attempt: string;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, Statement<unknown>>();

  /** The file has to exist. @throws Failure `host/db-*`, `host/disk-*` */
  constructor(file: string, purpose: 'reading' | 'writing') {
    this.#file = file;
    this.#attempt = purpose === 'reading' ? 'reading' : 'writing to';
    this.#database = this.#guard(() => new DatabaseSync(file));
    try {
      this.exec(shared + (purpose === 'reading' ? forReading : forWriting));
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  exec(sql: string): void {
    this.#guard(() => {
      this.#database.exec(sql);
    });
  }

  /** Prepares once and keeps. Rows come as objects by column name. */
  statement<Row>(sql: string): Statement<Row> {
    return this.#keep<Row>(sql, false);
  }

  /** As `statement`, with rows as arrays in column order, which is quicker. */
  tuples<Row extends readonly unknown[]>(sql: string): Statement<Row> {
    return this.#keep<Row>(sql, true);
  }

  /** Runs `read` in one read transaction: all its statements see the same commit. It must not wait for anything. */
  snapshot<T>(read: () => T): T {
    this.exec('BEGIN');
    try {
      return read();
    } finally {
      if (this.inTransaction) this.exec('COMMIT');
    }
  }

  get inTransaction(): boolean {
    return this.#database.isTransaction;
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  #keep<Row>(sql: string, asArrays: boolean): Statement<Row> {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known as Statement<Row>;
    const prepared = this.#guard(() => this.#database.prepare(sql));
    if (asArrays) prepared.setReturnArrays(true);
    const statement = this.#wrap<Row>(prepared);
    this.#statements.set(sql, statement);
    return statement;
  }

  #wrap<Row>(prepared: StatementSync): Statement<Row> {
    return {
      run: (...values) => this.#guard(() => Number(prepared.run(...values).changes)),
      get: (...values) => this.#guard(() => prepared.get(...values)) as Row | undefined,
      all: (...values) => this.#guard(() => prepared.all(...values)) as Row[],
    };
  }

  #guard<T>(step: () => T): T {
    try {
      return step();
    } catch (error) {
      throw databaseFailure(error, this.#attempt, this.#file);
    }
  }
}
