import { readdirSync, readFileSync } from 'node:fs';
import { fail } from './conditions.ts';
import type { Connection } from './connection.ts';

export interface Migration {
  readonly number: number;
  readonly sql: string;
}

const folder = new URL('migrations/', import.meta.url);

/** The migrations of this version of Feedgate, `NNN-name.sql`, in order. */
export function migrations(): readonly Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{3}-.*\.sql$/.test(name))
    .sort()
    .map((name) => ({ number: Number(name.slice(0, 3)), sql: readFileSync(new URL(name, folder), 'utf8') }));
}

/** The number of the last migration that the database has seen. */
export function schemaVersion(connection: Connection): number {
  return connection.statement<{ user_version: number }>('PRAGMA user_version').get()?.user_version ?? 0;
}

/** @throws Failure `host/schema-skew` when a newer Feedgate has written the database. */
export function refuseNewer(found: number, known: readonly Migration[], file: string): void {
  const newest = known.at(-1)?.number ?? 0;
  if (found <= newest) return;
  throw fail('host/schema-skew', `opening ${file}: its schema is ${found}, this Feedgate knows up to ${newest}`, {
    evidence: { file, found, known: newest },
  });
}

/** Brings the schema one migration further. Call it in a transaction of its own until it answers false. */
export function migrateOnce(connection: Connection, known: readonly Migration[]): boolean {
  const version = schemaVersion(connection);
  const next = known.find((migration) => migration.number > version);
  if (next === undefined) return false;
  connection.exec(next.sql);
  connection.exec(`PRAGMA user_version = ${next.number}`);
  return true;
}
