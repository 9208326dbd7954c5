import type { ListGuardName } from './list.ts';

/** A list that is fetched or read from a file, as the settings have it. Durations in milliseconds. */
export interface ListSource {
  /** 1 to 64 letters, digits, dots, underscores, hyphens. */
  readonly name: string;
  readonly guard: ListGuardName;
  readonly from: { readonly kind: 'url'; readonly url: string } | { readonly kind: 'file'; readonly path: string };
  /** Entries taken, from the top. */
  readonly first: number;
  readonly every: number;
  /** Whether loopback and private addresses may be asked. */
  readonly allowPrivate: boolean;
}

/** The last good state of a list. */
export interface KeptList {
  /** Where it came from; another place makes it another list. */
  readonly from: string;
  /** When it was read, RFC 3339. */
  readonly updatedAt: string;
  readonly entries: readonly string[];
}

/** `url` or path of a list. */
export function placeOf({ from }: ListSource): string {
  return from.kind === 'url' ? from.url : from.path;
}

/** The file of a list in the directory of lists. */
export function keptFileName(name: string): string {
  return `${name}.list`;
}

const head = '# feedgate guard list ';

/** A list as its file: a line of facts, then an entry a line. */
export function encodeKeptList({ from, updatedAt, entries }: KeptList): string {
  return `${head}${JSON.stringify({ from, updatedAt, entries: entries.length })}\n${entries.map((entry) => `${entry}\n`).join('')}`;
}

/** What `encodeKeptList` wrote; `null` for anything else, a file that was cut among it. */
export function decodeKeptList(text: string): KeptList | null {
  const end = text.indexOf('\n');
  if (!text.startsWith(head) || end < 0) return null;
  try {
    const facts = JSON.parse(text.slice(head.length, end)) as Omit<KeptList, 'entries'> & { readonly entries: number };
    const entries = text
      .slice(end + 1)
      .split('\n')
      .slice(0, -1);
    return entries.length === facts.entries ? { from: facts.from, updatedAt: facts.updatedAt, entries } : null;
  } catch {
    return null;
  }
}
