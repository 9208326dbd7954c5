import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { asFailure, type Failure } from '../base/failure.ts';
import { defaultGuardSettings, guardNames, Guards, type GuardSettings } from '../guard/guard.ts';
import { readYaml, type FileText } from './yaml-document.ts';

const prefix = (most: number, standard: number) => z.number().int().min(1).max(most).default(standard);
const { widest } = defaultGuardSettings;

const schema = z.strictObject({
  own: z.array(z.string().min(1).max(253)).max(10_000).default([]),
  off: z.array(z.enum(guardNames)).default([]),
  widest: z.strictObject({ v4: prefix(32, widest.v4), v6: prefix(128, widest.v6) }).default(widest),
  popular: z.array(z.string().min(1).max(253)).max(1_000_000).default([]),
});

/** What a file says of guards: `own`, `off`, `widest`, `popular`. @throws Failure `config/file-bad` */
export function parseGuards(file: FileText): GuardSettings {
  return readYaml(file, schema);
}

/**
 * The guards as a file has them now, read again when it changes; the standard ones where there is no file. A file with
 * a mistake changes nothing; `failed` is told once.
 */
export function liveGuards(path: string, failed: (failure: Failure) => void): () => Guards {
  let seen = 0;
  let guards = new Guards();
  return () => {
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (changed === seen) return guards;
    seen = changed;
    try {
      const text = changed === 0 ? '' : readFileSync(path, 'utf8');
      guards = new Guards(parseGuards({ name: basename(path), text }));
    } catch (error) {
      failed(asFailure(error, `reading ${path}`));
    }
    return guards;
  };
}
