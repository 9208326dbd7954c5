import type { Clock } from '../base/clock.ts';
import { Failure } from '../base/failure.ts';
import { fail } from './conditions.ts';
import { Connection } from './connection.ts';
import { spoilsConnection } from './database-failure.ts';

export interface WriteLockOptions {
  readonly file: string;
  readonly clock: Clock;
  /** How long to wait for another process's transaction, milliseconds. */
  readonly patience: number;
}

/**
 * The one writing connection of this process. Transactions of this process follow each other in the order asked for,
 * also where one of them waits in its middle; those of other processes are waited for without blocking the event loop.
 */
export class WriteLock {
  readonly #options: WriteLockOptions;
  #connection: Connection | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: WriteLockOptions) {
    this.#options = options;
  }

  /**
   * Runs `work` in one transaction (BEGIN IMMEDIATE): all of it is durable when this returns, none of it when it throws.
   * @throws Failure `host/db-busy` when the lock does not come within the patience, else what `work` or the disk throws.
   */
  transaction<T>(work: (connection: Connection) => T | Promise<T>): Promise<T> {
    const mine = this.#turn.then(() => this.#run(work));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  /** Waits for the transactions asked for so far. */
  async close(): Promise<void> {
    await this.#turn;
    this.#connection?.close();
  }

  async #run<T>(work: (connection: Connection) => T | Promise<T>): Promise<T> {
    const connection = await this.#begin();
    try {
      const result = await work(connection);
      connection.exec('COMMIT');
      return result;
    } catch (error) {
      this.#abandon(connection, error);
      throw error;
    }
  }

  async #begin(): Promise<Connection> {
    const { clock, patience, file } = this.#options;
    const began = clock.monotonic();
    const waited = (): number => Math.round(clock.monotonic() - began);
    for (let pause = 2; ; pause = Math.min(pause * 2, 50)) {
      try {
        this.#connection ??= new Connection(file, 'writing');
        this.#connection.exec('BEGIN IMMEDIATE');
        return this.#connection;
      } catch (error) {
        if (!(error instanceof Failure) || error.code !== 'host/db-busy') throw error;
        const waitedMs = waited();
        if (waitedMs >= patience) {
          const message = `writing to ${file}: another process held the lock for ${waitedMs} ms`;
          throw fail('host/db-busy', message, { evidence: { file, waitedMs }, cause: error });
        }
      }
      await clock.sleep(Math.min(pause, Math.max(1, patience - waited())));
    }
  }

  /** Rolls back. Where a disk error leaves the connection's state unknown, the next use opens a new one: a failed fsync is never repeated in place. */
  #abandon(connection: Connection, error: unknown): void {
    try {
      if (connection.inTransaction) connection.exec('ROLLBACK');
    } catch {
      // The first error is the one to tell.
    }
    if (error instanceof Failure && !spoilsConnection(error)) return;
    connection.close();
    this.#connection = undefined;
  }
}
