import { open, type FileHandle } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { failing, type Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { errorCode } from '../host/error-code.ts';
import { decoded, defaultBodyBudget } from '../net/decode.ts';
import { pollerConditions } from './conditions.ts';
import type { Line } from './line.ts';
import type { ListAnswer, Validators } from './list-exchange.ts';

const fail = failing(pollerConditions);

/**
 * Reads a list in a file of this machine, packed with gzip or not, unless its size and time are those it is known by.
 * @throws Failure `list/file-unreadable`, `http/gzip-*`, and what `read` throws.
 */
export async function readListFile<T>(
  line: Line,
  known: Validators | null,
  read: (body: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<ListAnswer<T>> {
  const { observer, clock, settings } = line;
  const path = fileURLToPath(`file://${settings.path}`);
  observer.stage('content');
  const began = clock.monotonic();
  const count = { wire: 0, decoded: 0 };
  const file = await open(path, 'r').catch((error: unknown) => {
    throw unreadable(path, errorCode(error));
  });
  try {
    const stats = await file.stat({ bigint: true });
    if (!stats.isFile()) throw unreadable(path, 'it is no plain file');
    const etag = `${stats.ino}-${stats.size}-${stats.mtimeNs}`;
    if (known?.etag === etag) return { kind: 'unchanged' };
    const undeclaredGzip = (): void => undefined;
    const body = decoded(chunksOf(file, path, count), {
      declared: 'identity',
      budget: defaultBodyBudget,
      count,
      undeclaredGzip,
    });
    return { kind: 'read', etag, lastModified: null, read: await read(body) };
  } finally {
    await file.close();
    observer.spent('content', clock.monotonic() - began);
    observer.bytes(count.wire, count.decoded);
  }
}

async function* chunksOf(file: FileHandle, path: string, count: { wire: number }): AsyncGenerator<Uint8Array> {
  try {
    for (;;) {
      const { bytesRead, buffer } = await file.read(new Uint8Array(chunk), 0, chunk);
      if (bytesRead === 0) return;
      count.wire += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw unreadable(path, errorCode(error));
  }
}

const chunk = 128 * 1024;

function unreadable(path: string, why: string): Failure {
  return fail('list/file-unreadable', `the list ${quote(path, 500)} cannot be read: ${why}`, {
    evidence: { file: path, error: why },
  });
}
