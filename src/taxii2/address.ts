import { formatMicros } from '../base/instant.ts';

/** Where TAXII 2 servers have their discovery (TAXII 2.1 §4.1, TAXII 2.0 §4.1). */
export const discoveryPaths = ['/taxii2/', '/taxii/'] as const;

/** The list of the collections of an API root (§5.1). */
export function collectionsPath(root: string): string {
  return `${slashed(root)}collections/`;
}

/** The objects of a collection (§5.4), by its id or alias; with the final slash that the standard demands. */
export function objectsPath(root: string, collection: string): string {
  return `${collectionsPath(root)}${encodeURIComponent(collection)}/objects/`;
}

/** What of the objects is asked for. */
export interface ObjectsQuery {
  /** Microseconds since 1970, exclusive; `null` for all. */
  readonly addedAfter: bigint | null;
  /** 2.1 alone. */
  readonly limit: number | null;
  readonly next: string | null;
}

/** The query with its `?`, empty where nothing is asked. Six decimals and `Z`, which every server takes. */
export function objectsSearch({ addedAfter, limit, next }: ObjectsQuery): string {
  const pairs = [
    ['added_after', addedAfter === null ? null : formatMicros(addedAfter)],
    ['limit', limit],
    ['next', next],
  ] as const;
  const said = pairs.filter(([, value]) => value !== null);
  return said.length === 0
    ? ''
    : `?${said.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&')}`;
}

/** Whether the text can be an id or an alias, and not just a title. */
export function isIdentifier(collection: string): boolean {
  return /^[\w.~-]+$/.test(collection);
}

/** Whether the path is one that servers have their discovery at, rather than an API root. */
export function isDiscovery(path: string): boolean {
  return path === '/' || (discoveryPaths as readonly string[]).includes(slashed(path));
}

/** Without query, with its final slash. */
export function slashed(path: string): string {
  const bare = path.replace(/\?.*$/s, '');
  return bare.endsWith('/') ? bare : `${bare}/`;
}
