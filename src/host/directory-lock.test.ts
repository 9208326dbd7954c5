import { existsSync, statSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { acquireDirectoryLock, isDirectoryLocked, readRunning } from './directory-lock.ts';
import { tryLock } from './file-lock.ts';
import { dataPaths } from './paths.ts';

const clock = new ManualClock();

it('lets one daemon run on a directory, and names it to the next', () => {
  const paths = dataPaths(tempDirectory());
  const lock = acquireDirectoryLock(paths, clock);
  expect(() => acquireDirectoryLock(paths, clock)).toThrow(
    expect.objectContaining({
      code: 'gate/already-running',
      evidence: { path: paths.root, pid: process.pid, since: '2026-11-22T10:00:00.000Z' },
    }),
  );
  expect(() => acquireDirectoryLock(paths, clock), 'and a refused try does not drop it').toThrow();
  lock.release();
  expect(readRunning(paths)).toBeUndefined();
  acquireDirectoryLock(paths, clock).release();
});
it('takes a directory whose last daemon left its name behind', () => {
  const paths = dataPaths(tempDirectory());
  writeFileSync(paths.pid, '{"pid":1,"since":"2021-09-08T16:15:26.000Z"}');
  expect(readRunning(paths)).toEqual({ pid: 1, since: '2021-09-08T16:15:26.000Z' });
  const lock = acquireDirectoryLock(paths, clock);
  expect(readRunning(paths)?.pid).toBe(process.pid);
  lock.release();
});
it.each(['', '[]', '{"pid":"1","since":"x"}', '{"pid":1,"since":"\\u001b[31m"}'])(
  'does not believe a damaged pid file %j, and still refuses',
  (text) => {
    const paths = dataPaths(tempDirectory());
    const lock = acquireDirectoryLock(paths, clock);
    writeFileSync(paths.pid, text);
    expect(() => acquireDirectoryLock(paths, clock)).toThrow(/another process runs there/);
    lock.release();
  },
);
it('says when the directory cannot be locked at all', () => {
  const paths = dataPaths('/nonexistent/feedgate');
  expect(() => acquireDirectoryLock(paths, clock)).toThrow(expect.objectContaining({ code: 'host/data-unwritable' }));
});
it('keeps the lock file from the eyes of others', () => {
  const { lock } = dataPaths(tempDirectory());
  tryLock(lock)?.release();
  expect(statSync(lock).mode & 0o777).toBe(0o600);
});
it('can be asked for, without making or keeping anything', () => {
  const paths = dataPaths(tempDirectory());
  expect(isDirectoryLocked(paths)).toBe(false);
  expect(existsSync(paths.lock)).toBe(false);
  const lock = acquireDirectoryLock(paths, clock);
  expect(isDirectoryLocked(paths)).toBe(true);
  lock.release();
  expect(isDirectoryLocked(paths)).toBe(false);
  acquireDirectoryLock(paths, clock).release();
});
