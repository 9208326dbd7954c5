import type { Failure } from '../base/failure.ts';
import { checksumOf } from './checksum.ts';
import { fail } from './conditions.ts';
import type { HashKey } from './hash.ts';

/** What a snapshot is a snapshot of. */
export interface SnapshotFacts {
  /** Grows with every publication. */
  readonly generation: number;
  /** Milliseconds since 1970. */
  readonly builtAt: number;
  /** A random whole number below 2^53. */
  readonly id: number;
  /** The `id` of the base that this is laid over; `null` for a base. */
  readonly base: number | null;
  /** Secret and random; an overlay has that of its base. */
  readonly key: HashKey;
  /** Names the database that the listings come from. */
  readonly store: number;
  /** The store's last commit when reading it began: everything up to it is in here, perhaps more. */
  readonly commit: number;
  /** Listings with this id or a greater one came later. */
  readonly nextListing: number;
  /** The revision of the sources' settings. */
  readonly revision: number;
}

export interface Section {
  readonly at: number;
  readonly length: number;
  readonly checksum: number;
}

/** In the order in which they lie in the file. All but the first are kept in memory. */
export const sectionNames = ['records', 'sources', 'buckets', 'remainders', 'networks4', 'networks6'] as const;
export type SectionName = (typeof sectionNames)[number];

export interface SnapshotHeader extends SnapshotFacts {
  /** Of the whole file, bytes. */
  readonly length: number;
  /** There are 2^bucketBits buckets. */
  readonly bucketBits: number;
  readonly observables: number;
  readonly listings: number;
  readonly networks4: number;
  readonly networks6: number;
  readonly sections: Readonly<Record<SectionName, Section>>;
}

/** Bytes at the beginning of a snapshot. */
export const headerLength = 512;

/** The version of the format; another one is refused. */
const formatVersion = 1;

/** As PNG does it: a transfer that changes line ends or cuts the eighth bit shows. */
const magic = [0x89, 0x46, 0x47, 0x4d, 0x0d, 0x0a, 0x1a, 0x0a] as const;
const orderMark = 0x01020304;

/** Where the words and the numbers (64-bit floating point) of the header lie. */
const words = { order: 2, version: 3, checksum: 4 } as const;
const firstNumber = 3;

/** The header as bytes. Numbers are written as this processor has them: a snapshot never leaves its machine. */
export function encodeHeader(header: SnapshotHeader): Uint8Array {
  const buffer = new ArrayBuffer(headerLength);
  const bytes = new Uint8Array(buffer);
  const word = new Uint32Array(buffer);
  bytes.set(magic);
  word[words.order] = orderMark;
  word[words.version] = formatVersion;
  const { key, sections } = header;
  new Float64Array(buffer, firstNumber * 8).set([
    header.generation,
    header.builtAt,
    header.id,
    header.base ?? -1,
    key.a,
    key.b,
    header.store,
    header.commit,
    header.nextListing,
    header.revision,
    header.length,
    header.bucketBits,
    header.observables,
    header.listings,
    header.networks4,
    header.networks6,
    ...sectionNames.flatMap((name) => [sections[name].at, sections[name].length, sections[name].checksum]),
  ]);
  word[words.checksum] = checksumOf(bytes);
  return bytes;
}

/**
 * Reads the first `headerLength` bytes of a file of `fileLength` bytes; nothing is believed before the sum is right.
 * @throws Failure `match/foreign`, `match/endianness`, `match/version`, `match/truncated`, `match/checksum`.
 */
export function decodeHeader(head: Uint8Array, fileLength: number): SnapshotHeader {
  const bytes = head.slice(0, headerLength);
  if (magic.slice(0, bytes.length).some((byte, i) => bytes[i] !== byte)) {
    throw fail('match/foreign', 'the file does not begin as a snapshot of the match index does', {
      evidence: { bytes: fileLength },
    });
  }
  if (bytes.length < headerLength) throw truncated(fileLength, headerLength);
  const word = new Uint32Array(bytes.buffer);
  checkOrder(word);
  const checksum = word[words.checksum];
  word[words.checksum] = 0;
  if (checksumOf(bytes) !== checksum) throw damaged('header');
  const header = readNumbers(new Float64Array(bytes.buffer, firstNumber * 8));
  if (fileLength < header.length) throw truncated(fileLength, header.length);
  if (fileLength > header.length || !isSound(header)) throw damaged('header');
  return header;
}

function checkOrder(word: Uint32Array): void {
  const order = word[words.order];
  if (order === 0x04030201) {
    throw fail('match/endianness', 'the snapshot was written by a processor of the other byte order');
  }
  if (order !== orderMark) throw damaged('header');
  const version = word[words.version] ?? 0;
  if (version === formatVersion) return;
  throw fail('match/version', `the snapshot has format ${version}, this version of Feedgate reads ${formatVersion}`, {
    evidence: { found: version, expected: formatVersion },
  });
}

function readNumbers(numbers: Float64Array): SnapshotHeader {
  let next = 0;
  const take = (): number => numbers[next++] ?? 0;
  const [generation, builtAt, id, base] = [take(), take(), take(), take()];
  return {
    generation,
    builtAt,
    id,
    base: base < 0 ? null : base,
    key: { a: take(), b: take() },
    store: take(),
    commit: take(),
    nextListing: take(),
    revision: take(),
    length: take(),
    bucketBits: take(),
    observables: take(),
    listings: take(),
    networks4: take(),
    networks6: take(),
    sections: {
      records: takeSection(take),
      sources: takeSection(take),
      buckets: takeSection(take),
      remainders: takeSection(take),
      networks4: takeSection(take),
      networks6: takeSection(take),
    },
  };
}

function takeSection(take: () => number): Section {
  return { at: take(), length: take(), checksum: take() };
}

/** Whether the sections lie one behind the other and hold what the counts ask for. */
function isSound(header: SnapshotHeader): boolean {
  const { sections, bucketBits, length } = header;
  const counts = [header.observables, header.networks4, header.networks6, bucketBits];
  if (counts.some((count) => !Number.isInteger(count) || count < 0 || count > 0xffffffff)) return false;
  let end = headerLength;
  for (const name of sectionNames) {
    const section = sections[name];
    if (section.at !== end || !(section.length >= 0) || section.length % 16 !== 0) return false;
    end += section.length;
  }
  return (
    end === length &&
    bucketBits <= 32 &&
    sections.buckets.length >= (2 ** bucketBits + 1) * 8 &&
    sections.remainders.length >= header.observables * 4 &&
    sections.networks4.length >= header.networks4 * networkBytes(1) &&
    sections.networks6.length >= header.networks6 * networkBytes(4)
  );
}

/** Bytes of a network whose address takes so many words: address, the network around it, prefix length. */
export function networkBytes(size: 1 | 4): number {
  return size * 4 + 4 + 1;
}

/** A part of a snapshot is not what was written. */
export function damaged(part: string): Failure {
  return fail('match/checksum', `the ${part} of the snapshot is damaged`, { evidence: { part } });
}

export function truncated(found: number, expected: number): Failure {
  return fail('match/truncated', `the snapshot ends after ${found} of ${expected} bytes`, {
    evidence: { bytes: found, expected },
  });
}
