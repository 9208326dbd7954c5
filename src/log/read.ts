import { createReadStream } from 'node:fs';
import { open, readdir, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errorCode } from '../host/error-code.ts';
import { LineSplitter } from './line-splitter.ts';
import { linePattern, type PatternOptions } from './pattern.ts';

const block = 65_536;

/** The most that a tail reads of one file, in bytes. */
const longestTail = 67_108_864;

/** A log file and those put aside before it, oldest first; those that are there. */
export async function logFiles(path: string): Promise<string[]> {
  const name = basename(path);
  const names = await readdir(dirname(path)).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  const ages = names.flatMap((each) => {
    if (each === name) return [0];
    const suffix = each.startsWith(`${name}.`) ? each.slice(name.length + 1) : '';
    return /^[1-9]\d{0,3}$/.test(suffix) ? [Number(suffix)] : [];
  });
  return ages.sort((a, b) => b - a).map((age) => join(dirname(path), age === 0 ? name : `${name}.${age}`));
}

/** The last `n` lines of a log, reaching back into the files put aside; fewer where there are no more. */
export async function tailLog(path: string, n: number): Promise<string[]> {
  let lines: string[] = [];
  for (const file of (await logFiles(path)).reverse()) {
    if (lines.length >= n) break;
    lines = [...(await lastLines(file, n - lines.length)), ...lines];
  }
  return lines;
}

async function lastLines(path: string, n: number): Promise<string[]> {
  const file = await openIfThere(path);
  if (file === undefined) return [];
  try {
    return await lastLinesOf(file, n, (await file.stat()).size);
  } finally {
    await file.close();
  }
}

/** The last `n` lines that begin before byte `end`, read from the back, at most 64 MiB. */
export async function lastLinesOf(file: FileHandle, n: number, end: number): Promise<string[]> {
  if (n <= 0) return [];
  const blocks: Buffer[] = [];
  let begin = end;
  for (let breaks = 0; begin > 0 && breaks <= n && end - begin < longestTail;) {
    const size = Math.min(block, begin);
    begin -= size;
    const { bytesRead, buffer } = await file.read(Buffer.alloc(size), 0, size, begin);
    blocks.unshift(buffer.subarray(0, bytesRead));
    breaks += countBreaks(buffer);
  }
  const splitter = new LineSplitter();
  return [...splitter.push(Buffer.concat(blocks)), ...splitter.end()].slice(-n);
}

function countBreaks(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
}

/** The lines of the files, in the given order, that hold the pattern; files that are gone meanwhile are passed over. */
export async function* grepLog(
  files: readonly string[],
  pattern: string,
  options: PatternOptions = {},
): AsyncGenerator<string> {
  const holds = linePattern(pattern, options);
  for (const file of files) {
    for await (const line of linesOf(file)) if (holds(line)) yield line;
  }
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const file = await openIfThere(path);
  if (file === undefined) return;
  const splitter = new LineSplitter();
  const stream: AsyncIterable<Buffer> = createReadStream(path, { fd: file, highWaterMark: block });
  for await (const bytes of stream) yield* splitter.push(bytes);
  yield* splitter.end();
}

/** The file opened for reading; `undefined` when there is none. */
export async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
