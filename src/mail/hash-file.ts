import { createHash } from 'node:crypto';
import type { Place } from '../policy/fact.ts';
import type { Reading } from './reading.ts';

/** The three hashes of a file that sources list. Answers whether its like was not read yet. */
export function hashFile({ collector, seen }: Reading, content: Buffer, where: Place, note: string | null): boolean {
  const hash = (kind: 'sha256' | 'sha1' | 'md5'): string => {
    const value = createHash(kind).update(content).digest('hex');
    collector.add({ kind, value }, where, note);
    return value;
  };
  const sha256 = hash('sha256');
  hash('sha1');
  hash('md5');
  const isNew = !seen.has(sha256);
  seen.add(sha256);
  return isNew;
}
