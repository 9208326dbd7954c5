import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { asFailure, type Failure } from '../base/failure.ts';
import { defaultGuardRules, guardNames, Guards, type GuardRules } from '../guard/guard.ts';
import { decodeKeptList, keptFileName, type ListSource, placeOf } from '../guard/kept-list.ts';
import { EntrySet, type GuardList, type ListGuardName, listGuardNames } from '../guard/list.ts';
import { readDuration, Refused } from './fields.ts';
import { readYaml, type FileText } from './yaml-document.ts';

const prefix = (most: number, standard: number) => z.number().int().min(1).max(most).default(standard);
const { widest } = defaultGuardRules;
const minute = 60_000;
const day = 24 * 60 * minute;

/** Entries of all lists together: they are kept in memory. */
const mostEntries = 500_000;
const usualEntries = 50_000;

const every = z.unknown().transform((value, context): number => {
  if (value === undefined) return day;
  const ms = readDuration(value, minute, 30 * day);
  if (!(ms instanceof Refused)) return ms;
  context.issues.push({ code: 'custom', input: value, message: ms.allowed });
  return z.NEVER;
});

const list = z
  .strictObject({
    name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
    guard: z.enum(listGuardNames).default('warning-list'),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2048)
      .optional(),
    file: z.string().min(1).max(4096).optional(),
    first: z.number().int().min(1).max(mostEntries).default(usualEntries),
    every: every.optional().transform((ms) => ms ?? day),
    allowPrivate: z.boolean().default(false),
  })
  .refine(({ url, file }) => (url === undefined) !== (file === undefined), 'a list has either a url or a file');

const lists = z
  .array(list)
  .max(50)
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'every list has a name of its own')
  .refine(
    (all) => all.reduce((sum, { first }) => sum + first, 0) <= mostEntries,
    `all lists together may have ${mostEntries} entries; say with first how many of each`,
  );

/** The file, as it is checked and as editors are told of it. */
export const guardsSchema = z.strictObject({
  own: z.array(z.string().min(1).max(253)).max(10_000).default([]),
  off: z.array(z.enum(guardNames)).default([]),
  widest: z.strictObject({ v4: prefix(32, widest.v4), v6: prefix(128, widest.v6) }).default(widest),
  popular: z.array(z.string().min(1).max(253)).max(1_000_000).default([]),
  lists: lists.default([]),
});

/** What a file says of guards. */
export interface GuardSettings extends GuardRules {
  /** The operator's own domains (all below them too), addresses and networks in CIDR. */
  readonly own: readonly string[];
  /** More names that are too popular to be listed as a whole. */
  readonly popular: readonly string[];
  readonly lists: readonly ListSource[];
}

/** What a file says of guards: `own`, `off`, `widest`, `popular`, `lists`. @throws Failure `config/file-bad` */
export function parseGuards(file: FileText): GuardSettings {
  const settings = readYaml(file, guardsSchema);
  return { ...settings, lists: settings.lists.map(listSource) };
}

function listSource({ name, guard, url, file, first, every: ms, allowPrivate }: z.output<typeof list>): ListSource {
  const from = url === undefined ? { kind: 'file' as const, path: file ?? '' } : { kind: 'url' as const, url };
  return { name, guard, from, first, every: ms, allowPrivate };
}

/** Where guards are configured and their lists kept. */
export interface GuardFiles {
  /** `guards.yaml`. */
  readonly guards: string;
  /** The directory of lists. */
  readonly guardLists: string;
}

/** The guards as the files have them, and when the settings were written. */
export interface GuardsInPlace {
  /** Milliseconds since 1970; `null` where there is no file, and the standard guards hold. */
  readonly changedAt: number | null;
  readonly guards: Guards;
  /** Lists of which there is no good state yet. */
  readonly missing: readonly ListSource[];
}

/** The guards as the files have them now. @throws Failure `config/file-bad`, or what the file system says. */
export function readGuards(files: GuardFiles): GuardsInPlace {
  const changedAt = writtenAt(files.guards);
  if (changedAt === null) return { changedAt, guards: new Guards(), missing: [] };
  const settings = readSettings(files.guards);
  const updatedAt = new Date(changedAt).toISOString();
  const own = (name: string, guard: ListGuardName, entries: readonly string[]): readonly GuardList[] =>
    entries.length === 0 ? [] : [{ name, guard, origin: 'settings', updatedAt, entries: new EntrySet(entries) }];
  const kept = settings.lists.map((source) => ({ source, list: keptList(source, files.guardLists) }));
  return {
    changedAt,
    guards: new Guards(settings, [
      ...own('own', 'own', settings.own),
      ...own('popular', 'popular-domain', settings.popular),
      ...kept.flatMap(({ list: found }) => (found === null ? [] : [found])),
    ]),
    missing: kept.filter(({ list: found }) => found === null).map(({ source }) => source),
  };
}

/** The lists as the settings have them now; relative paths begin where the file lies. @throws Failure `config/file-bad` */
export function readListSources(files: GuardFiles): readonly ListSource[] {
  return writtenAt(files.guards) === null ? [] : readSettings(files.guards).lists;
}

function readSettings(path: string): GuardSettings {
  const settings = parseGuards({ name: basename(path), text: readFileSync(path, 'utf8') });
  const placed = (from: ListSource['from']): ListSource['from'] =>
    from.kind === 'url' ? from : { ...from, path: resolve(dirname(path), from.path) };
  return { ...settings, lists: settings.lists.map((source) => ({ ...source, from: placed(source.from) })) };
}

function keptList(source: ListSource, directory: string): GuardList | null {
  try {
    const kept = decodeKeptList(readFileSync(join(directory, keptFileName(source.name)), 'utf8'));
    if (kept?.from !== placeOf(source)) return null;
    const { name, guard, from } = source;
    const origin = from.kind === 'url' ? 'fetched' : 'file';
    return {
      name,
      guard,
      origin,
      updatedAt: kept.updatedAt,
      entries: new EntrySet(kept.entries.slice(0, source.first)),
    };
  } catch {
    return null;
  }
}

function writtenAt(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

/**
 * The guards as the files have them now, read again when they change; the standard ones where there is no file. A file
 * with a mistake changes nothing; `failed` is told once.
 */
export function liveGuards(files: GuardFiles, failed: (failure: Failure) => void): () => Guards {
  let seen = '';
  let guards = new Guards();
  return () => {
    // A list that is swapped changes its directory.
    const changed = `${writtenAt(files.guards)} ${writtenAt(files.guardLists)}`;
    if (changed === seen) return guards;
    seen = changed;
    try {
      ({ guards } = readGuards(files));
    } catch (error) {
      failed(asFailure(error, `reading ${files.guards}`));
    }
    return guards;
  };
}
