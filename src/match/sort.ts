import { entryHead } from './partitions.ts';
import { expiryAt, listingLength, type Memory, sourceAt } from './record.ts';

/** One observable of a partition: where its entries begin, with the fingerprint that they share. */
export interface Group {
  readonly upper: number;
  readonly lower: number;
  readonly entries: readonly number[];
}

/** Which of the two words of a 64-bit number in memory is the upper one. */
const upperWord = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** The observables of a partition in the order of their fingerprints' upper words, each with all its entries. */
export function* groups(memory: Memory, listings: number): Generator<Group> {
  const order = sortedStarts(memory.view, listings);
  const { view } = memory;
  for (let from = 0; from < listings;) {
    const upper = view.getUint32(order[from] ?? 0, true);
    let to = from + 1;
    while (to < listings && view.getUint32(order[to] ?? 0, true) === upper) to += 1;
    if (to - from === 1) {
      const start = order[from] ?? 0;
      yield { upper, lower: view.getUint32(start + 4, true), entries: [start] };
    } else yield* sameUpper(memory, upper, [...order.subarray(from, to)]);
    from = to;
  }
}

/** Where the entries begin, by upper word. Sorted as 64-bit numbers of upper word and place, for that is quick. */
function sortedStarts(view: DataView, listings: number): Uint32Array {
  const pairs = new Uint32Array(2 * listings);
  for (let i = 0, at = 0; i < listings; i += 1, at += view.getUint32(at + 8, true)) {
    pairs[2 * i + upperWord] = view.getUint32(at, true);
    pairs[2 * i + 1 - upperWord] = at;
  }
  new BigUint64Array(pairs.buffer).sort();
  return new Uint32Array(listings).map((_, i) => pairs[2 * i + 1 - upperWord] ?? 0);
}

/** Entries of one upper word: nearly always one observable with several listings. */
function* sameUpper(memory: Memory, upper: number, starts: number[]): Generator<Group> {
  starts.sort((a, b) => compareObservables(memory, a, b) || a - b);
  for (let from = 0; from < starts.length;) {
    const first = starts[from] ?? 0;
    let to = from + 1;
    while (to < starts.length && compareObservables(memory, first, starts[to] ?? 0) === 0) to += 1;
    yield { upper, lower: memory.view.getUint32(first + 4, true), entries: starts.slice(from, to) };
    from = to;
  }
}

function compareObservables({ view, bytes }: Memory, a: number, b: number): number {
  const lower = view.getUint32(a + 4, true) - view.getUint32(b + 4, true);
  if (lower !== 0) return lower;
  const head = view.getUint32(a + 12, true) - view.getUint32(b + 12, true);
  if (head !== 0) return head;
  const length = view.getUint16(a + 12, true);
  for (let i = entryHead; i < entryHead + length; i += 1) {
    const difference = (bytes[a + i] ?? 0) - (bytes[b + i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Where the listing of an entry begins. */
export function listingOf(view: DataView, entry: number): number {
  return entry + entryHead + view.getUint16(entry + 12, true);
}

/** Of each source's entries the `most` that leave force last, in the order given. */
export function keepLatest(view: DataView, entries: readonly number[], most: number): readonly number[] {
  if (entries.length <= most) return entries;
  const bySource = Map.groupBy(entries, (entry) => sourceAt(view, listingOf(view, entry)));
  const expiry = (entry: number): number => expiryAt(view, listingOf(view, entry));
  return [...bySource.values()].flatMap((own) =>
    own.length <= most ? own : own.sort((a, b) => expiry(b) - expiry(a)).slice(0, most),
  );
}

/** Bytes of all the listings. */
export function listingsLength(view: DataView, entries: readonly number[]): number {
  return entries.reduce((sum, entry) => sum + listingLength(view, listingOf(view, entry)), 0);
}
