import { existsSync, readFileSync, rmSync } from 'node:fs';
import { Failure, failing } from '../base/failure.ts';
import type { SourceChange } from '../config/whole-file.ts';
import { replaceFile } from '../host/atomic-file.ts';
import { errorCode } from '../host/error-code.ts';
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
export type Applied = Pick<Service, 'listSources' | 'addSource' | 'editSource' | 'removeSource'>;

/**
 * Does all of a plan or, where that is interrupted, leaves it to `finishApplying`: it is written down at `pending` (0600)
 * first, secrets in clear, and removed when it is done. Files first, each whole; then the sources.
 * @throws Failure `gate/apply-running`, `host/data-unwritable`, `config/*`, `store/*`
 */
export async function carryOut(service: Applied, plan: Plan, pending: string): Promise<void> {
  const lock = lockFor(pending);
  if (lock === undefined) throw fail('gate/apply-running', 'another configuration is being applied at this moment');
  try {
    replaceFile(pending, JSON.stringify(plan));
    await carry(service, plan);
    rmSync(pending, { force: true });
  } finally {
    lock.release();
  }
}

/**
 * Does the rest of a plan that was interrupted; false where there is none, or somebody is at it.
 * @throws Failure as `carryOut`; the plan stays then.
 */
export async function finishApplying(service: Applied, pending: string): Promise<boolean> {
  if (read(pending) === null) return false;
  const lock = lockFor(pending);
  if (lock === undefined) return false;
  try {
    const plan = read(pending);
    if (plan === null) return false;
    await carry(service, plan);
    rmSync(pending, { force: true });
    return true;
  } finally {
    lock.release();
  }
}

/** Root and the daemon's user both take it: it belongs to the owner of the directory. */
function lockFor(pending: string): FileLock | undefined {
  const file = `${pending}.lock`;
  if (!existsSync(file)) replaceFile(file, '');
  return tryLock(file);
}

function read(pending: string): Plan | null {
  try {
    return JSON.parse(readFileSync(pending, 'utf8')) as Plan;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** What is done twice changes nothing more. */
async function carry(service: Applied, { sources, files }: Plan): Promise<void> {
  for (const { path, text } of files) replaceFile(path, text);
  const there = new Set((await service.listSources()).map(({ name }) => name));
  for (const change of sources) {
    const { kind, name } = change;
    if (kind === 'remove') {
      if (there.has(name)) await service.removeSource(name);
    } else if (kind === 'add' && !there.has(name)) await service.addSource(change.settings);
    else await edit(service, name, kind === 'add' ? change.settings : change.changes);
  }
}

/** A change of what is read begins anew: the file says how things shall be, not how far they have come. */
async function edit(service: Applied, name: string, changes: Parameters<Applied['editSource']>[1]): Promise<void> {
  try {
    await service.editSource(name, changes, null);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'config/cursor-reset-needed') throw error;
    await service.editSource(name, changes, true);
  }
}
