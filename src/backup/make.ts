import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import type { DataPaths } from '../host/paths.ts';
import { copyDatabase, readSchema } from '../store/database-file.ts';
import { fail } from './conditions.ts';
import { describeFile, sync } from './files.ts';
import { manifestName, type Manifest } from './manifest.ts';

export interface BackupOptions {
  readonly paths: DataPaths;
  /** A directory that is not there yet. */
  readonly target: string;
  readonly version: string;
  readonly clock: Clock;
}

/**
 * Copies the database, the journal, and all settings and keys of a data directory to a new one, each as it was at one
 * moment, beside a running daemon. It is there whole or not at all. Secrets are inside: it is readable by its owner alone.
 * @throws Failure `backup/target-exists`, `host/db-*`, `host/disk-*`
 */
export async function makeBackup({ paths, target, version, clock }: BackupOptions): Promise<Manifest> {
  if (existsSync(target))
    throw fail('backup/target-exists', `writing a backup to ${target}: it exists`, { evidence: { path: target } });
  const draft = `${target}.partial`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  try {
    const manifest = await write(draft, { paths, version, clock });
    renameSync(draft, target);
    sync(dirname(target));
    return manifest;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}

async function write(
  draft: string,
  { paths, version, clock }: Pick<BackupOptions, 'paths' | 'version' | 'clock'>,
): Promise<Manifest> {
  const databases = [paths.database, paths.journal].filter((file) => existsSync(file));
  for (const file of databases) copyDatabase(file, join(draft, basename(file)));
  for (const name of settingsOf(paths)) {
    copyFileSync(join(paths.root, name), join(draft, name));
    chmodSync(join(draft, name), 0o600);
  }
  const files = [];
  for (const name of readdirSync(draft).sort()) {
    sync(join(draft, name));
    files.push(await describeFile(join(draft, name)));
  }
  const manifest: Manifest = {
    format: 1,
    version,
    madeAt: new Date(clock.now()).toISOString(),
    schema: existsSync(paths.database) ? readSchema(paths.database).found : 0,
    files,
  };
  writeFileSync(join(draft, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  sync(join(draft, manifestName));
  sync(draft);
  return manifest;
}

/** Files of settings and keys, by their endings: what a later version adds is copied too. */
function settingsOf({ root }: DataPaths): readonly string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^[\w-][\w.-]*\.(?:yaml|yml|key)$/.test(entry.name))
    .map(({ name }) => name);
}
