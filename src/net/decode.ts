import type { Transform } from 'node:stream';
import { createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { quote } from '../base/text.ts';
import { fail } from './conditions.ts';
import { firstBytes } from './tap.ts';

/** What a body may cost. */
export interface BodyBudget {
  /** Content bytes as they come, still compressed. Default 512 MiB. */
  readonly wireBytes: number;
  /** Bytes handed on. Default 4 GiB. */
  readonly decodedBytes: number;
  /** Bytes handed on for each byte that came, once more than 8 MiB were handed on. Default 100. */
  readonly ratio: number;
}

export const defaultBodyBudget: BodyBudget = { wireBytes: 512 * 1024 ** 2, decodedBytes: 4 * 1024 ** 3, ratio: 100 };

/** Bytes unpacked at a time: each piece costs a thread's turn here and a frame to the parser. */
const sized = { chunkSize: 128 * 1024 };
const strict = { ...sized, rejectGarbageAfterEnd: true };

/** From here on the ratio is looked at: what unpacks to less harms nobody. */
const ratioFloor = 8 * 1024 ** 2;

/** Bytes so far; kept up to date while the body is read. */
export interface ByteCount {
  wire: number;
  decoded: number;
}

export type Coding = 'identity' | 'gzip' | 'deflate';

/**
 * The one coding of `Content-Encoding`.
 * @throws Failure `http/encoding-unknown`, `http/encoding-stacked`.
 */
export function codingOf(contentEncoding: string | null): Coding {
  const codings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  const [coding = 'identity'] = codings;
  if (codings.length > 1) {
    throw fail(
      'http/encoding-stacked',
      `the answer is compressed ${codings.length} times: ${quote(contentEncoding ?? '')}`,
    );
  }
  if (coding === 'x-gzip') return 'gzip';
  if (coding === 'gzip' || coding === 'deflate' || coding === 'identity') return coding;
  throw fail('http/encoding-unknown', `the answer is compressed as ${quote(coding)}, which was not offered`);
}

export interface Decoding {
  readonly declared: Coding;
  readonly budget: BodyBudget;
  readonly count: ByteCount;
  /** Told when an answer that declares no coding begins like gzip, and is unpacked nevertheless. */
  readonly undeclaredGzip: () => void;
}

/**
 * The body unpacked, in the pieces in which it comes: memory does not grow with it. The end is strict: the last block
 * and its checksum have to be there, and nothing after them; gzip members may follow one another (RFC 1952 §2.2).
 * @throws Failure `http/gzip-truncated`, `http/gzip-corrupt`, `http/not-gzip`, `http/bomb`, `http/too-big`.
 */
export async function* decoded(source: AsyncIterable<Uint8Array>, decoding: Decoding): AsyncGenerator<Uint8Array> {
  const { first, body } = await opened(source);
  const unpacked = unpacker(first, decoding);
  const { count, budget } = decoding;
  for await (const piece of unpacked === null ? body : inflated(body, unpacked, count)) {
    count.decoded += piece.length;
    if (count.decoded > budget.decodedBytes) {
      throw fail('http/too-big', `the answer unpacks to more than ${budget.decodedBytes} bytes`, {
        evidence: { ...count },
      });
    }
    if (count.decoded > ratioFloor && count.decoded > count.wire * budget.ratio) {
      const times = Math.floor(count.decoded / count.wire);
      throw fail('http/bomb', `the answer unpacks to ${times} times what it weighs`, { evidence: { ...count } });
    }
    yield piece;
  }
}

/** Reads until two bytes are there, the magic number of every coding. */
async function opened(source: AsyncIterable<Uint8Array>) {
  const iterator = source[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let first: Uint8Array = new Uint8Array(0);
  while (first.length < 2) {
    const next = await iterator.next();
    if (next.done === true) break;
    read.push(next.value);
    first = Buffer.concat(read);
  }
  const body = (async function* () {
    try {
      if (first.length > 0) yield first;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  })();
  return { first, body };
}

function unpacker(first: Uint8Array, { declared, undeclaredGzip }: Decoding): Transform | null {
  if (first.length === 0) return null;
  const gzip = first[0] === 0x1f && first[1] === 0x8b;
  if (declared === 'deflate') return inflater(first);
  if (declared === 'gzip' && first.length > 1 && !gzip) {
    throw fail('http/not-gzip', `declared as gzip, but begins with ${quote(firstBytes(first), 64)}`, {
      evidence: { firstBytes: firstBytes(first) },
    });
  }
  if (declared === 'identity' && gzip) undeclaredGzip();
  return declared === 'gzip' || gzip ? createGunzip(sized) : null;
}

/** `deflate` means a zlib stream (RFC 9110 §8.4.1.2), but many servers send the bare one: its header tells them apart. */
function inflater([cmf = 0, flg = 0]: Uint8Array): Transform {
  const wrapped = (cmf & 15) === 8 && (cmf * 256 + flg) % 31 === 0;
  return wrapped ? createInflate(strict) : createInflateRaw(strict);
}

async function* inflated(
  source: AsyncIterable<Uint8Array>,
  unpack: Transform,
  count: ByteCount,
): AsyncGenerator<Uint8Array> {
  const feed = async (): Promise<void> => {
    // One write at a time: zlib calls back when its output has been taken, and that holds the socket back.
    for await (const chunk of source) await written(unpack, chunk);
    unpack.end();
  };
  const fed = feed().catch((error: unknown) =>
    unpack.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  try {
    for await (const piece of unpack) yield piece as Uint8Array;
  } catch (error) {
    throw unpackFailure(error, count);
  } finally {
    unpack.destroy();
    await fed;
  }
}

function written(stream: Transform, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const closed = (): void => reject(new Error('no longer read'));
    stream.once('close', closed);
    stream.write(chunk, (error) => {
      stream.off('close', closed);
      if (error === null || error === undefined) resolve();
      else reject(error);
    });
  });
}

/** zlib's own words tell a cut from damage. Anything else (a failure of the wire) passes unchanged. */
function unpackFailure(error: unknown, count: ByteCount): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const evidence = { ...count, zlib: error.message };
  if (error.code === 'Z_BUF_ERROR') {
    return fail('http/gzip-truncated', `the compressed answer ends in the middle, after ${count.wire} bytes`, {
      evidence,
    });
  }
  if (error.code === 'ERR_TRAILING_JUNK_AFTER_STREAM_END' || error.message === 'incorrect header check') {
    return fail('http/gzip-corrupt', 'bytes follow the end of the compressed answer', { evidence });
  }
  if (error.code.startsWith('Z_')) {
    return fail('http/gzip-corrupt', `the compressed answer is damaged: ${error.message}`, { evidence });
  }
  return error;
}
