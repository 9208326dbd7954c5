import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { asFailure, type Failure } from '../base/failure.ts';
import { defaultGuardRules, guardNames, Guards, type GuardRules } from '../guard/guard.ts';
import { EntrySet, type GuardList, type ListGuardName } from '../guard/list.ts';
import { readYaml, type FileText } from './yaml-document.ts';

const prefix = (most: number, standard: number) => z.number().int().min(1).max(most).default(standard);
const { widest } = defaultGuardRules;

const schema = z.strictObject({
  own: z.array(z.string().min(1).max(253)).max(10_000).default([]),
  off: z.array(z.enum(guardNames)).default([]),
  widest: z.strictObject({ v4: prefix(32, widest.v4), v6: prefix(128, widest.v6) }).default(widest),
  popular: z.array(z.string().min(1).max(253)).max(1_000_000).default([]),
});

/** What a file says of guards. */
export interface GuardSettings extends GuardRules {
  /** The operator's own domains (all below them too), addresses and networks in CIDR. */
  readonly own: readonly string[];
  /** More names that are too popular to be listed as a whole. */
  readonly popular: readonly string[];
}

/** What a file says of guards: `own`, `off`, `widest`, `popular`. @throws Failure `config/file-bad` */
export function parseGuards(file: FileText): GuardSettings {
  return readYaml(file, schema);
}

/** The guards as a file has them, and when it was written. */
export interface GuardsInPlace {
  /** Milliseconds since 1970; `null` where there is no file, and the standard guards hold. */
  readonly changedAt: number | null;
  readonly guards: Guards;
}

/** The guards as a file has them now. @throws Failure `config/file-bad`, `host/*` */
export function readGuards(path: string): GuardsInPlace {
  const changedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
  if (changedAt === null) return { changedAt, guards: new Guards() };
  const settings = parseGuards({ name: basename(path), text: readFileSync(path, 'utf8') });
  const updatedAt = new Date(changedAt).toISOString();
  const own = (name: string, guard: ListGuardName, entries: readonly string[]): readonly GuardList[] =>
    entries.length === 0 ? [] : [{ name, guard, origin: 'settings', updatedAt, entries: new EntrySet(entries) }];
  return {
    changedAt,
    guards: new Guards(settings, [
      ...own('own', 'own', settings.own),
      ...own('popular', 'popular-domain', settings.popular),
    ]),
  };
}

/**
 * The guards as a file has them now, read again when it changes; the standard ones where there is no file. A file with
 * a mistake changes nothing; `failed` is told once.
 */
export function liveGuards(path: string, failed: (failure: Failure) => void): () => Guards {
  let seen: number | null = null;
  let guards = new Guards();
  return () => {
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
    if (changed === seen) return guards;
    seen = changed;
    try {
      ({ guards } = readGuards(path));
    } catch (error) {
      failed(asFailure(error, `reading ${path}`));
    }
    return guards;
  };
}
