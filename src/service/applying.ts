import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { failing } from '../base/failure.ts';
import { textOf } from '../config/text-file.ts';
import type { SourceChange } from '../config/whole-file.ts';
import { replaceFile } from '../host/atomic-file.ts';
import { tryLock, type FileLock } from '../host/file-lock.ts';
import { serviceConditions } from './conditions.ts';
import type { Service } from './service.ts';

const fail = failing(serviceConditions);

/** What a file of the whole configuration changes. */
export interface Plan {
  readonly sources: readonly SourceChange[];
  /** Files of their own that get another text, by their paths. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** What is asked of a service here. */
export type Applied = Pick<Service, 'sourcesRevision' | 'applySources'>;

/** What takes files back: what each said, and by its digest what it was to say; and where the sources stood. */
interface Undo {
  readonly revision: number;
  readonly files: readonly { readonly path: string; readonly before: string; readonly after: string }[];
}

/**
 * Does all of a plan or nothing of it: files, then the sources in one transaction. What takes the files back is written
 * down at `undo` (0600) first and removed in the end; where the process dies in between, `takeBackInterrupted` goes by it.
 * @throws Failure `gate/apply-running`, `host/data-unwritable`, `config/*`, `store/*`; nothing is changed then
 */
export async function carryOut(service: Applied, { sources, files }: Plan, undo: string): Promise<void> {
  const lock = lockFor(undo);
  if (lock === undefined) throw fail('gate/apply-running', 'another configuration is being applied at this moment');
  try {
    await takeBack(service, undo);
    const revision = await service.sourcesRevision();
    try {
      replaceTogether(undo, files, revision);
      if (sources.length > 0) await service.applySources(sources);
    } catch (error) {
      await takeBack(service, undo);
      throw error;
    }
    rmSync(undo, { force: true });
  } finally {
    lock.release();
  }
}

/**
 * Takes back the files that an apply has changed which did not live to its end, unless its sources followed; each file
 * that nobody has written since says again what it said. Answers those files: none where nothing was interrupted, or
 * somebody is at it.
 * @throws Failure `host/data-unwritable`, `store/*`; it can be tried again
 */
export async function takeBackInterrupted(service: Applied, undo: string): Promise<readonly string[]> {
  if (!existsSync(undo)) return [];
  const lock = lockFor(undo);
  if (lock === undefined) return [];
  try {
    return await takeBack(service, undo);
  } finally {
    lock.release();
  }
}

/** Root and the daemon's user both take it: it belongs to the owner of the directory. */
function lockFor(undo: string): FileLock | undefined {
  const file = `${undo}.lock`;
  if (!existsSync(file)) replaceFile(file, '');
  return tryLock(file);
}

function replaceTogether(undo: string, files: Plan['files'], revision: number): void {
  if (files.length === 0) return;
  const rows = files.map(({ path, text }) => ({ path, before: textOf(path), after: digest(text) }));
  replaceFile(undo, JSON.stringify({ revision, files: rows } satisfies Undo));
  for (const { path, text } of files) replaceFile(path, text);
}

async function takeBack(service: Applied, undo: string): Promise<readonly string[]> {
  const text = textOf(undo);
  if (text === '') return [];
  // Written whole by this program alone.
  const { revision, files } = JSON.parse(text) as Undo;
  // Where the sources have changed since, the transaction was made, and only the end of it was missing.
  const undone = (await service.sourcesRevision()) === revision ? files : [];
  const ours = undone.filter(({ path, after }) => digest(textOf(path)) === after);
  for (const { path, before } of ours) {
    // What says nothing was not there, or might as well not have been.
    if (before === '') rmSync(path, { force: true });
    else replaceFile(path, before);
  }
  rmSync(undo, { force: true });
  return ours.map(({ path }) => path);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
