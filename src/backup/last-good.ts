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

/** The backups in a directory by what they say of themselves, the newest first. Whether they are whole is not looked at. */
export function backupsIn(directory: string): readonly FoundBackup[] {
  return namesIn(directory)
    .filter((name) => !name.endsWith('.partial'))
    .flatMap((name) => found(join(directory, name)))
    .toSorted((a, b) => Date.parse(b.manifest.madeAt) - Date.parse(a.manifest.madeAt));
}

/**
 * The newest backup in a directory that is whole; each is read from the newest on until one is.
 * @throws Failure `backup/none`
 */
export async function lastGoodBackup(directory: string): Promise<FoundBackup> {
  for (const backup of backupsIn(directory)) {
    const manifest = await checkBackup(backup.directory).catch(() => null);
    if (manifest !== null) return { ...backup, manifest };
  }
  throw fail('backup/none', `there is no good backup in ${directory}`, { evidence: { path: directory } });
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
