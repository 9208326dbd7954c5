import { aligned, checksumOf } from './checksum.ts';
import { fail } from './conditions.ts';
import { headerLength } from './header.ts';
import { entryHead } from './partitions.ts';
import { listingLength, memory, type Memory } from './record.ts';
import type { Sink } from './sink.ts';
import { type Group, keepLatest, listingOf, listingsLength } from './sort.ts';

/** Observables in a bucket: between four and eight of them, so that a bucket lies within a cache line or two. */
const perBucket = 8;
const outLength = 1024 * 1024;

/** Records begin at a multiple of this, which lets 32 bits tell places in 64 GiB. */
export const recordUnit = 16;

/** Bytes before an observable's value: length of its listings, length of its value, kind. */
export const observableHead = 8;

/**
 * Lays observables, which come in the order of the upper words of their fingerprints, into buckets by the upper bits of
 * that word. A bucket is a run of `remainders` (the lower words) and, in the file, a stretch of records in the same
 * order, led by its checksum.
 */
export class TableWriter {
  readonly bucketBits: number;
  /** Of each bucket and one past the last: its first remainder, and its records' place in units. */
  readonly buckets: Uint32Array<ArrayBuffer>;
  readonly remainders: Uint32Array<ArrayBuffer>;
  observables = 0;
  listings = 0;
  folded = 0;
  /** Bytes of all records. */
  length = 0;
  readonly #sink: Sink;
  readonly #perSource: number;
  readonly #out = new Uint8Array(outLength);
  #outUsed = 0;
  #stretch = memory(64 * 1024);
  #stretchUsed = 0;
  #bucket = -1;

  /** `listings` is the most that will come. */
  constructor(sink: Sink, listings: number, perSource: number) {
    this.#sink = sink;
    this.#perSource = perSource;
    this.bucketBits = Math.min(Math.ceil(Math.log2(Math.max(listings / perBucket, 1))), 30);
    this.buckets = new Uint32Array(2 * (2 ** this.bucketBits + 1));
    this.remainders = new Uint32Array(listings);
  }

  /** Takes one observable from a partition. @throws Failure `match/too-large` */
  add(partition: Memory, { upper, lower, entries }: Group): void {
    const bucket = this.bucketBits === 0 ? 0 : upper >>> (32 - this.bucketBits);
    if (bucket !== this.#bucket) this.#open(bucket);
    this.remainders[this.observables] = lower;
    this.observables += 1;
    this.#append(partition, keepLatest(partition.view, entries, this.#perSource));
    this.folded += entries.length;
  }

  /** Writes what is left. */
  finish(): void {
    this.#open(2 ** this.bucketBits);
    this.#flush();
    this.folded -= this.listings;
  }

  /** Ends the bucket before and opens this one; those between are empty. */
  #open(bucket: number): void {
    this.#close();
    for (let next = this.#bucket + 1; next <= bucket; next += 1) {
      this.buckets[2 * next] = this.observables;
      this.buckets[2 * next + 1] = this.length / recordUnit;
    }
    this.#bucket = bucket;
    this.#stretchUsed = 4;
  }

  #append({ bytes, view }: Memory, entries: readonly number[]): void {
    const [first = 0] = entries;
    const valueLength = view.getUint16(first + 12, true);
    const length = listingsLength(view, entries);
    this.#reserve(observableHead + valueLength + length);
    const stretch = this.#stretch;
    let at = this.#stretchUsed;
    stretch.view.setUint32(at, length, true);
    stretch.view.setUint32(at + 4, view.getUint32(first + 12, true), true);
    at += observableHead;
    stretch.bytes.set(bytes.subarray(first + entryHead, first + entryHead + valueLength), at);
    at += valueLength;
    for (const entry of entries) {
      const from = listingOf(view, entry);
      const size = listingLength(view, from);
      stretch.bytes.set(bytes.subarray(from, from + size), at);
      at += size;
    }
    this.#stretchUsed = at;
    this.listings += entries.length;
  }

  #reserve(more: number): void {
    const needed = aligned(this.#stretchUsed + more);
    if (needed <= this.#stretch.bytes.length) return;
    const wider = memory(needed * 2);
    wider.bytes.set(this.#stretch.bytes.subarray(0, this.#stretchUsed));
    this.#stretch = wider;
  }

  #close(): void {
    if (this.#stretchUsed <= 4) return;
    const stretch = this.#stretch.bytes.subarray(0, aligned(this.#stretchUsed));
    stretch.fill(0, this.#stretchUsed);
    stretch.fill(0, 0, 4);
    this.#stretch.view.setUint32(0, checksumOf(stretch), true);
    this.#put(stretch);
    this.#stretchUsed = 0;
    if (this.length / recordUnit <= 0xffffffff) return;
    throw fail('match/too-large', `the records of ${this.observables} observables take more than 64 GiB`, {
      evidence: { observables: this.observables, bytes: this.length },
    });
  }

  #put(bytes: Uint8Array): void {
    if (this.#outUsed + bytes.length > outLength) this.#flush();
    if (bytes.length > outLength) this.#sink.write(headerLength + this.length, bytes);
    else {
      this.#out.set(bytes, this.#outUsed);
      this.#outUsed += bytes.length;
    }
    this.length += bytes.length;
  }

  /** Sends what has been gathered, which ends where the records end so far. */
  #flush(): void {
    if (this.#outUsed === 0) return;
    this.#sink.write(headerLength + this.length - this.#outUsed, this.#out.subarray(0, this.#outUsed));
    this.#outUsed = 0;
  }
}
