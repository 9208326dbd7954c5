import type { Failure } from '../base/failure.ts';
import { nearest } from '../base/nearest.ts';
import { quote } from '../base/text.ts';
import { fail } from './conditions.ts';
import { type DetailName, detailNames } from './format.ts';

/** Keys from the outside in; empty: the thing itself. In `each`, `null` stands for any key. */
export type JsonPath = readonly string[];

/** What of a JSON list says what. */
export interface ListMapping {
  /** Where the elements are; `null`: found out. */
  readonly each: readonly (string | null)[] | null;
  /** Empty: found out. */
  readonly values: readonly JsonPath[];
  readonly details: readonly (readonly [name: DetailName, path: JsonPath])[];
}

const longest = 4000;
const mostSteps = 16;

const names = ['each', 'value', ...detailNames] as const;
type Name = (typeof names)[number];

/** A key, or one in quotes that may hold anything. */
const step = /(?:"((?:[^"\\]|\\.){1,200})"|([^\s."=,;]{1,200}))(\.|$)/y;

/**
 * Reads a mapping: `name = path` separated by `;` or line ends, in any order.
 *
 *     each = data.*.items; value = ioc.value, ioc.alias; kind = ioc.type; validUntil = expires
 *
 * Names are `each` (where the array of elements stands, from the root on) and, within an element, `value` (one or
 * several), `kind`, `id`, `title`, `validFrom`, `validUntil`, `confidence`, `tlp`. A path is keys with dots between
 * them, in quotes where a key has a dot or blank; `.` is the thing itself, and in `each` `*` any key. What a path leads
 * to may be an array: each of its members is meant.
 * @throws Failure `list/mapping`.
 */
export function parseMapping(text: string): ListMapping {
  if (text.length > longest) throw broken(`it has more than ${longest} characters`, text);
  const found = assignmentsOf(text);
  const each = found.get('each')?.[0];
  return {
    each: each?.map((key) => (key === '*' ? null : key)) ?? null,
    values: found.get('value') ?? [],
    details: detailNames.flatMap((name) => (found.get(name) ?? []).map((path) => [name, path] as const)),
  };
}

function assignmentsOf(text: string): ReadonlyMap<Name, readonly JsonPath[]> {
  const found = new Map<Name, readonly JsonPath[]>();
  for (const part of text.split(/[;\n]/).filter((one) => one.trim() !== '')) {
    const [left = '', ...right] = part.split('=');
    const name = nameOf(left.trim(), part);
    const paths = pathsOf(right.join('='), part);
    if (found.has(name)) throw broken(`${name} comes twice`, part);
    if (name !== 'value' && paths.length > 1) throw broken(`${name} has one path`, part);
    found.set(name, paths);
  }
  return found;
}

function nameOf(text: string, part: string): Name {
  const name = names.find((known) => known.toLowerCase() === text.toLowerCase());
  if (name !== undefined) return name;
  throw broken(`${quote(text, 40)} is none of ${names.join(', ')}`, part, nearest(text, names));
}

function pathsOf(text: string, part: string): readonly JsonPath[] {
  const paths = text.split(',').map((path) => pathOf(path.trim()));
  if (paths.includes(null)) throw broken('this is no path: keys with dots between them', part);
  return paths.filter((path) => path !== null);
}

function pathOf(text: string): JsonPath | null {
  if (text === '.') return [];
  const keys: string[] = [];
  for (let at = 0; at < text.length; at = step.lastIndex) {
    step.lastIndex = at;
    const found = step.exec(text);
    if (found === null || keys.length === mostSteps) return null;
    keys.push(found[2] ?? (found[1] ?? '').replace(/\\(.)/g, '$1'));
    if (found[3] === '') return keys;
  }
  return null;
}

function broken(why: string, part: string, near?: string): Failure {
  return fail('list/mapping', `the mapping of the list cannot be read at ${quote(part.trim(), 80)}: ${why}`, {
    evidence: { part: part.trim().slice(0, 200), ...(near === undefined ? {} : { nearest: near }) },
  });
}
