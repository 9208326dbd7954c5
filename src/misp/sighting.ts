import { isObject, textOf } from '../json/object.ts';
import { jsonValue } from '../json/parse.ts';

/** Types of sightings of MISP: 0 is seen, 1 a false positive. */
const types = { seen: '0', 'false-positive': '1' } as const;

/** The body of `POST sightings/add/UUID` as JSON. `at` in milliseconds since 1970. */
export function sightingBody(type: keyof typeof types, at: number): string {
  return JSON.stringify({ type: types[type], source: 'feedgate', timestamp: String(Math.trunc(at / 1000)) });
}

/**
 * What an answer to a sighting says. `unknown`: the server has no such attribute, or none that the user may see. Servers
 * tell errors with status 200 too.
 */
export type SightingAnswer =
  | { readonly kind: 'taken' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly said: string };

/** Reads the body of an answer, whatever its status. */
export function readSightingAnswer(text: string): SightingAnswer {
  const value = text.trimStart().startsWith('{') ? jsonValue(text) : undefined;
  if (!isObject(value)) return { kind: 'refused', said: text };
  if (isObject(value['Sighting']) || value['saved'] === true) return { kind: 'taken' };
  const said = textOf(value, 'errors') || textOf(value, 'message') || textOf(value, 'name');
  if (/^sightings? added/i.test(said)) return { kind: 'taken' };
  return /no valid attributes|invalid attribute/i.test(said) ? { kind: 'unknown' } : { kind: 'refused', said };
}
