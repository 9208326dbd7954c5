/** Content bindings of STIX XML by STIX version (TAXII Content Binding Reference). */
export const stixBindings = {
  '1.0': 'urn:stix.mitre.org:xml:1.0',
  '1.1.1': 'urn:stix.mitre.org:xml:1.1.1',
  '1.2': 'urn:stix.mitre.org:xml:1.2',
} as const;

/** One content block. */
export interface Block {
  /** Timestamp Label, microseconds since 1970. */
  readonly label: bigint;
  readonly binding: string;
  /** What stands inside Content, in pieces, written anew on every call. */
  readonly content: () => Iterable<string>;
}

/** Blocks by rising label; made on demand, so that a list may be larger than memory. */
export interface BlockList {
  readonly length: number;
  at(index: number): Block;
}

/** A collection (1.1) or feed (1.0) of the practice server. */
export interface Collection {
  readonly name: string;
  readonly description: string;
  readonly type: 'DATA_FEED' | 'DATA_SET';
  readonly available: boolean;
  /** The subscription id without which a poll is denied; `null` where none is needed. */
  readonly subscription: string | null;
  /** Milliseconds until the result of a poll is ready; 0 answers at once. */
  readonly readyAfterMs: number;
  readonly bindings: readonly string[];
  readonly blocks: BlockList;
}

/** A part of a block list, as indices. */
export interface Range {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** Blocks whose label is later than `begin` and not later than `end`; `null` begins at the first. */
export function between(blocks: BlockList, begin: bigint | null, end: bigint): Range {
  const from = begin === null ? 0 : countUpTo(blocks, begin);
  return { from, to: Math.max(from, countUpTo(blocks, end)) };
}

/** How many blocks are labelled `instant` or earlier. */
function countUpTo(blocks: BlockList, instant: bigint): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (blocks.at(middle).label <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The same list with every block passed through `edit`, which may not change the order of the labels. */
export function editBlocks(blocks: BlockList, edit: (block: Block, index: number) => Block): BlockList {
  return { length: blocks.length, at: (index) => edit(blocks.at(index), index) };
}
