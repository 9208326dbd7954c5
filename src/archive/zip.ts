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
