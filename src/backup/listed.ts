import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../base/failure.ts';
import { errorCode } from '../host/error-code.ts';
import { fail } from './conditions.ts';
import { readManifest, type Manifest } from './manifest.ts';

/** What is being written, or removed, ends so: never a backup. */
export const halfEnding = '.partial';

/** A directory among backups, and what it says of itself. */
export interface ListedBackup {
  readonly directory: string;
  readonly name: string;
  /** `null` where it cannot be read. */
  readonly manifest: Manifest | null;
  /** Why it is none to be put back: its list cannot be read, or a file is not there in its length; `null` where it looks whole. */
  readonly failure: Failure | null;
}

/**
 * The directories among backups, the newest first, those that cannot be read last; none where there is no such place.
 * Lengths are looked at, contents are not (`checkBackup`).
 */
export function listBackups(directory: string): readonly ListedBackup[] {
  return directoriesIn(directory)
    .map((name) => look(join(directory, name), name))
    .toSorted((a, b) => madeAt(b) - madeAt(a) || (a.name < b.name ? 1 : -1));
}

/** Milliseconds since 1970; 0 for what does not say so. */
export function madeAt({ manifest }: ListedBackup): number {
  const time = manifest === null ? NaN : Date.parse(manifest.madeAt);
  return Number.isNaN(time) ? 0 : time;
}

/** The newest that looks whole and was not made after `now`: a clock that was wrong once does not put the next one off. */
export function newestGood(listed: readonly ListedBackup[], now: number): ListedBackup | null {
  return listed.find((each) => each.failure === null && madeAt(each) <= now) ?? null;
}

function directoriesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.endsWith(halfEnding))
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

function look(directory: string, name: string): ListedBackup {
  let manifest: Manifest | null = null;
  try {
    manifest = readManifest(directory);
    for (const file of manifest.files) checkLength(join(directory, file.name), file.bytes);
    return { directory, name, manifest, failure: null };
  } catch (error) {
    if (error instanceof Failure) return { directory, name, manifest, failure: error };
    throw error;
  }
}

function checkLength(path: string, bytes: number): void {
  let found: number | string;
  try {
    found = statSync(path).size;
  } catch (error) {
    found = errorCode(error);
  }
  if (found === bytes) return;
  const why = typeof found === 'string' ? found : `it has ${found} bytes and had ${bytes}`;
  throw fail('backup/damaged', `looking at backup ${path}: ${why}`, { evidence: { path, problem: why } });
}
