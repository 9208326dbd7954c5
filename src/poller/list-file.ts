import { constants, type BigIntStats } from 'node:fs';
import { open, realpath, type FileHandle } from 'node:fs/promises';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failing, type Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { errorCode } from '../host/error-code.ts';
import { decoded, defaultBodyBudget } from '../net/decode.ts';
import { pollerConditions } from './conditions.ts';
import type { Line } from './line.ts';
import type { ListAnswer, Validators } from './list-exchange.ts';

const fail = failing(pollerConditions);

/** Bytes of a file that are read, packed or not. */
const mostBytes = BigInt(defaultBodyBudget.wireBytes);

const chunk = 128 * 1024;

/** A file that is read as a list, for one poll. */
export interface ListFileLine extends Pick<Line, 'observer' | 'clock' | 'settings'> {
  /** The data directory, out of which nothing is read: it holds secrets. `null` where there is none. */
  readonly closed: string | null;
}

/**
 * Reads a list in a file of this machine, packed with gzip or not, unless its size and time are those it is known by.
 * Links are followed, but not into the data directory; only a plain file of at most 512 MiB is read, and one that
 * changed meanwhile is not taken.
 * @throws Failure `list/file-*`, `http/gzip-*`, and what `read` throws.
 */
export async function readListFile<T>(
  line: ListFileLine,
  known: Validators | null,
  read: (body: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<ListAnswer<T>> {
  const { observer, clock } = line;
  const path = pathOf(line.settings.path);
  observer.stage('content');
  const began = clock.monotonic();
  const count = { wire: 0, decoded: 0 };
  const file = await opened(path);
  try {
    const stats = await checked(file, path, line.closed);
    const etag = tagOf(stats);
    if (known?.etag === etag) return { kind: 'unchanged' };
    const body = decoded(chunksOf(file, path, { count, size: Number(stats.size) }), {
      declared: 'identity',
      budget: defaultBodyBudget,
      count,
      undeclaredGzip: () => undefined,
    });
    const result = await read(body);
    if (tagOf(await statsOf(file, path)) !== etag || BigInt(count.wire) !== stats.size) throw changing(path);
    return { kind: 'read', etag, lastModified: null, read: result };
  } finally {
    await file.close();
    observer.spent('content', clock.monotonic() - began);
    observer.bytes(count.wire, count.decoded);
  }
}

function pathOf(path: string): string {
  try {
    return fileURLToPath(`file://${path}`);
  } catch (error) {
    throw unreadable(path, errorCode(error));
  }
}

/** Without waiting for a writer, as the opening of a named pipe would. */
async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    throw unreadable(path, errorCode(error));
  }
}

/** @throws Failure `list/file-*` for what is not to be read. */
async function checked(file: FileHandle, path: string, closed: string | null): Promise<BigIntStats> {
  const stats = await statsOf(file, path);
  if (!stats.isFile()) throw unreadable(path, 'it is no plain file');
  if (closed !== null && (await liesIn(file, path, closed))) {
    throw fail('list/file-closed', `the list ${quote(path, 500)} lies in the data directory, which is not read`, {
      evidence: { file: path },
    });
  }
  if (stats.size <= mostBytes) return stats;
  throw unreadable(path, `it has ${stats.size} bytes, and ${mostBytes} are the most`);
}

/** Of the file that is open, where the kernel tells its place: the path may lead elsewhere by now. */
async function liesIn(file: FileHandle, path: string, directory: string): Promise<boolean> {
  try {
    const real = await realpath(`/proc/self/fd/${file.fd}`).catch(() => realpath(path));
    return real.startsWith((await realpath(directory)) + sep);
  } catch (error) {
    throw unreadable(path, errorCode(error));
  }
}

async function statsOf(file: FileHandle, path: string): Promise<BigIntStats> {
  try {
    return await file.stat({ bigint: true });
  } catch (error) {
    throw unreadable(path, errorCode(error));
  }
}

function tagOf({ ino, size, mtimeNs }: BigIntStats): string {
  return `${ino}-${size}-${mtimeNs}`;
}

/** As many bytes as the file says that it has: those of the kernel say none, and tell much. */
async function* chunksOf(
  file: FileHandle,
  path: string,
  { count, size }: { readonly count: { wire: number }; readonly size: number },
): AsyncGenerator<Uint8Array> {
  try {
    while (count.wire < size) {
      const most = Math.min(chunk, size - count.wire);
      const { bytesRead, buffer } = await file.read(new Uint8Array(most), 0, most);
      if (bytesRead === 0) return;
      count.wire += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw unreadable(path, errorCode(error));
  }
}

function unreadable(path: string, why: string): Failure {
  return fail('list/file-unreadable', `the list ${quote(path, 500)} cannot be read: ${why}`, {
    evidence: { file: path, error: why },
  });
}

function changing(path: string): Failure {
  return fail('list/file-changing', `the list ${quote(path, 500)} was written while it was read`, {
    evidence: { file: path },
  });
}
