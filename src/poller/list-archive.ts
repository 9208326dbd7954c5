import { filesOfZip, isZip, type Packed } from '../archive/zip.ts';
import { failing, type Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { pollerConditions } from './conditions.ts';

const fail = failing(pollerConditions);

/** Bytes of an archive, packed: it is held in memory, for its table of contents stands at its end. */
const mostBytes = 64 * 1024 * 1024;

/** Files of an archive that are looked at. */
const mostFiles = 1000;

const isList = /\.(?:txt|csv|tsv|list|lst|hosts|netset|ipset|rules|json|jsonl|ndjson|xml)$/i;

/** A list without what it was packed in. */
export interface UnpackedList {
  readonly body: AsyncIterable<Uint8Array>;
  /** Of the file in the archive; of a list that is in none the one given. */
  readonly name: string;
}

/** A body, or where it is a zip archive the one list in it. @throws Failure `list/archive`, also while the body is read. */
export async function unpackedList(body: AsyncIterable<Uint8Array>, name: string): Promise<UnpackedList> {
  const chunks = body[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let size = 0;
  while (size < 4) {
    const { done, value } = await chunks.next();
    if (done === true) break;
    held.push(value);
    size += value.length;
  }
  const rest = { [Symbol.asyncIterator]: () => chunks };
  if (!isZip(Buffer.concat(held).subarray(0, 4))) return { body: joined(held, rest), name };
  for await (const chunk of rest) {
    held.push(chunk);
    size += chunk.length;
    if (size > mostBytes) throw fail('list/archive', `the zip archive has more than ${mostBytes} bytes`);
  }
  const file = theList(await filesOf(Buffer.concat(held)));
  return { body: contentOf(file), name: file.name };
}

async function* joined(first: readonly Uint8Array[], rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* first;
  yield* rest;
}

async function filesOf(bytes: Buffer): Promise<readonly Packed[]> {
  try {
    return await filesOfZip(bytes, mostFiles);
  } catch (error) {
    throw damaged(error);
  }
}

/** @throws Failure `list/archive` */
function theList(files: readonly Packed[]): Packed {
  const own = files.filter(({ name }) => !/(?:^|\/)(?:__MACOSX\/|\.)/.test(name));
  const named = own.filter(({ name }) => isList.test(name));
  const [file, second] = own.length === 1 ? own : named;
  const names = own.slice(0, 10).map((each) => quote(each.name, 100));
  if (file === undefined || second !== undefined) {
    const found =
      names.length === 0 ? 'no file' : `${own.length} files, and not one that is surely the list: ${names.join(', ')}`;
    throw fail('list/archive', `the zip archive holds ${found}`, { evidence: { files: names } });
  }
  if (!file.encrypted) return file;
  throw fail('list/archive', `the file ${quote(file.name, 100)} in the zip archive is encrypted`, {
    evidence: { files: names },
  });
}

async function* contentOf(file: Packed): AsyncGenerator<Uint8Array> {
  try {
    yield* file.content();
  } catch (error) {
    throw damaged(error);
  }
}

function damaged(error: unknown): Failure {
  const why = error instanceof Error ? error.message : String(error);
  return fail('list/archive', `the zip archive cannot be read: ${quote(why, 200)}`, { cause: error });
}
