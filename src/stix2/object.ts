import type { JsonValue } from '../base/failure.ts';
import { parseMillis } from '../base/instant.ts';

/** A STIX object as it came: nothing about its properties is known but their names. */
export type StixObject = Readonly<Record<string, JsonValue>>;

/** The most members of a list of references or labels that are looked at. */
const longestList = 100_000;

export function isObject(value: JsonValue | undefined): value is StixObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A property that is the object's own; `undefined` where it has none. */
export function property(object: StixObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** A string property, '' where there is none. */
export function textOf(object: StixObject, name: string): string {
  const value = property(object, name);
  return typeof value === 'string' ? value : '';
}

/** The strings of a list property. */
export function textsOf(object: StixObject, name: string): readonly string[] {
  const value = property(object, name);
  if (!Array.isArray(value)) return [];
  return value.slice(0, longestList).filter((item) => typeof item === 'string');
}

/** The objects of a list property. */
export function objectsOf(object: StixObject, name: string): readonly StixObject[] {
  const value = property(object, name);
  return Array.isArray(value) ? value.slice(0, longestList).filter(isObject) : [];
}

/** Characters of an identifier that is kept. */
const longestId = 512;

/** The identifier of an object, 1 to 512 characters; `null` where it has none. */
export function idOf(object: StixObject): string | null {
  const id = textOf(object, 'id').trim();
  return id === '' || id.length > longestId ? null : id;
}

/** The identifiers of a list property, those that are no longer than an identifier may be. */
export function idsOf(object: StixObject, name: string): readonly string[] {
  return textsOf(object, name).filter((id) => id !== '' && id.length <= longestId);
}

/** Milliseconds since 1970 of a timestamp property; `null` where there is none that can be read. */
export function instantOf(object: StixObject, name: string): number | null {
  const text = textOf(object, name);
  return text === '' || text.length > 64 ? null : (parseMillis(text) ?? null);
}

/** `modified`, else `created` (STIX 2.1 §3.6: an object is told from its other versions by it). */
export function versionOf(object: StixObject): number | null {
  return instantOf(object, 'modified') ?? instantOf(object, 'created');
}

/** `name` on one line, at most 300 characters. */
export function titleOf(object: StixObject): string | null {
  const name = textOf(object, 'name');
  if (name === '') return null;
  const title = name.slice(0, 2000).replace(/\s+/g, ' ').trim().slice(0, 300);
  return title === '' ? null : title;
}

/** `confidence`, 0 to 100 (STIX 2.1 appendix A has the scales that it stands for); `null` where it says nothing. */
export function confidenceOf(object: StixObject): number | null {
  const value = property(object, 'confidence');
  return typeof value === 'number' && value >= 0 && value <= 100 ? Math.trunc(value) : null;
}

export function isTrue(object: StixObject, name: string): boolean {
  return property(object, name) === true;
}
