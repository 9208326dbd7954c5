import { parseDomain } from '../observable/domain.ts';
import { parseHash } from '../observable/hash.ts';
import type { Observable, Refusal } from '../observable/observable.ts';
import { parseNetwork } from './networks.ts';

/** What a list says. */
export interface ReadList {
  /** Each once, in its order, canonical. */
  readonly entries: readonly string[];
  /** Lines or items that are no name, address, network or hash. */
  readonly unread: number;
  /** The first of those, hostile text. */
  readonly firstUnread: string | null;
}

/** Types of MISP's warning lists that say names and networks as they are; the others are patterns. */
const plainTypes: readonly unknown[] = ['string', 'hostname', 'cidr'];

/**
 * Reads a list of names, addresses, networks and hashes, up to `most` entries: one a line, where a rank or other columns
 * may stand around it (`1,example.com`), comments begin with `#`, `;` or `//`; or a warning list of MISP in JSON, or a JSON
 * array of texts. `null` for JSON that is neither.
 */
export function readGuardList(text: string, most: number): ReadList | null {
  const items = /^\s*[[{]/.test(text) ? itemsOfJson(text) : itemsOfLines(text);
  if (items === null) return null;
  const entries = new Set<string>();
  let unread = 0;
  let firstUnread: string | null = null;
  for (const item of items) {
    if (entries.size >= most) break;
    const entry = entryIn(item);
    if (entry !== null) {
      entries.add(entry);
      continue;
    }
    unread += 1;
    firstUnread ??= item.slice(0, 200);
  }
  return { entries: [...entries], unread, firstUnread };
}

function itemsOfJson(text: string): readonly string[] | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  if (Array.isArray(json)) return json.map(String);
  const { list, type = 'string' } = json as { readonly list?: unknown; readonly type?: unknown };
  return Array.isArray(list) && plainTypes.includes(type) ? list.map(String) : null;
}

function* itemsOfLines(text: string): Generator<string> {
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const line = match[0].replace(/(?:^|\s)(?:#|;|\/\/).*$/, '').trim();
    if (line !== '') yield line;
  }
}

/** The first word of an item that is an entry; numbers alone are ranks. */
function entryIn(item: string): string | null {
  for (const word of item.slice(0, 1000).split(/[\s,;"'|]+/)) {
    if (word === '' || /^\d+$/.test(word)) continue;
    const entry = entryOf(word.toLowerCase());
    if (entry !== null) return entry;
  }
  return null;
}

function entryOf(word: string): string | null {
  if (/^[0-9a-f]{32,128}$/.test(word)) return valueOf(parseHash(word));
  if (parseNetwork(word) !== null) return word;
  const name = word.replace(/^\*?\./, '');
  return name.includes('.') ? valueOf(parseDomain(name)) : null;
}

function valueOf(parsed: Observable | Refusal): string | null {
  return 'rule' in parsed ? null : parsed.value;
}
