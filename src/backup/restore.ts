import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { tryLock } from '../host/file-lock.ts';
import type { DataPaths } from '../host/paths.ts';
import { checkBackup } from './check.ts';
import { fail } from './conditions.ts';
import { sync } from './files.ts';
import { allKeys, keysNeeded, keysOf, requireKeys, type LookForKeys } from './keys.ts';
import type { Manifest } from './manifest.ts';

export interface Restored {
  readonly manifest: Manifest;
  /** Where that what was there before lies now; `null` where there was nothing. */
  readonly replaced: string | null;
}

export interface RestoreOptions {
  readonly paths: DataPaths;
  readonly clock: Clock;
  /** The keys that there are already. */
  readonly keys: LookForKeys;
  /** Goes on without the keys that the secrets need; those have to be set anew then. Default false. */
  readonly withoutKeys?: boolean;
}

/**
 * Puts a backup back in place of what is there, which is kept under another name, the match index too: the next start
 * makes a new one. The backup is checked whole first, the keys that its secrets need too; and nothing runs on the data
 * directory meanwhile. A key that does not lie with the backup stays as it is.
 * @throws Failure `backup/in-use`, `backup/key-missing`, and those of `checkBackup`
 */
export async function restoreBackup(directory: string, options: RestoreOptions): Promise<Restored> {
  const { paths, clock } = options;
  const manifest = await checkBackup(directory);
  if (!options.withoutKeys) checkKeys(directory, options);
  mkdirSync(paths.root, { recursive: true, mode: 0o700 });
  const lock = tryLock(paths.lock);
  if (lock === undefined)
    throw fail('backup/in-use', `restoring ${directory}: a daemon runs on ${paths.root}`, {
      evidence: { path: paths.root },
    });
  try {
    const drafts = manifest.files.map(({ name }) => draftOf(directory, paths.root, name));
    sync(paths.root);
    const replaced = setAside(paths, manifest, clock.now());
    for (const { draft, file } of drafts) renameSync(draft, file);
    sync(paths.root);
    return { manifest, replaced };
  } finally {
    lock.release();
  }
}

function checkKeys(directory: string, { paths, keys }: RestoreOptions): void {
  const needed = keysNeeded(directory, paths);
  const there = [...keysOf(join(directory, basename(paths.secretKey))), ...allKeys(keys())];
  requireKeys(needed, there, { doing: `restoring ${directory}`, file: paths.secretKey });
}

/** Copied and on the disk before anything is set aside: a full disk leaves all as it was. */
function draftOf(directory: string, root: string, name: string): { readonly draft: string; readonly file: string } {
  const draft = join(root, `${name}.restored`);
  copyFileSync(join(directory, name), draft);
  sync(draft);
  return { draft, file: join(root, name) };
}

function setAside(paths: DataPaths, { files }: Manifest, now: number): string | null {
  const into = join(paths.root, `replaced-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`);
  const databases = [basename(paths.database), basename(paths.journal)];
  const names = new Set([
    ...files.map(({ name }) => name),
    ...databases.flatMap((name) => [name, `${name}-wal`, `${name}-shm`]),
    basename(paths.indexDirectory),
  ]);
  const there = readdirSync(paths.root).filter((name) => names.has(name));
  if (there.length === 0) return null;
  if (!existsSync(into)) mkdirSync(into, { mode: 0o700 });
  for (const name of there) renameSync(join(paths.root, name), join(into, name));
  return into;
}
