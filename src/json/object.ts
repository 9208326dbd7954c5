import type { JsonValue } from '../base/failure.ts';

/** An object as it came: nothing about its properties is known but their names. */
export type JsonObject = Readonly<Record<string, JsonValue>>;

/** The most members of a list that are looked at. */
const longestList = 100_000;

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A property that is the object's own; `undefined` where it has none. */
export function property(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** A string property, '' where there is none. */
export function textOf(object: JsonObject, name: string): string {
  const value = property(object, name);
  return typeof value === 'string' ? value : '';
}

/** The strings of a list property. */
export function textsOf(object: JsonObject, name: string): readonly string[] {
  const value = property(object, name);
  if (!Array.isArray(value)) return [];
  return value.slice(0, longestList).filter((item) => typeof item === 'string');
}

/** The objects of a list property. */
export function objectsOf(object: JsonObject, name: string): readonly JsonObject[] {
  const value = property(object, name);
  return Array.isArray(value) ? value.slice(0, longestList).filter(isObject) : [];
}

export function isTrue(object: JsonObject, name: string): boolean {
  return property(object, name) === true;
}
