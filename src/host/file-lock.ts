import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { errorCode } from './error-code.ts';

/** A lock that ends with `release` or with the process, whichever comes first. */
export interface FileLock {
  release(): void;
}

/** Keeps what is locked from the garbage collector, which would close it and so drop the lock. */
const held = new Set<DatabaseSync>();

/**
 * Takes the file's lock, or answers `undefined` when another process (or another caller in this one) has it.
 *
 * The lock is the kernel's: Node has no `flock`, but SQLite takes an `fcntl` lock, which `kill -9` releases too, and
 * which holds between containers that share a directory, where process ids say nothing. Nobody else may open the
 * file: closing any descriptor of it would drop the lock of this process. Not for network file systems.
 * @throws the error of the file system when the file cannot be made or opened.
 */
export function tryLock(path: string): FileLock | undefined {
  createPrivately(path);
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
  held.add(database);
  return {
    release() {
      if (held.delete(database)) database.close();
    },
  };
}

function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

/** SQLITE_BUSY is 5; the upper bits tell variants apart. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && error.errcode % 256 === 5;
}
