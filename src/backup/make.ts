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
import { formatKeys, type SecretKey } from '../secrets/key.ts';
import { copyDatabase, readSchema } from '../store/database-file.ts';
import { fail } from './conditions.ts';
import { describeFile, sync } from './files.ts';
import { allKeys, keysNeeded, keysOf, requireKeys, type LookForKeys } from './keys.ts';
import { manifestName, type Manifest } from './manifest.ts';

export interface BackupOptions {
  readonly paths: DataPaths;
  /** A directory that is not there yet. */
  readonly target: string;
  readonly version: string;
  readonly clock: Clock;
  /** The keys of the secrets of sources, as they are when it is asked. */
  readonly keys: LookForKeys;
  /** Whether they go along. */
  readonly withKeys: boolean;
}

/**
 * Copies the database, the journal, and all settings of a data directory to a new one, each as it was at one moment,
 * beside a running daemon. It is there whole or not at all, and readable by its owner alone: files of settings have
 * secrets in clear. The key of those in the database stays behind, unless it is wanted.
 * @throws Failure `backup/target-exists`, `backup/key-missing`, `host/db-*`, `host/disk-*`
 */
export async function makeBackup({ target, ...parts }: BackupOptions): Promise<Manifest> {
  if (existsSync(target))
    throw fail('backup/target-exists', `writing a backup to ${target}: it exists`, { evidence: { path: target } });
  const draft = `${target}.partial`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  try {
    const manifest = await write(draft, parts);
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
  { paths, version, clock, keys, withKeys }: Omit<BackupOptions, 'target'>,
): Promise<Manifest> {
  // A rotation may begin or end meanwhile: the copy needs keys of before or of after.
  const before = withKeys ? keys() : [];
  const databases = [paths.database, paths.journal].filter((file) => existsSync(file));
  for (const file of databases) copyDatabase(file, join(draft, basename(file)));
  for (const name of settingsOf(paths)) {
    copyFileSync(join(paths.root, name), join(draft, name));
    chmodSync(join(draft, name), 0o600);
  }
  const needed = keysNeeded(draft, paths);
  if (withKeys) writeKeys(join(draft, basename(paths.secretKey)), needed, allKeys(keys(), before));
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
    keys: needed,
    withKeys,
  };
  writeFileSync(join(draft, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  sync(join(draft, manifestName));
  sync(draft);
  return manifest;
}

function writeKeys(file: string, needed: readonly string[], keys: readonly SecretKey[]): void {
  requireKeys(needed, keys, { doing: 'writing a backup with its key', file });
  if (keys.length > 0) writeFileSync(file, formatKeys(keys), { mode: 0o600 });
}

/** Files of settings, and the journal's key, by their endings: what a later version adds is copied too. Keys of secrets are left out wherever they lie. */
function settingsOf({ root, secretKey }: DataPaths): readonly string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^[\w-][\w.-]*\.(?:yaml|yml|key)$/.test(entry.name))
    .map(({ name }) => name)
    .filter((name) => name !== basename(secretKey) && keysOf(join(root, name)).length === 0);
}
