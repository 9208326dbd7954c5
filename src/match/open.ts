import { Checksum, wordsOf } from './checksum.ts';
import {
  damaged,
  decodeHeader,
  headerLength,
  type Section,
  type SectionName,
  sectionNames,
  truncated,
} from './header.ts';
import { Layer, type ReadRecords } from './layer.ts';
import { type IndexedSource, subdomainRules } from './match.ts';

/** A piece of the file to be read into `into`, all of it. */
export interface Piece {
  readonly at: number;
  readonly into: Uint8Array;
}

/** Bytes of a piece: what is checked between two of them takes a quarter of a millisecond. */
const pieceLength = 256 * 1024;

const kept = sectionNames.filter((name) => name !== 'records');

/**
 * Opens a snapshot step by step: asks for pieces of the file (the first is the header), checks each, and returns the
 * layer. Nothing is copied, and no step takes longer than a few milliseconds, however large the snapshot.
 * @throws Failure `match/*` where the file is not what a builder wrote.
 */
export function* openLayer(fileLength: number, read: ReadRecords): Generator<Piece, Layer, void> {
  const head = new Uint8Array(Math.min(headerLength, fileLength));
  yield { at: 0, into: head };
  const header = decodeHeader(head, fileLength);
  const { sections } = header;
  const start = sections.sources.at;
  // Shared, though nobody shares it: an ArrayBuffer of this size would set off a collection that holds everything up.
  const memory = new Uint8Array(new SharedArrayBuffer(header.length - start));
  const bytesOf = ({ at, length }: Section): Uint8Array => memory.subarray(at - start, at - start + length);
  for (const name of kept) yield* checkedPieces(sections[name], bytesOf(sections[name]), name);
  const part = (name: SectionName): Uint8Array => bytesOf(sections[name]);
  return new Layer({
    header,
    sources: parseSources(part('sources')),
    buckets: wordsOf(part('buckets')).subarray(0, 2 * (2 ** header.bucketBits + 1)),
    remainders: wordsOf(part('remainders')).subarray(0, header.observables),
    networks4: part('networks4'),
    networks6: part('networks6'),
    read,
  });
}

function* checkedPieces(section: Section, memory: Uint8Array, name: string): Generator<Piece, void, void> {
  const sum = new Checksum();
  for (let done = 0; done < section.length; done += pieceLength) {
    const into = memory.subarray(done, done + pieceLength);
    yield { at: section.at + done, into };
    sum.add(wordsOf(into));
  }
  if (sum.value !== section.checksum) throw damaged(name);
}

function parseSources(bytes: Uint8Array): readonly IndexedSource[] {
  const end = bytes.indexOf(0);
  const text = new TextDecoder().decode(bytes.slice(0, end < 0 ? bytes.length : end));
  try {
    const sources = JSON.parse(text) as readonly IndexedSource[];
    if (sources.every(({ id, subdomains }) => Number.isInteger(id) && subdomainRules.includes(subdomains)))
      return sources;
  } catch {
    // Told below.
  }
  throw damaged('sources');
}

/** Opens a snapshot that lies in memory whole. @throws Failure `match/*` */
export function openSnapshot(bytes: Uint8Array): Layer {
  const read: ReadRecords = (at, length) => bytes.slice(at, at + length);
  const opening = openLayer(bytes.length, read);
  for (;;) {
    const step = opening.next();
    if (step.done === true) return step.value;
    const { at, into } = step.value;
    if (at + into.length > bytes.length) throw truncated(bytes.length, at + into.length);
    into.set(bytes.subarray(at, at + into.length));
  }
}
