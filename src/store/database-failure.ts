import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Code, Failure } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import { errorCode } from '../host/error-code.ts';
import { fail, type storeConditions } from './conditions.ts';

type StoreCode = keyof typeof storeConditions & Code;

/** Primary result codes of SQLite (the low byte; the upper bits tell variants apart). */
const bySqlite: ReadonlyMap<number, StoreCode> = new Map([
  [3, 'host/db-readonly'], // PERM
  [5, 'host/db-busy'], // BUSY
  [6, 'host/db-busy'], // LOCKED
  [8, 'host/db-readonly'], // READONLY
  [10, 'host/disk-io'], // IOERR
  [11, 'host/db-corrupt'], // CORRUPT
  [13, 'host/disk-full'], // FULL
  [14, 'host/db-readonly'], // CANTOPEN
  [26, 'host/db-corrupt'], // NOTADB
]);

const bySystem: ReadonlyMap<string, StoreCode> = new Map([
  ['EACCES', 'host/db-readonly'],
  ['EPERM', 'host/db-readonly'],
  ['EROFS', 'host/db-readonly'],
  ['ENOENT', 'host/db-readonly'],
  ['ENOTDIR', 'host/db-readonly'],
  ['ENOSPC', 'host/disk-full'],
  ['EDQUOT', 'host/disk-full'],
  ['EIO', 'host/disk-io'],
]);

/** Less free than this, and a disk error is taken for a full disk: SQLite reports some ENOSPC as I/O errors. */
const nearlyFull = 1024 * 1024;

/**
 * What the database or the file system threw, as a `Failure`; anything else (a wrong statement, a broken promise of
 * ours) is returned as it came and ends as `bug/unknown` further up.
 */
export function databaseFailure(error: unknown, attempted: string, file: string): unknown {
  const code = conditionOf(error, file);
  if (code === undefined || !(error instanceof Error)) return error;
  const evidence = { file, sqlite: sqliteCode(error) ?? null, answer: safeText(error.message) };
  return fail(code, `${attempted} ${file}: ${safeText(error.message)}`, { evidence, cause: error });
}

function conditionOf(error: unknown, file: string): StoreCode | undefined {
  const sqlite = sqliteCode(error);
  const code = sqlite === undefined ? bySystem.get(errorCode(error)) : bySqlite.get(sqlite % 256);
  return code === 'host/disk-io' && freeBytes(file) < nearlyFull ? 'host/disk-full' : code;
}

function sqliteCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : undefined;
}

function freeBytes(file: string): number {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    return bavail * bsize;
  } catch {
    return Infinity;
  }
}

/** Whether the connection that failed so has to be opened again: after a failed write or sync its state is unknown. */
export function spoilsConnection(failure: Failure): boolean {
  return failure.code === 'host/disk-io' || failure.code === 'host/disk-full' || failure.code === 'host/db-corrupt';
}
