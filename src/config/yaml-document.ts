import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument, visit, type Document } from 'yaml';
import type { z } from 'zod';
import type { Failure } from '../base/failure.ts';
import { quote, safeText } from '../base/text.ts';
import { fail } from './conditions.ts';
import { nearest } from '../base/nearest.ts';

/** One thing wrong with a file, and where. */
export interface FileProblem {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** One line, lower case. */
  readonly message: string;
}

/** A file as it was read: what it is called in messages, and its text. */
export interface FileText {
  readonly name: string;
  readonly text: string;
}

/** Bytes of text that are taken; a file of settings is written by hand. */
const longestText = 4 * 1024 * 1024;

/**
 * Reads a YAML file (1.2, one document, no aliases beyond what 100 expand to) by a schema.
 * @throws Failure `config/file-bad`: every problem with line and column, the nearest key for an unknown one.
 */
export function readYaml<S extends z.ZodType>({ name, text }: FileText, schema: S): z.output<S> {
  if (text.length > longestText)
    throw refused(name, [{ line: 1, column: 1, message: 'the file is longer than 4 MiB' }]);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const broken = document.errors.map(({ pos, message }) => ({ ...place(pos[0]), message: firstLine(message) }));
  if (broken.length > 0) throw refused(name, broken);
  const parsed = schema.safeParse(plain(document, name));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap((issue) => told(issue, document, schema));
  throw refused(
    name,
    problems.map(({ offset, message }) => ({ ...place(offset), message })),
  );
}

/**
 * What is wrong with a file that was read well, as one failure: each problem where its setting stands, or else where
 * what should hold it does.
 */
export function refusedAt(
  { name, text }: FileText,
  problems: readonly { readonly path: Path; readonly message: string }[],
): Failure {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const placed = problems.map(({ path, message }) => {
    const { line, col } = lines.linePos(keyOffset(document, path.slice(0, -1), String(path.at(-1))));
    return { line: Math.max(line, 1), column: Math.max(col, 1), message };
  });
  return refused(name, placed);
}

/**
 * A part of a file as a text of its own in which everything stands where it stood; of `exemptions` with its key, as
 * that file has it. `undefined` where it is not there, or has aliases that lead out of it.
 */
export function partInPlace({ name, text }: FileText, key: string, withKey: boolean): FileText | undefined {
  const { contents } = parseDocument(text);
  const pair = isMap(contents)
    ? contents.items.find((each) => isScalar(each.key) && each.key.value === key)
    : undefined;
  if (pair === undefined || !isNode(pair.key) || !isNode(pair.value) || hasAlias(pair.value)) return undefined;
  const start = startOf(withKey ? pair.key : pair.value);
  const end = pair.value.range?.[1] ?? start;
  return { name, text: text.slice(0, start).replace(/[^\n]/g, ' ') + text.slice(start, end) };
}

function hasAlias(node: Node): boolean {
  let found = false;
  visit(node, {
    Alias: () => {
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}

function plain(document: Document, name: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch {
    throw refused(name, [{ line: 1, column: 1, message: 'the file has too many aliases' }]);
  }
}

interface Told {
  readonly offset: number;
  readonly message: string;
}

type Path = readonly (string | number)[];

function told(issue: z.core.$ZodIssue, document: Document, schema: z.ZodType): Told[] {
  const path = issue.path.map(toKey);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const meant = nearest(key, keysAt(schema, path));
      const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
      return { offset: keyOffset(document, path, key), message: `there is no setting ${quote(key, 60)}${hint}` };
    });
  }
  const isMissing = path.length > 0 && !document.hasIn(path);
  const what = isMissing ? 'is missing' : wanted(issue);
  return [
    { offset: valueOffset(document, path), message: `${path.length === 0 ? 'the file' : path.join('.')} ${what}` },
  ];
}

function toKey(part: PropertyKey): string | number {
  return typeof part === 'number' ? part : String(part);
}

/** What zod wanted, in our words. */
function wanted(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `must be a value of type ${issue.expected}`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}`;
  if (issue.code === 'custom') return `must be ${issue.message}`;
  return issue.code === 'invalid_union' ? 'has none of the forms that it may have' : 'cannot have this value';
}

/** Where a key stands. */
function keyOffset(document: Document, path: Path, key: string): number {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  if (isSeq(map)) return valueOffset(document, [...path, Number(key)]);
  const pair = isMap(map) ? map.items.find((each) => isScalar(each.key) && String(each.key.value) === key) : undefined;
  return isScalar(pair?.key) ? startOf(pair.key) : valueOffset(document, path);
}

/** Where a value stands; where it is missing, where what should hold it stands. */
function valueOffset(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node)) return startOf(node);
  }
  return document.contents === null ? 0 : startOf(document.contents);
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

/** The keys that a schema knows at a path. */
function keysAt(schema: z.ZodType, path: Path): readonly string[] {
  let at: unknown = schema;
  for (const part of path) {
    at = typeof part === 'number' ? inner(at, 'element') : (property(shapeOf(at), part) ?? inner(at, 'valueType'));
  }
  return Object.keys(shapeOf(at));
}

function shapeOf(schema: unknown): Readonly<Record<string, unknown>> {
  const bare = unwrapped(schema);
  const shape = property(bare, 'shape');
  return typeof shape === 'object' && shape !== null ? (shape as Readonly<Record<string, unknown>>) : {};
}

function inner(schema: unknown, name: string): unknown {
  return property(unwrapped(schema), name);
}

/** Without what makes a setting optional, gives it a default, or reads it first. */
function unwrapped(schema: unknown): unknown {
  let at = schema;
  for (let next = within(at); next !== undefined; next = within(at)) at = next;
  return at;
}

function within(schema: unknown): unknown {
  const def = property(schema, 'def');
  return property(def, 'innerType') ?? (property(def, 'type') === 'pipe' ? property(def, 'out') : undefined);
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function firstLine(message: string): string {
  const [line = ''] = message.split('\n', 1);
  return safeText(line.charAt(0).toLowerCase() + line.slice(1), 200);
}

const shown = 5;

function refused(name: string, problems: readonly FileProblem[]) {
  const sorted = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
  const list = sorted.slice(0, shown).map(({ line, column, message }) => `${name}:${line}:${column}: ${message}`);
  const more = sorted.length > shown ? [`and ${sorted.length - shown} more`] : [];
  return fail('config/file-bad', [...list, ...more].join('; '), {
    evidence: { file: name, problems: sorted.slice(0, 50).map((each) => ({ ...each })) },
  });
}
