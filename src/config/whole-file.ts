import { isDeepStrictEqual } from 'node:util';
import { isMap, parseDocument, stringify } from 'yaml';
import { z } from 'zod';
import { Failure, type JsonValue } from '../base/failure.ts';
import { parseActivation } from './activation-file.ts';
import { fail } from './conditions.ts';
import { parseAlertSettings, parseGatewaySettings } from './gateway-settings.ts';
import { parseGuards } from './guards-file.ts';
import { inClear, type JsonObject } from './plain.ts';
import { parseExemptions, parsePolicy } from './policy-file.ts';
import { parseProxies } from './proxies-file.ts';
import { parseTrust } from './trust-file.ts';
import { isRecord } from './schema.ts';
import { parseSource } from './source-settings.ts';
import { partInPlace, readYaml, refusedAt, type FileText } from './yaml-document.ts';

/** Everything besides the sources that stands in files of its own, by its name in the whole. */
export const parts = ['settings', 'policy', 'exemptions', 'guards', 'trust', 'proxies', 'activation'] as const;
export type Part = (typeof parts)[number];

/** What stands for a secret that is not told. */
const masked = '***';

/** The configuration of a node, as one file has it. */
export interface Whole {
  /** Settings of sources as `parseSource` takes them, and `suspended` where one is; a secret may be `***`, which leaves it as it is. */
  readonly sources: readonly JsonObject[];
  /** What is absent is left as it is. */
  readonly parts: Readonly<Partial<Record<Part, JsonValue>>>;
}

const object = z.record(z.string(), z.unknown());
const whole = z.strictObject({
  feedgate: z.literal(1),
  sources: z.array(object.and(z.object({ name: z.string() }))).default([]),
  settings: object.optional(),
  policy: object.optional(),
  exemptions: z.array(object).optional(),
  guards: object.optional(),
  trust: object.optional(),
  proxies: object.optional(),
  activation: object.optional(),
});

/** Whether a text is a whole configuration, good or bad, and no file of settings. */
export function isWhole(text: string): boolean {
  const document = parseDocument(text);
  return isMap(document.contents) && (document.has('feedgate') || document.has('sources'));
}

function nameOf({ name }: JsonObject): string {
  return typeof name === 'string' ? name : '';
}

/** A whole configuration as YAML, sources by their names. */
export function formatWhole({ sources, parts: rest }: Whole): string {
  const sorted = [...sources].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  return stringify({ feedgate: 1, sources: sorted, ...rest }, { lineWidth: 0 });
}

/**
 * A whole configuration from a file, every part of it checked.
 * @throws Failure `config/file-bad` with the place of each mistake
 */
export function parseWhole(file: FileText, root: string): Whole {
  const {
    feedgate: _version,
    sources,
    ...rest
  } = readYaml(file, whole) as { readonly feedgate: 1 } & {
    readonly sources: readonly JsonObject[];
  } & Partial<Record<Part, JsonValue>>;
  const found: Partial<Record<Part, JsonValue>> = {};
  for (const part of parts) {
    const value = rest[part];
    if (value === undefined) continue;
    const { name, text } = partInPlace(file, part, part === 'exemptions') ?? written(part, value, file.name);
    // What stands for a secret is none by itself.
    checkPart(part, { name, text: part === 'proxies' ? text.replace(/(["'])\*{3}\1/g, '$1xxx$1') : text }, root);
    found[part] = value;
  }
  const names = sources.map(nameOf);
  const twice = names.findIndex((name, i) => names.indexOf(name) !== i);
  if (twice !== -1)
    throw refusedAt(file, [{ path: ['sources', twice], message: `there are two sources "${names[twice]}"` }]);
  return { sources, parts: found };
}

/** A part that does not stand in its file as it would in its own. */
function written(part: Part, value: JsonValue, name: string): FileText {
  return { name: `${name} (${part})`, text: partText(part, value) };
}

/** @throws Failure `config/file-bad` */
function checkPart(part: Part, file: FileText, root: string): void {
  switch (part) {
    case 'settings':
      parseGatewaySettings(file, root);
      return void parseAlertSettings(file, root);
    case 'policy':
      return void parsePolicy(file);
    case 'exemptions':
      return void parseExemptions(file);
    case 'guards':
      return void parseGuards(file);
    case 'trust':
      return void parseTrust(file);
    case 'proxies':
      return void parseProxies(file);
    case 'activation':
      return void parseActivation(file);
  }
}

/** A part for every eye: its secrets are `***`. */
export function publicPart(part: Part, value: JsonValue): JsonValue {
  return part === 'proxies' ? passwordsOf(value, (password) => (password === null ? null : masked)) : value;
}

/** A part with the secrets that its own file has in place of `***`. @throws Failure `config/value-bad` for one that it has not */
export function clearPart(part: Part, value: JsonValue, before: JsonValue | undefined): JsonValue {
  return part === 'proxies' ? unmasked(value, before, ['proxies']) : value;
}

/** The profiles with another password each. */
function passwordsOf(proxies: JsonValue, change: (password: JsonValue) => JsonValue): JsonValue {
  if (!isRecord(proxies) || !isRecord(proxies['profiles'])) return proxies;
  const profiles = Object.entries(proxies['profiles'] as JsonObject).map(([name, profile]): [string, JsonValue] => {
    const password = isRecord(profile) ? ((profile as JsonObject)['password'] ?? null) : null;
    return [name, password === null ? profile : { ...(profile as JsonObject), password: change(password) }];
  });
  return { ...(proxies as JsonObject), profiles: Object.fromEntries(profiles) };
}

/** The text of a part's own file. */
export function partText(part: Part, value: JsonValue): string {
  return stringify(part === 'exemptions' ? { exemptions: value } : value);
}

/** What a part's own file says; `undefined` where it says nothing. */
export function partOf(part: Part, text: string): JsonValue | undefined {
  const value = (parseDocument(text).toJS() ?? undefined) as JsonValue | undefined;
  if (part !== 'exemptions' || value === undefined) return value;
  return (value as { readonly exemptions?: JsonValue }).exemptions;
}

/** What becomes of one source. */
export type SourceChange =
  | { readonly kind: 'add'; readonly name: string; readonly settings: JsonObject; readonly suspended: boolean }
  | {
      readonly kind: 'edit';
      readonly name: string;
      readonly changes: JsonObject;
      /** `null` where that stays as it is. */
      readonly suspended: boolean | null;
    }
  | { readonly kind: 'remove'; readonly name: string };

/**
 * What has to be done with the sources so that they are as the file has them; those that it does not name are removed
 * where `prune` is set, else left. Every one is checked as when it is added.
 * @throws Failure `config/file-bad` with the place of each mistake
 */
export function sourceChanges(
  file: FileText,
  { sources }: Whole,
  { current, prune }: { readonly current: readonly JsonObject[]; readonly prune: boolean },
): readonly SourceChange[] {
  const known = new Map(current.map((each) => [nameOf(each), each]));
  const wrong: SourceProblem[] = [];
  const changes = sources.flatMap((given, i): SourceChange[] => {
    const name = nameOf(given);
    const before = known.get(name);
    try {
      const { suspended, ...settings } = given;
      const rests = readSuspended(suspended);
      const after = inClear(parseSource(unmasked(settings, before ?? {}, []) as JsonObject));
      if (before === undefined) return [{ kind: 'add', name, settings: after, suspended: rests }];
      const edits = Object.entries(after).filter(([key, value]) => !isDeepStrictEqual(value, before[key]));
      const turned = rests === (before['suspended'] === true) ? null : rests;
      if (edits.length === 0 && turned === null) return [];
      return [{ kind: 'edit', name, changes: Object.fromEntries(edits), suspended: turned }];
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      wrong.push(...sourceProblems(i, name, error));
      return [];
    }
  });
  if (wrong.length > 0) throw refusedAt(file, wrong);
  const named = new Set(sources.map(nameOf));
  const gone = prune ? [...known.keys()].filter((name) => !named.has(name)) : [];
  return [...changes, ...gone.map((name): SourceChange => ({ kind: 'remove', name }))];
}

function readSuspended(value: JsonValue | undefined): boolean {
  if (value === undefined || typeof value === 'boolean') return value === true;
  throw fail('config/value-bad', 'suspended must be true or false', {
    evidence: { problems: [{ field: 'suspended', message: 'must be true or false' }] },
  });
}

/**
 * Checks a whole configuration, sources too, by itself: what `***` stands for, and whether proxies that are named are
 * there, depends on the node. Answers how many sources it has, and which parts.
 * @throws Failure `config/file-bad` with the place of each mistake
 */
export function checkWhole(
  file: FileText,
  root: string,
): { readonly sources: number; readonly parts: readonly Part[] } {
  const { sources, parts: found } = parseWhole(file, root);
  const clear = sources.map((each) => assumed(each) as JsonObject);
  sourceChanges(file, { sources: clear, parts: {} }, { current: [], prune: false });
  return { sources: sources.length, parts: parts.filter((part) => found[part] !== undefined) };
}

/** With something in place of secrets; a certificate whose key is not told is left out. */
function assumed(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((each: JsonValue) => assumed(each));
  if (!isRecord(value)) return value === masked ? 'xxx' : value;
  const entries = Object.entries(value as JsonObject).map(([key, each]): [string, JsonValue] => {
    const lacks = key === 'clientCertificate' && isRecord(each) && Object.values(each).includes(masked);
    return [key, lacks ? null : assumed(each)];
  });
  return Object.fromEntries(entries);
}

/** The value with what stands in place of secrets put back. */
function unmasked(given: JsonValue, before: JsonValue | undefined, path: readonly string[]): JsonValue {
  if (given === masked) {
    if (typeof before === 'string') return before;
    const where = path.join('.');
    throw fail('config/value-bad', `${where} is a secret that is not in the file: export with --secrets, or write it`, {
      evidence: { field: where },
    });
  }
  if (Array.isArray(given)) {
    const old = Array.isArray(before) ? before : [];
    return given.map((each: JsonValue, i) => unmasked(each, old[i] as JsonValue | undefined, [...path, String(i)]));
  }
  if (typeof given !== 'object' || given === null) return given;
  const old = typeof before === 'object' && before !== null && !Array.isArray(before) ? (before as JsonObject) : {};
  return Object.fromEntries(
    Object.entries(given).map(([key, each]) => [key, unmasked(each, old[key], [...path, key])]),
  );
}

/** What is wrong with one source of a file. */
function sourceProblems(index: number, name: string, { message, evidence }: Failure): SourceProblem[] {
  const { problems, field } = evidence;
  const told = Array.isArray(problems)
    ? problems.filter((each): each is Told => isRecord(each) && 'field' in each)
    : [];
  if (told.length > 0)
    return told.map((each) => ({
      path: ['sources', index, ...each.field.split('.')],
      message: `source "${name}": ${each.field} ${each.message}`,
    }));
  const path = typeof field === 'string' ? field.split('.') : [];
  return [{ path: ['sources', index, ...path], message: `source "${name}": ${message}` }];
}

interface SourceProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

interface Told {
  readonly field: string;
  readonly message: string;
}
