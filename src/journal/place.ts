import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { errorCode } from '../host/error-code.ts';
import type { DataPaths } from '../host/paths.ts';
import type { Privacy } from './privacy.ts';

/** Where a journal lies, and how it is written. */
export interface JournalPlace {
  readonly file: string;
  /** Where gateways write verdicts for it. */
  readonly spool: string;
  readonly privacy: Privacy;
}

/** The journal of a data directory. The key of hashes is made when it is first needed; whoever removes it, searches in vain for what is older. */
export function journalPlace(paths: DataPaths, privacy: Privacy['kind']): JournalPlace {
  const { journal: file, spoolDirectory: spool, journalKey } = paths;
  return { file, spool, privacy: privacy === 'clear' ? { kind: 'clear' } : { kind: 'hashed', key: keyOf(journalKey) } };
}

function keyOf(path: string): string {
  try {
    writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8');
}
