import { safeText } from '../base/text.ts';
import type { Collection2 } from './resource.ts';

export type Choice =
  | { readonly kind: 'found'; readonly collection: Collection2 }
  /** Several have this title. */
  | { readonly kind: 'ambiguous'; readonly ids: readonly string[] }
  | { readonly kind: 'none' };

/** The collection that is meant by an id, an alias or, where neither fits, a title; case does not count. */
export function chooseCollection(collections: readonly Collection2[], asked: string): Choice {
  const name = asked.trim().toLowerCase();
  const byId = collections.find(({ id, alias }) => id.toLowerCase() === name || alias?.toLowerCase() === name);
  if (byId !== undefined) return { kind: 'found', collection: byId };
  const [first, ...others] = collections.filter(({ title }) => title.trim().toLowerCase() === name);
  if (first === undefined) return { kind: 'none' };
  if (others.length === 0) return { kind: 'found', collection: first };
  return { kind: 'ambiguous', ids: [first, ...others].map(({ id }) => id) };
}

/** Between the names of one collection. */
const between = ' · ';

/** A collection as evidence has it, safe to show: its id, its alias if it has one, and its title. */
export function collectionName({ id, alias, title }: Collection2): string {
  const names = [id, alias ?? '', title].filter((name) => name !== '');
  return names.map((name) => safeText(name)).join(between);
}

/** The names in it, the id first. */
export function namesOf(collection: string): readonly string[] {
  return collection.split(between);
}
