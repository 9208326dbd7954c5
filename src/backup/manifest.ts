import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../host/error-code.ts';
import { fail } from './conditions.ts';

/** One file of a backup. */
export interface BackedUpFile {
  /** Without a directory. */
  readonly name: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** What a backup says of itself. */
export interface Manifest {
  /** Of this layout. */
  readonly format: 1;
  /** Of the Feedgate that made it. */
  readonly version: string;
  /** RFC 3339, UTC. */
  readonly madeAt: string;
  /** Number of the last migration of its database. */
  readonly schema: number;
  readonly files: readonly BackedUpFile[];
  /** Ids of the keys that the secrets in its database need; absent in backups made before there were any. */
  readonly keys?: readonly string[];
  /** Whether those keys lie with it. */
  readonly withKeys?: boolean;
}

export const manifestName = 'backup.json';

/** @throws Failure `backup/not-a-backup`, `backup/newer` */
export function readManifest(directory: string): Manifest {
  const evidence = { path: directory };
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(join(directory, manifestName), 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'its list of files cannot be read' : errorCode(error);
    throw fail('backup/not-a-backup', `reading backup ${directory}: ${why}`, { evidence, cause: error });
  }
  if (hasFormat(manifest) && manifest.format > 1)
    throw fail('backup/newer', `reading backup ${directory}: its format is ${manifest.format}`, { evidence });
  if (isManifest(manifest)) return manifest;
  throw fail('backup/not-a-backup', `reading backup ${directory}: its list of files is of another making`, {
    evidence,
  });
}

function hasFormat(value: unknown): value is { readonly format: number } {
  return typeof value === 'object' && value !== null && 'format' in value && typeof value.format === 'number';
}

function isManifest(value: unknown): value is Manifest {
  if (!hasFormat(value)) return false;
  const { format, version, madeAt, schema, files, keys, withKeys } = value as Partial<Manifest>;
  return (
    format === 1 &&
    typeof version === 'string' &&
    typeof madeAt === 'string' &&
    typeof schema === 'number' &&
    Array.isArray(files) &&
    files.every(isFile) &&
    (keys === undefined || (Array.isArray(keys) && keys.every((id) => /^[0-9a-f]{16}$/.test(String(id))))) &&
    (withKeys === undefined || typeof withKeys === 'boolean')
  );
}

/** A name with a directory in it would be put back somewhere else. */
function isFile(value: unknown): value is BackedUpFile {
  if (typeof value !== 'object' || value === null) return false;
  const { name, bytes, sha256 } = value as Partial<BackedUpFile>;
  return (
    typeof name === 'string' &&
    /^[\w-][\w.-]{0,100}$/.test(name) &&
    typeof bytes === 'number' &&
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256)
  );
}
