import { chmodSync, closeSync, linkSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Failure } from '../base/failure.ts';
import { errorCode } from '../host/error-code.ts';
import { fail } from './conditions.ts';
import { Connection } from './connection.ts';
import { databaseFailure } from './database-failure.ts';
import { migrations, schemaVersion } from './migrate.ts';

/** `Fdgt`: in the header of every database of ours. */
export const applicationId = 0x46_64_67_74;
const magic = 'SQLite format 3\0';

/**
 * Makes sure that `file` is a database of ours that only its owner can read: creates it, whole or not at all, where
 * there is none.
 * @throws Failure `host/db-corrupt` (empty, or no database), `host/db-foreign`, `host/db-readonly`, `host/disk-*`
 */
export function prepareFile(file: string): void {
  try {
    if (statSync(file, { throwIfNoEntry: false }) === undefined) create(file);
    checkHeader(file);
    tighten(file);
  } catch (error) {
    throw databaseFailure(error, 'opening', file);
  }
}

/** Written beside and linked into place, so that an empty file is always a damaged one and two creators do not meet. */
function create(file: string): void {
  const draft = `${file}.new-${process.pid}`;
  try {
    rmSync(draft, { force: true });
    closeSync(openSync(draft, 'wx', 0o600));
    const database = new DatabaseSync(draft);
    database.exec(`PRAGMA application_id = ${applicationId}`);
    database.close();
    linkSync(draft, file);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function checkHeader(file: string): void {
  const header = Buffer.alloc(100);
  const descriptor = openSync(file, 'r');
  const length = readSync(descriptor, header, 0, header.length, 0);
  closeSync(descriptor);
  if (length < header.length || header.toString('latin1', 0, magic.length) !== magic) {
    const found = length === 0 ? 'the file is empty' : 'it is not a database';
    throw fail('host/db-corrupt', `opening ${file}: ${found}`, { evidence: { file, bytes: length } });
  }
  const id = header.readUInt32BE(68);
  if (id === applicationId) return;
  throw fail('host/db-foreign', `opening ${file}: it is a database of another program (application id ${id})`, {
    evidence: { file, applicationId: id },
  });
}

/** Secrets of sources are inside. Only the owner (or root) can change the mode; others are told by doctor. */
function tighten(file: string): void {
  const { mode } = statSync(file);
  if ((mode & 0o077) === 0) return;
  try {
    chmodSync(file, 0o600);
  } catch (error) {
    if (errorCode(error) !== 'EPERM') throw error;
  }
}

/**
 * The schema that the database has, and the newest that this Feedgate knows.
 * @throws Failure `host/db-*`, `host/disk-io` where it cannot be read.
 */
export function readSchema(file: string): { readonly found: number; readonly known: number } {
  let connection: Connection | undefined;
  try {
    checkHeader(file);
    connection = new Connection(file, 'reading');
    return { found: schemaVersion(connection), known: migrations().at(-1)?.number ?? 0 };
  } catch (error) {
    throw databaseFailure(error, 'checking', file);
  } finally {
    connection?.close();
  }
}

/**
 * Reads the whole database and checks its structure (PRAGMA quick_check): the problems found, at most 20, none when it
 * is sound. Blocks for about a second a gigabyte; safe beside running writers.
 * @throws Failure `host/db-foreign`, `host/db-readonly`, `host/disk-io` where it cannot be read at all.
 */
export function quickCheck(file: string): readonly string[] {
  let connection: Connection | undefined;
  try {
    checkHeader(file);
    connection = new Connection(file, 'reading');
    const rows = connection.statement<{ quick_check: string }>('PRAGMA quick_check(20)').all();
    return rows.map((row) => row.quick_check).filter((text) => text !== 'ok');
  } catch (error) {
    const failure = databaseFailure(error, 'checking', file);
    if (failure instanceof Failure && failure.code === 'host/db-corrupt') return [failure.message];
    throw failure;
  } finally {
    connection?.close();
  }
}

/**
 * Copies a database to a new file as it is at this moment, beside running writers, without the space that nothing
 * uses. Blocks for about a second a gigabyte.
 * @throws Failure `host/db-*`, `host/disk-*`
 */
export function copyDatabase(file: string, to: string): void {
  withDatabase(file, 'copying', (database) => {
    database.prepare('VACUUM INTO ?').run(to);
  });
  chmodSync(to, 0o600);
}

/**
 * Gives the space that nothing uses back to the disk. Nothing else may have the database open; needs as much free
 * space again while it lasts.
 * @throws Failure `host/db-*`, `host/disk-*`
 */
export function compactDatabase(file: string): void {
  withDatabase(file, 'compacting', (database) => {
    database.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
  });
}

function withDatabase(file: string, doing: string, work: (database: DatabaseSync) => void): void {
  let database: DatabaseSync | undefined;
  try {
    checkHeader(file);
    database = new DatabaseSync(file, { timeout: 5000 });
    work(database);
  } catch (error) {
    throw databaseFailure(error, doing, file);
  } finally {
    database?.close();
  }
}
