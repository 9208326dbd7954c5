import type { JsonValue } from '../base/failure.ts';
import type { Kind } from '../observable/observable.ts';
import { type Entry, hasValue } from './entry.ts';
import { chooseFields, fieldDetail, fieldReading, type ValueField } from './field-names.ts';
import type { DetailName } from './format.ts';
import type { JsonPath, ListMapping } from './mapping.ts';
import type { Reading } from './reading.ts';

export type JsonObject = { readonly [key: string]: JsonValue };

/** Values that one element may hold. */
const mostValues = 1000;

/** Names that are remembered: a document of ever new names gains nothing from it. */
const mostNames = 1000;

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text, number or truth value as text. */
function scalar(value: JsonValue | undefined): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** The texts that a path leads to, through arrays, at most 1,000. */
export function textsAt(value: JsonValue | undefined, path: JsonPath, from = 0): readonly string[] {
  if (Array.isArray(value)) {
    const texts: string[] = [];
    for (const member of value.slice(0, mostValues)) texts.push(...textsAt(member, path, nested(member, from)));
    return texts.slice(0, mostValues);
  }
  const key = path[from];
  if (key === undefined) {
    const text = scalar(value);
    return text === null ? [] : [text];
  }
  return isObject(value) && Object.hasOwn(value, key) ? textsAt(value[key], path, from + 1) : [];
}

/** An array within an array leads nowhere. */
function nested(member: JsonValue, from: number): number {
  return Array.isArray(member) ? Number.MAX_SAFE_INTEGER : from;
}

/** Whether MISP's flag says that a value is not meant for detection. */
export function isWithheld(object: JsonObject): boolean {
  const flag = object['to_ids'];
  return flag === false || flag === 0 || flag === '0';
}

/** What an element says by a mapping; `null` where the mapping leaves its values to be found out. */
export function mappedEntry(element: JsonValue, { values, details }: ListMapping): Entry | null {
  if (values.length === 0) return null;
  return {
    values: values.flatMap((path) => {
      const reading = fieldReading(path.at(-1) ?? '') ?? 'any';
      return textsAt(element, path).map((text) => ({ text: text.trim(), reading }));
    }),
    details: detailsAt(element, details),
  };
}

/** The details that a mapping names. */
export function detailsAt(element: JsonValue, details: ListMapping['details']): Entry['details'] {
  const found: { [Name in DetailName]?: string | undefined } = {};
  for (const [name, path] of details) found[name] = textsAt(element, path)[0];
  return found;
}

interface Meaning {
  readonly reading: Reading | null;
  readonly detail: DetailName | null;
}

/** Finds by the names of an object what it says. */
export class FieldFinder {
  readonly #kinds: readonly Kind[] | null;
  readonly #meanings = new Map<string, Meaning>();

  constructor(kinds: readonly Kind[] | null) {
    this.#kinds = kinds;
  }

  /** The entry of an object; without values where its names tell none. */
  entryOf(object: JsonObject): Entry {
    const fields: ValueField<string>[] = [];
    const details: { [Name in DetailName]?: string | undefined } = {};
    let inner: JsonObject | null = null;
    for (const [name, value] of Object.entries(object)) {
      const { reading, detail } = this.#meaning(name);
      if (detail !== null) details[detail] ??= scalar(value) ?? undefined;
      if (reading === 'any' && isObject(value)) inner ??= value;
      else if (reading !== null && textsAt(value, []).some(hasValue)) fields.push({ place: name, reading });
    }
    if (fields.length === 0 && inner !== null) return this.#within(inner, details);
    const values = chooseFields(fields, this.#kinds).flatMap(({ place, reading }) =>
      textsAt(object[place], []).map((text) => ({ text: text.trim(), reading })),
    );
    return { values, details };
  }

  /** `{"observable": {"type": …, "value": …}, …}`. */
  #within(inner: JsonObject, details: Entry['details']): Entry {
    const flat = Object.fromEntries(Object.entries(inner).filter(([, value]) => !isObject(value)));
    const entry = this.entryOf(flat);
    return { values: entry.values, details: { ...details, ...entry.details } };
  }

  #meaning(name: string): Meaning {
    const known = this.#meanings.get(name);
    if (known !== undefined) return known;
    const detail = fieldDetail(name);
    const meaning = { reading: fieldReading(name), detail: detail === 'detect' ? null : detail };
    if (this.#meanings.size < mostNames) this.#meanings.set(name, meaning);
    return meaning;
  }
}
