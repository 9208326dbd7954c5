import type { HashKey } from './hash.ts';
import { fingerprint, hashText } from './hash.ts';
import { kindCodes, type IndexedListing } from './match.ts';
import { longestListing, memory, type Memory, writeListing } from './record.ts';
import type { Scratch } from './sink.ts';
import { writeText } from './text.ts';

/** Bytes before the value: fingerprint (two words), length of the whole entry, length of the value, kind. */
export const entryHead = 16;
const longestEntry = entryHead + 2048 * 3 + longestListing;

const bufferLength = 64 * 1024;

/** Listings of about one stretch of fingerprints, `mostListings` in memory at once. */
const mostListings = 65_536;
const mostPartitions = 1024;

interface Partition {
  readonly memory: Memory;
  used: number;
  readonly stretches: { readonly at: number; readonly length: number }[];
  listings: number;
}

/** Sets listings aside by the upper bits of their fingerprints, so that they can be sorted a part at a time. */
export class Partitions {
  readonly #scratch: Scratch;
  readonly #bits: number;
  readonly #partitions: readonly Partition[];
  #whole = memory(0);
  #end = 0;
  #listings = 0;

  /** Holds 64 KiB for each 65,536 listings expected, at most 64 MiB. */
  constructor(scratch: Scratch, expected: number) {
    this.#scratch = scratch;
    const wanted = Math.min(Math.max(expected / mostListings, 1), mostPartitions);
    this.#bits = Math.ceil(Math.log2(wanted));
    this.#partitions = Array.from({ length: 2 ** this.#bits }, () => ({
      memory: memory(bufferLength),
      used: 0,
      stretches: [],
      listings: 0,
    }));
  }

  get listings(): number {
    return this.#listings;
  }

  get count(): number {
    return this.#partitions.length;
  }

  add(listing: IndexedListing, key: HashKey): void {
    const kind = kindCodes[listing.kind];
    hashText(listing.value, kind, key);
    const upper = fingerprint[0] ?? 0;
    const partition = this.#partitions[this.#bits === 0 ? 0 : upper >>> (32 - this.#bits)];
    if (partition === undefined) return;
    if (partition.used + longestEntry > bufferLength) this.#flush(partition);
    const { memory, used: at } = partition;
    const { bytes, view } = memory;
    view.setUint32(at, upper, true);
    view.setUint32(at + 4, fingerprint[1] ?? 0, true);
    const value = writeText(bytes, at + entryHead, listing.value);
    view.setUint16(at + 12, value - at - entryHead, true);
    view.setUint8(at + 14, kind);
    const end = writeListing(memory, value, listing);
    view.setUint32(at + 8, end - at, true);
    partition.used = end;
    partition.listings += 1;
    this.#listings += 1;
  }

  /** All entries of a partition one behind the other, until the next is read, and how many. */
  read(index: number): { readonly memory: Memory; readonly listings: number } {
    const partition = this.#partitions[index];
    if (partition === undefined) return { memory: memory(0), listings: 0 };
    const apart = partition.stretches.reduce((sum, stretch) => sum + stretch.length, 0);
    if (this.#whole.bytes.length < apart + partition.used)
      this.#whole = memory(Math.ceil((apart + partition.used) * 1.25));
    const whole = this.#whole;
    let at = 0;
    for (const stretch of partition.stretches) {
      this.#scratch.read(stretch.at, whole.bytes.subarray(at, at + stretch.length));
      at += stretch.length;
    }
    whole.bytes.set(partition.memory.bytes.subarray(0, partition.used), at);
    return { memory: whole, listings: partition.listings };
  }

  #flush(partition: Partition): void {
    this.#scratch.append(partition.memory.bytes.subarray(0, partition.used));
    partition.stretches.push({ at: this.#end, length: partition.used });
    this.#end += partition.used;
    partition.used = 0;
  }
}
