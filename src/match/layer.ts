import { checksumOf, wordsOf } from './checksum.ts';
import { damaged, type SnapshotHeader } from './header.ts';
import type { IndexedSource } from './match.ts';
import { NetworkTable } from './networks.ts';
import { type ListingFacts, listingLength, readListing } from './record.ts';
import { observableHead, recordUnit } from './table.ts';
import { readText } from './text.ts';

/**
 * Reads `length` bytes of the file at a place, on a hit only; fewer where it ends. They are the caller's to change, and
 * begin at a multiple of 4 in their buffer. It may throw a `Failure` where the file cannot be read.
 */
export type ReadRecords = (at: number, length: number) => Uint8Array;

/** The parts of a snapshot that are kept in memory, checked. */
export interface LayerParts {
  readonly header: SnapshotHeader;
  readonly sources: readonly IndexedSource[];
  /** See `TableWriter`. */
  readonly buckets: Uint32Array;
  readonly remainders: Uint32Array;
  readonly networks4: Uint8Array;
  readonly networks6: Uint8Array;
  readonly read: ReadRecords;
}

const nothing: readonly ListingFacts[] = [];

/** An observable as a snapshot has it. */
export interface LayerObservable {
  /** See `kindCodes`. */
  readonly kind: number;
  readonly value: string;
  readonly listings: readonly ListingFacts[];
}

/** One snapshot, opened: a base, or what is laid over one. */
export class Layer {
  readonly header: SnapshotHeader;
  readonly sources: ReadonlyMap<number, IndexedSource>;
  readonly networks4: NetworkTable;
  readonly networks6: NetworkTable;
  /** Bytes kept in memory. */
  readonly memory: number;
  readonly #buckets: Uint32Array;
  readonly #remainders: Uint32Array;
  readonly #shift: number;
  readonly #read: ReadRecords;

  constructor(parts: LayerParts) {
    this.header = parts.header;
    this.sources = new Map(parts.sources.map((source) => [source.id, source]));
    this.networks4 = new NetworkTable(parts.networks4, parts.header.networks4, 1);
    this.networks6 = new NetworkTable(parts.networks6, parts.header.networks6, 4);
    this.memory =
      parts.buckets.byteLength + parts.remainders.byteLength + parts.networks4.length + parts.networks6.length;
    this.#buckets = parts.buckets;
    this.#remainders = parts.remainders;
    this.#shift = 32 - parts.header.bucketBits;
    this.#read = parts.read;
  }

  /** False: no listed observable has this fingerprint. True is right but for one in a thousand million. */
  mayHold(upper: number, lower: number): boolean {
    const bucket = this.#bucketOf(upper);
    const end = this.#buckets[bucket + 2] ?? 0;
    for (let i = this.#buckets[bucket] ?? 0; i < end; i += 1) {
      if (this.#remainders[i] === lower) return true;
    }
    return false;
  }

  /**
   * All listings of exactly this observable; the value is compared, so a fingerprint that others share misleads nobody.
   * @throws Failure `match/checksum` where the records are damaged, and what `ReadRecords` throws.
   */
  find(value: string, kind: number, fingerprint: ArrayLike<number>): readonly ListingFacts[] {
    const [upper = 0, lower = 0] = [fingerprint[0], fingerprint[1]];
    if (!this.mayHold(upper, lower)) return nothing;
    const bucket = this.#bucketOf(upper);
    const first = this.#buckets[bucket] ?? 0;
    const end = this.#buckets[bucket + 2] ?? 0;
    const stretch = this.#stretch(bucket);
    try {
      const records = new Records(stretch);
      for (let i = first; i < end; i += 1) {
        if (this.#remainders[i] === lower && records.holds(value, kind)) return records.listings();
        records.skip();
      }
    } catch (error) {
      if (error instanceof RangeError) throw damaged('records');
      throw error;
    }
    return nothing;
  }

  /**
   * All observables with their listings, those of one bucket (a few) at a time.
   * @throws Failure `match/checksum` where the records are damaged, and what `ReadRecords` throws.
   */
  *observables(): Generator<readonly LayerObservable[]> {
    for (let bucket = 0; bucket + 3 < this.#buckets.length; bucket += 2) {
      const count = (this.#buckets[bucket + 2] ?? 0) - (this.#buckets[bucket] ?? 0);
      if (count > 0) yield this.#all(bucket, count);
    }
  }

  #all(bucket: number, count: number): readonly LayerObservable[] {
    const records = new Records(this.#stretch(bucket));
    try {
      return Array.from({ length: count }, () => records.take());
    } catch (error) {
      if (error instanceof RangeError) throw damaged('records');
      throw error;
    }
  }

  /** Where in `#buckets` the bucket of a fingerprint stands. */
  #bucketOf(upper: number): number {
    return this.#shift === 32 ? 0 : 2 * (upper >>> this.#shift);
  }

  /** The records of a bucket, their checksum compared. */
  #stretch(bucket: number): Uint8Array {
    const { records } = this.header.sections;
    const from = (this.#buckets[bucket + 1] ?? 0) * recordUnit;
    const to = (this.#buckets[bucket + 3] ?? 0) * recordUnit;
    if (to > records.length || from >= to) throw damaged('table');
    const bytes = this.#read(records.at + from, to - from);
    if (bytes.length !== to - from) throw damaged('records');
    const expected = wordsOf(bytes)[0];
    bytes.fill(0, 0, 4);
    if (checksumOf(bytes) !== expected) throw damaged('records');
    return bytes;
  }
}

/** Walks over the records of a bucket. Leaving the bytes is a RangeError. */
class Records {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 4;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  holds(value: string, kind: number): boolean {
    if (this.#view.getUint8(this.#at + 6) !== kind) return false;
    const from = this.#at + observableHead;
    return readText(this.#bytes, from, from + this.#valueLength) === value;
  }

  listings(): readonly ListingFacts[] {
    const from = this.#at + observableHead + this.#valueLength;
    const to = from + this.#view.getUint32(this.#at, true);
    const listings: ListingFacts[] = [];
    for (let at = from; at < to; at += listingLength(this.#view, at)) listings.push(readListing(this.#view, at));
    return listings;
  }

  take(): LayerObservable {
    const from = this.#at + observableHead;
    const value = readText(this.#bytes, from, from + this.#valueLength);
    const taken = { kind: this.#view.getUint8(this.#at + 6), value, listings: this.listings() };
    this.skip();
    return taken;
  }

  skip(): void {
    this.#at += observableHead + this.#valueLength + this.#view.getUint32(this.#at, true);
  }

  get #valueLength(): number {
    return this.#view.getUint16(this.#at + 4, true);
  }
}
