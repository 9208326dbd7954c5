import { readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkBackup } from './check.ts';
import { sync } from './files.ts';
import { halfEnding, listBackups, madeAt } from './listed.ts';
import { makeBackup, type BackupOptions } from './make.ts';
import type { Manifest } from './manifest.ts';

const ofSchedule = /^scheduled-\d{4}-\d\d-\d\dT[\d-]+Z$/;
const halfOfSchedule = /^scheduled-\d{4}-\d\d-\d\dT[\d-]+Z(?:\.partial)+$/;

/** The name of a backup that the daemon makes at a time; names sort as their times do. */
export function scheduledName(now: number): string {
  return `scheduled-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`;
}

/** Whether the daemon made it, and may remove it. */
export function isScheduled(name: string): boolean {
  return ofSchedule.test(name);
}

/**
 * A backup as `makeBackup` makes it, which bears its name only once it has been read again. The key stays behind.
 * @throws Failure those of `makeBackup` and `checkBackup`
 */
export async function makeScheduled(options: Omit<BackupOptions, 'keys' | 'withKeys'>): Promise<Manifest> {
  const { target } = options;
  const unread = `${target}${halfEnding}`;
  try {
    await makeBackup({ ...options, target: unread, keys: () => [], withKeys: false });
    const manifest = await checkBackup(unread);
    renameSync(unread, target);
    sync(dirname(target));
    return manifest;
  } catch (error) {
    rmSync(unread, { recursive: true, force: true });
    throw error;
  }
}

/** Removes what scheduled backups that were broken off have left; backups that somebody makes by hand are not touched. */
export function removeHalves(directory: string): void {
  for (const name of readdirSync(directory).filter((each) => halfOfSchedule.test(each)))
    rmSync(join(directory, name), { recursive: true, force: true });
}

/**
 * Removes the scheduled backups that are older than the newest `keep` whole ones; how many it were. What was made after
 * `now`, by a clock that was wrong, neither counts nor goes.
 */
export function removeOld(directory: string, { keep, now }: { readonly keep: number; readonly now: number }): number {
  const made = listBackups(directory).filter(({ name }) => isScheduled(name));
  const oldest = made
    .filter((each) => each.failure === null && madeAt(each) <= now)
    .map(({ name }) => name)
    .toSorted()
    .at(-keep);
  const old = oldest === undefined ? [] : made.filter(({ name }) => name < oldest);
  for (const { directory: each } of old) {
    // Under a name that is no backup's: one that is half removed is not taken for one.
    const leaving = `${each}${halfEnding}`;
    renameSync(each, leaving);
    rmSync(leaving, { recursive: true, force: true });
  }
  return old.length;
}
