import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Clock } from '../base/clock.ts';
import { quote } from '../base/text.ts';
import { fail } from './conditions.ts';
import { errorCode } from './error-code.ts';
import { tryLock, type FileLock } from './file-lock.ts';
import type { DataPaths } from './paths.ts';

/** Who runs on a data directory, since when (RFC 3339, UTC). */
export interface Running {
  readonly pid: number;
  readonly since: string;
}

/**
 * Makes this process the one daemon of the data directory until `release` or its end, however it ends.
 * @throws Failure `gate/already-running` with evidence `pid` and `since`; `host/data-unwritable`.
 */
export function acquireDirectoryLock(paths: DataPaths, clock: Clock): FileLock {
  let lock: FileLock | undefined;
  try {
    lock = tryLock(paths.lock);
    if (lock !== undefined) writeFileSync(paths.pid, running(clock), { mode: 0o600 });
  } catch (error) {
    lock?.release();
    throw fail('host/data-unwritable', `locking data directory ${quote(paths.root)}: ${errorCode(error)}`, {
      evidence: { path: paths.root, error: errorCode(error) },
      cause: error,
    });
  }
  if (lock === undefined) throw alreadyRunning(paths);
  const held = lock;
  return {
    release() {
      rmSync(paths.pid, { force: true });
      held.release();
    },
  };
}

function running(clock: Clock): string {
  const record: Running = { pid: process.pid, since: new Date(clock.now()).toISOString() };
  return `${JSON.stringify(record)}\n`;
}

function alreadyRunning(paths: DataPaths): Error {
  const who = readRunning(paths);
  const by = who === undefined ? 'another process' : `process ${who.pid} since ${who.since}`;
  return fail('gate/already-running', `starting on data directory ${quote(paths.root)}: ${by} runs there`, {
    evidence: { path: paths.root, pid: who?.pid ?? null, since: who?.since ?? null },
  });
}

/**
 * Whether somebody runs on the data directory, as the kernel knows. It takes the lock for an instant where nobody has
 * it, so it is not for the process that may hold it itself; false where the lock was never made or cannot be opened.
 */
export function isDirectoryLocked(paths: DataPaths): boolean {
  if (!existsSync(paths.lock)) return false;
  try {
    const lock = tryLock(paths.lock);
    lock?.release();
    return lock === undefined;
  } catch {
    return false;
  }
}

/** Who said last that it runs here; it may have died without taking that back. */
export function readRunning(paths: DataPaths): Running | undefined {
  try {
    const record: unknown = JSON.parse(readFileSync(paths.pid, 'utf8'));
    return isRunning(record) ? { pid: record.pid, since: record.since } : undefined;
  } catch {
    return undefined;
  }
}

function isRunning(record: unknown): record is Running {
  if (typeof record !== 'object' || record === null || !('pid' in record) || !('since' in record)) return false;
  return (
    Number.isSafeInteger(record.pid) && typeof record.since === 'string' && !Number.isNaN(Date.parse(record.since))
  );
}
