import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DataPaths } from '../host/paths.ts';
import { keyIdsIn, keyIdsInYaml } from '../secrets/envelope.ts';
import { parseKeys, type SecretKey } from '../secrets/key.ts';
import type { FoundKeys } from '../secrets/key-ring.ts';
import { readStoredSettings } from '../store/stored-settings.ts';
import { fail } from './conditions.ts';

/** The keys of an installation as they are now. @throws Failure `config/file-bad` */
export type LookForKeys = () => readonly FoundKeys[];

/** The ids of the keys that the secrets in a copy of a data directory need: those of sources, and those of proxies. */
export function keysNeeded(directory: string, paths: Pick<DataPaths, 'database' | 'proxies'>): readonly string[] {
  const database = join(directory, basename(paths.database));
  const proxies = join(directory, basename(paths.proxies));
  const ofSources = existsSync(database) ? readStoredSettings(database).flatMap(({ text }) => keyIdsIn(text)) : [];
  const ofProxies = existsSync(proxies) ? keyIdsInYaml(readFileSync(proxies, 'utf8')) : [];
  return [...new Set([...ofSources, ...ofProxies])].sort();
}

/** The keys that lie with a backup. */
export function keysOf(file: string): readonly SecretKey[] {
  return existsSync(file) ? (parseKeys(readFileSync(file, 'utf8')) ?? []) : [];
}

/** The keys of all places, each once, the current one first. */
export function allKeys(...looks: readonly (readonly FoundKeys[])[]): readonly SecretKey[] {
  const keys = looks.flat().flatMap((found) => found.keys);
  return [...new Map(keys.map((key) => [key.id, key])).values()];
}

/** Refuses what could not be read again: secrets without a key that decrypts them. @throws Failure `backup/key-missing` */
export function requireKeys(
  needed: readonly string[],
  there: readonly SecretKey[],
  { doing, file }: { readonly doing: string; readonly file: string },
): void {
  const missing = needed.filter((id) => there.every((key) => key.id !== id));
  if (missing.length === 0) return;
  throw fail('backup/key-missing', `${doing}: its secrets need key ${missing.join(', ')}, which is not there`, {
    evidence: { file, needed: missing, keys: there.map(({ id }) => id) },
  });
}
