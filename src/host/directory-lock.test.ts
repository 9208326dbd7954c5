import { expect, it } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { acquireDirectoryLock, isDirectoryLocked, readRunning } from './directory-lock.ts';
import { dataPaths } from './paths.ts';

it('can be asked whether somebody runs on a directory, without making or keeping anything', () => {
  const paths = dataPaths(tempDirectory());
  expect(isDirectoryLocked(paths)).toBe(false);
  const lock = acquireDirectoryLock(paths, new ManualClock());
  expect(isDirectoryLocked(paths)).toBe(true);
  expect(readRunning(paths)).toEqual({ pid: process.pid, since: '2026-11-22T10:00:00.000Z' });
  lock.release();
  expect(isDirectoryLocked(paths)).toBe(false);
  expect(readRunning(paths)).toBeUndefined();
});
