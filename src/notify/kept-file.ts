import { readFileSync, renameSync } from 'node:fs';
import { quote } from '../base/text.ts';
import { nothingKept, type Kept } from '../alert/queue.ts';
import { replaceFile } from '../host/atomic-file.ts';
import { errorCode } from '../host/error-code.ts';
import { fail } from './conditions.ts';

/** The form of the file; another one is not understood. */
const version = 1;

/** What alerts remember; nothing where there is no file. @throws Failure `alert/memory-bad` */
export function readKept(file: string): Kept {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return nothingKept;
    throw bad(file, errorCode(error), error);
  }
  try {
    const found = JSON.parse(text) as Partial<Kept> & { readonly version?: unknown };
    if (found.version === version && isKept(found))
      return { book: found.book, queue: found.queue, channels: found.channels };
  } catch (error) {
    throw bad(file, errorCode(error), error);
  }
  throw bad(file, 'not of this version', undefined);
}

function isKept(found: Partial<Kept>): found is Kept {
  const { book, queue, channels } = found;
  return Array.isArray(queue) && Array.isArray(channels) && Array.isArray(book?.alerts) && Array.isArray(book.gone);
}

function bad(file: string, why: string, cause: unknown) {
  return fail('alert/memory-bad', `reading what alerts remember from ${quote(file)}: ${why}`, {
    evidence: { file, error: why },
    cause,
  });
}

/** Keeps it, whole or not at all. @throws Failure `host/data-unwritable` */
export function writeKept(file: string, kept: Kept): void {
  replaceFile(file, `${JSON.stringify({ version, ...kept })}\n`);
}

/** Puts a file that cannot be read beside itself, so that it can be looked at. */
export function setAside(file: string): void {
  try {
    renameSync(file, `${file}.bad`);
  } catch {
    // Where it cannot be moved it cannot be written either, and that is told.
  }
}
