import { aligned, checksumOf } from './checksum.ts';
import { encodeHeader, headerLength, type Section, type SectionName, type SnapshotFacts } from './header.ts';
import type { IndexedListing, IndexedSource } from './match.ts';
import { NetworkCollector, readAddress } from './networks.ts';
import { Partitions } from './partitions.ts';
import type { Scratch, Sink } from './sink.ts';
import { groups } from './sort.ts';
import { TableWriter } from './table.ts';

export interface BuildOptions extends SnapshotFacts {
  /** All sources; listings of others are never in force. */
  readonly sources: readonly IndexedSource[];
  /** About how many listings will come; decides on memory and time, not on what comes out. Default 1,000,000. */
  readonly expected?: number;
  /** Listings of one observable kept for one source: those that leave force last. Default 64. */
  readonly perSource?: number;
  readonly scratch: Scratch;
  readonly sink: Sink;
  /** Called between steps of some 100 ms, so that others get their turn. */
  readonly pause?: () => Promise<void>;
}

/** What was built. */
export interface BuildResult {
  readonly observables: number;
  readonly listings: number;
  /** Left out by `perSource`. */
  readonly folded: number;
  /** Of the whole snapshot, and of that what an open one keeps in memory. */
  readonly bytes: number;
  readonly memory: number;
}

export type ListingPages = AsyncIterable<readonly IndexedListing[]> | Iterable<readonly IndexedListing[]>;

/**
 * Writes a snapshot of listings, which come in pages and in any order. Memory: about 6 bytes a listing, 13 more a
 * network (20 for IPv6), 64 KiB for each 65,536 listings expected (at most 64 MiB), and some 65,536 listings at once. A
 * process that did nothing else peaked at 185 MB with a million and 286 MB with ten.
 * @throws Failure `match/too-large` above 64 GiB of records; and what `scratch`, `sink` and the pages throw.
 */
export async function buildSnapshot(pages: ListingPages, options: BuildOptions): Promise<BuildResult> {
  const { scratch, sink, expected = 1_000_000, perSource = 64, pause } = options;
  const partitions = new Partitions(scratch, expected);
  const networks = new Networks();
  for await (const page of pages) {
    for (const listing of page) {
      partitions.add(listing, options.key);
      if (listing.kind === 'network') networks.add(listing.value);
    }
  }
  const table = new TableWriter(sink, partitions.listings, perSource);
  for (let index = 0; index < partitions.count; index += 1) {
    const { memory, listings } = partitions.read(index);
    for (const group of groups(memory, listings)) table.add(memory, group);
    await pause?.();
  }
  table.finish();
  return writeRest(table, networks, options);
}

/** The sections that are kept in memory, and at last the header. */
function writeRest(table: TableWriter, networks: Networks, options: BuildOptions): BuildResult {
  const { sink } = options;
  const { observables, listings, folded, bucketBits } = table;
  const v4 = networks.v4.finish();
  const v6 = networks.v6.finish();
  const recordsEnd = headerLength + table.length;
  let end = recordsEnd;
  const put = (bytes: Uint8Array): Section => {
    const section = { at: end, length: bytes.length, checksum: checksumOf(bytes) };
    sink.write(end, bytes);
    end += bytes.length;
    return section;
  };
  const sections = {
    records: { at: headerLength, length: table.length, checksum: 0 },
    sources: put(padded(new TextEncoder().encode(JSON.stringify(options.sources)))),
    buckets: put(padded(table.buckets)),
    remainders: put(padded(table.remainders.subarray(0, observables))),
    networks4: put(v4.bytes),
    networks6: put(v6.bytes),
  } satisfies Record<SectionName, Section>;
  const counts = { observables, listings, networks4: v4.count, networks6: v6.count, bucketBits, length: end };
  sink.write(0, encodeHeader({ ...options, ...counts, sections }));
  return { observables, listings, folded, bytes: end, memory: end - recordsEnd };
}

/** The same bytes up to a multiple of 16; JSON is ended by zeros. */
function padded({ buffer, byteOffset, byteLength }: Uint8Array | Uint32Array): Uint8Array {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  if (byteLength % 16 === 0) return bytes;
  const whole = new Uint8Array(aligned(byteLength));
  whole.set(bytes);
  return whole;
}

/** The networks among the observables, by family. */
class Networks {
  readonly v4 = new NetworkCollector(1);
  readonly v6 = new NetworkCollector(4);

  add(value: string): void {
    const slash = value.indexOf('/');
    const size = readAddress(value.slice(0, slash));
    if (size !== 0) (size === 1 ? this.v4 : this.v6).add(Number(value.slice(slash + 1)));
  }
}
