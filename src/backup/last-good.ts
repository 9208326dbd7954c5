import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkBackup } from './check.ts';
import { fail } from './conditions.ts';
import { readManifest, type Manifest } from './manifest.ts';

/** A backup and where it lies. */
export interface FoundBackup {
  readonly directory: string;
  readonly manifest: Manifest;
}

/**
 * The newest backup in some directories that is whole; each is read from the newest on until one is.
 * @throws Failure `backup/none`
 */
export async function lastGoodBackup(directories: readonly string[]): Promise<FoundBackup> {
  const newest = directories
    .flatMap((directory) => namesIn(directory).map((name) => join(directory, name)))
    .filter((path) => !path.endsWith('.partial'))
    .flatMap((path) => found(path))
    .toSorted((a, b) => Date.parse(b.manifest.madeAt) - Date.parse(a.manifest.madeAt));
  for (const backup of newest) {
    const manifest = await checkBackup(backup.directory).catch(() => null);
    if (manifest !== null) return { ...backup, manifest };
  }
  const path = directories.join(', ');
  throw fail('backup/none', `there is no good backup in ${path}`, { evidence: { path } });
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function found(directory: string): readonly FoundBackup[] {
  try {
    return [{ directory, manifest: readManifest(directory) }];
  } catch {
    return [];
  }
}
