import { crc32 } from 'node:zlib';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import type { Member } from './member.ts';

/** Whether bytes begin as a zip archive does. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/**
 * The files of a zip archive, one after the other, each unpacked to at most what `left` allows when its turn comes;
 * what is over it, encrypted or damaged is named. Never fails.
 */
export async function* readZip(bytes: Buffer, left: () => number): AsyncGenerator<Member> {
  try {
    const zip = await open(bytes);
    for await (const entry of entries(zip)) {
      if (!entry.fileName.endsWith('/')) yield await readEntry(zip, entry, left());
    }
  } catch {
    yield { kind: 'damaged', name: '' };
  }
}

/** A file of a zip archive, not yet unpacked. */
export interface Packed {
  readonly name: string;
  readonly encrypted: boolean;
  /** Unpacks it piece by piece. Rejects, at its end at the latest, where it is not what was packed. */
  content(): AsyncIterable<Uint8Array>;
}

/** The files of a zip archive, at most `most` of them; rejects where it is none. */
export async function filesOfZip(bytes: Buffer, most: number): Promise<readonly Packed[]> {
  const zip = await open(bytes);
  const files: Packed[] = [];
  for await (const entry of entries(zip)) {
    if (entry.fileName.endsWith('/')) continue;
    if (files.length === most) break;
    const encrypted = (entry.generalPurposeBitFlag & 1) !== 0;
    files.push({ name: entry.fileName, encrypted, content: () => checked(zip, entry) });
  }
  return files;
}

async function* checked(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  let sum = 0;
  for await (const chunk of await streamOf(zip, entry)) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== entry.crc32) throw new Error('its checksum is another one');
}

function open(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true, strictFileNames: false }, (error, zip) => {
      if (error !== null && error !== undefined) reject(error);
      else resolve(zip);
    });
  });
}

async function* entries(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const next = await new Promise<Entry | null>((resolve, reject) => {
      zip.once('entry', resolve);
      zip.once('end', () => resolve(null));
      zip.once('error', reject);
      zip.readEntry();
    });
    zip.removeAllListeners();
    if (next === null) return;
    yield next;
  }
}

async function readEntry(zip: ZipFile, entry: Entry, most: number): Promise<Member> {
  const name = entry.fileName;
  if ((entry.generalPurposeBitFlag & 1) !== 0) return { kind: 'encrypted', name };
  if (entry.uncompressedSize > most) return { kind: 'too-large', name };
  try {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of await streamOf(zip, entry)) {
      size += chunk.length;
      // What an archive says of its sizes may be a lie.
      if (size > most) return { kind: 'too-large', name };
      chunks.push(chunk);
    }
    return { kind: 'file', name, content: Buffer.concat(chunks) };
  } catch {
    return { kind: 'damaged', name };
  }
}

function streamOf(zip: ZipFile, entry: Entry): Promise<AsyncIterable<Buffer>> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error !== null && error !== undefined) reject(error);
      else resolve(stream as AsyncIterable<Buffer>);
    });
  });
}
