import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { quickCheck, readSchema } from '../store/database-file.ts';
import { fail } from './conditions.ts';
import { describeFile } from './files.ts';
import { readManifest, type Manifest } from './manifest.ts';

const database = 'feedgate.db';

/**
 * Reads a whole backup: every file is there and as it was written, and the database in it is sound.
 * @throws Failure `backup/not-a-backup`, `backup/newer`, `backup/damaged`
 */
export async function checkBackup(directory: string): Promise<Manifest> {
  const manifest = readManifest(directory);
  for (const file of manifest.files) {
    const path = join(directory, file.name);
    if (!existsSync(path)) throw damaged(path, 'it is missing');
    const found = await describeFile(path);
    if (found.sha256 !== file.sha256) throw damaged(path, 'it is not as it was written');
  }
  if (manifest.files.some(({ name }) => name === database)) checkDatabase(join(directory, database));
  return manifest;
}

function checkDatabase(path: string): void {
  const { found, known } = readSchema(path);
  if (found > known)
    throw fail('backup/newer', `checking backup ${path}: its schema is ${found}, this Feedgate knows up to ${known}`, {
      evidence: { path, found, known },
    });
  const [problem] = quickCheck(path);
  if (problem !== undefined) throw damaged(path, problem);
}

function damaged(path: string, why: string): Error {
  return fail('backup/damaged', `checking backup ${path}: ${why}`, { evidence: { path, problem: why } });
}
