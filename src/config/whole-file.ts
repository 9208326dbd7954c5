import { isDeepStrictEqual } from 'node:util';
import { LineCounter, parseDocument, stringify } from 'yaml';
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
import { readYaml, type FileText } from './yaml-document.ts';

/** Everything besides the sources that stands in files of its own, by its name in the whole. */
export const parts = ['settings', 'policy', 'exemptions', 'guards', 'trust', 'proxies', 'activation'] as const;
export type Part = (typeof parts)[number];

/** What stands for a secret that is not told. */
const masked = '***';

/** The configuration of a node, as one file has it. */
export interface Whole {
  /** Settings of sources as `parseSource` takes them; a secret may be `***`, which leaves it as it is. */
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
    checkPart(part, { name: `${file.name} (${part})`, text: partText(part, withSecrets(part, value)) }, root);
    found[part] = value;
  }
  const names = sources.map(nameOf);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw at(file, names.lastIndexOf(twice), `there are two sources "${twice}"`);
  return { sources, parts: found };
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

/** Stands for a secret that is not in the file while the rest is checked. */
const anySecret = 'x';

function withSecrets(part: Part, value: JsonValue): JsonValue {
  return part === 'proxies' ? passwordsOf(value, (password) => (password === masked ? anySecret : password)) : value;
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
  | { readonly kind: 'add'; readonly name: string; readonly settings: JsonObject }
  | { readonly kind: 'edit'; readonly name: string; readonly changes: JsonObject }
  | { readonly kind: 'remove'; readonly name: string };

/**
 * What has to be done with the sources so that they are as the file has them; those that it does not name are removed
 * where `prune` is set, else left. Every one is checked as when it is added.
 * @throws Failure `config/file-bad` with the line of the source
 */
export function sourceChanges(
  file: FileText,
  { sources }: Whole,
  { current, prune }: { readonly current: readonly JsonObject[]; readonly prune: boolean },
): readonly SourceChange[] {
  const known = new Map(current.map((each) => [nameOf(each), each]));
  const changes = sources.flatMap((given, i): SourceChange[] => {
    const name = nameOf(given);
    const before = known.get(name);
    try {
      const wanted = unmasked(given, before ?? {}, []) as JsonObject;
      const after = inClear(parseSource(wanted));
      if (before === undefined) return [{ kind: 'add', name, settings: after }];
      const edits = Object.entries(after).filter(([key, value]) => !isDeepStrictEqual(value, before[key]));
      return edits.length === 0 ? [] : [{ kind: 'edit', name, changes: Object.fromEntries(edits) }];
    } catch (error) {
      if (error instanceof Failure) throw at(file, i, `source "${name}": ${error.message}`);
      throw error;
    }
  });
  const named = new Set(sources.map(nameOf));
  const gone = prune ? [...known.keys()].filter((name) => !named.has(name)) : [];
  return [...changes, ...gone.map((name): SourceChange => ({ kind: 'remove', name }))];
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

/** A mistake in one of the sources of a file. */
function at({ name, text }: FileText, index: number, message: string): Failure {
  const lines = new LineCounter();
  const node = parseDocument(text, { lineCounter: lines }).getIn(['sources', index], true);
  const offset = typeof node === 'object' && node !== null && 'range' in node ? (node.range as number[])[0] : 0;
  const { line, col } = lines.linePos(offset ?? 0);
  return fail('config/file-bad', `${name}:${line}:${col}: ${message}`, {
    evidence: { file: name, problems: [{ line, column: col, message }] },
  });
}
