import { promisify } from 'node:util';
import { constants, gunzip, inflate, inflateRaw, type ZlibOptions } from 'node:zlib';

/** What came of unpacking: the bytes, or why there are none. */
export type Unpacked = Buffer | 'too-large' | 'damaged';

const ways = { gzip: promisify(gunzip), zlib: promisify(inflate), raw: promisify(inflateRaw) };

/**
 * Undoes deflate (RFC 1951) as gzip (RFC 1952), zlib (RFC 1950) or raw wrap it, to at most `most` bytes and beside
 * the event loop. What ends too early is given as far as it goes.
 */
export async function unpack(bytes: Buffer, how: keyof typeof ways, most: number): Promise<Unpacked> {
  if (most <= 0) return 'too-large';
  const options: ZlibOptions = { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH };
  try {
    return await ways[how](bytes, options);
  } catch (error) {
    return error instanceof RangeError ? 'too-large' : 'damaged';
  }
}
