import { parseMillis } from '../base/instant.ts';
import { property, textOf, textsOf, type JsonObject } from '../json/object.ts';

/** A STIX object as it came. */
export type StixObject = JsonObject;

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
