import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fsyncSync, openSync } from 'node:fs';
import type { BackedUpFile } from './manifest.ts';
import { basename } from 'node:path';

/** A file as a manifest lists it. */
export async function describeFile(path: string): Promise<BackedUpFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    const data: Buffer = chunk;
    hash.update(data);
    bytes += data.length;
  }
  return { name: basename(path), bytes, sha256: hash.digest('hex') };
}

/** Makes sure that a file or a directory is on the disk. */
export function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
