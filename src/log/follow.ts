import { stat, type FileHandle } from 'node:fs/promises';
import type { Clock } from '../base/clock.ts';
import { LineSplitter } from './line-splitter.ts';
import { lastLinesOf, openIfThere } from './read.ts';

export interface FollowOptions {
  /** Ends the following; the iteration then finishes without an error. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Lines of the past to begin with; `all` begins with the file's first. Default 0. */
  readonly last?: number | 'all';
  /** Milliseconds between looks. Default 250. */
  readonly every?: number;
}

/** The lines of a log as they are written, across rotation, also when the file is not there yet. */
export async function* followLog(path: string, options: FollowOptions): AsyncGenerator<string> {
  const { signal, clock, last = 0, every = 250 } = options;
  const follower = new Follower(path);
  try {
    yield* await follower.begin(last);
    while (!signal.aborted) {
      const lines = await follower.look();
      yield* lines;
      if (lines.length === 0) await clock.sleep(every, signal);
    }
  } finally {
    await follower.end();
  }
}

/** Reads whatever file the name leads to. */
class Follower {
  readonly #path: string;
  #reader: Reader | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  async begin(last: number | 'all'): Promise<string[]> {
    this.#reader = await Reader.open(this.#path);
    return this.#reader === undefined || last === 'all' ? [] : this.#reader.skipToLast(last);
  }

  /** What is new; turns to the new file once the old one is read to its end. */
  async look(): Promise<string[]> {
    const reader = this.#reader;
    // Asked before the read: what is written after the answer is found by the next look.
    if (reader !== undefined && !(await reader.isPutAside(this.#path))) return reader.read();
    const lines = reader === undefined ? [] : await reader.read();
    if (reader?.drained === false) return lines;
    const next = await Reader.open(this.#path);
    if (next === undefined) return lines;
    this.#reader = next;
    return reader === undefined ? [] : reader.end();
  }

  async end(): Promise<void> {
    await this.#reader?.end();
  }
}

/** An open file and how far it has been read. */
class Reader {
  readonly #file: FileHandle;
  readonly #ino: number;
  #offset = 0;
  /** Whether the last look found nothing more. */
  drained = false;
  readonly #splitter = new LineSplitter();

  private constructor(file: FileHandle, ino: number) {
    this.#file = file;
    this.#ino = ino;
  }

  static async open(path: string): Promise<Reader | undefined> {
    const file = await openIfThere(path);
    return file === undefined ? undefined : new Reader(file, (await file.stat()).ino);
  }

  /** Goes to the end and answers the last `n` lines before it. */
  async skipToLast(n: number): Promise<string[]> {
    this.#offset = (await this.#file.stat()).size;
    return lastLinesOf(this.#file, n, this.#offset);
  }

  /** The lines completed since the last look, at most those of 64 kB. */
  async read(): Promise<string[]> {
    if ((await this.#file.stat()).size < this.#offset) {
      // Cut off by somebody: what was begun before never gets its end.
      this.#offset = 0;
      return this.#splitter.end();
    }
    const { bytesRead, buffer } = await this.#file.read(Buffer.alloc(65_536), 0, 65_536, this.#offset);
    this.#offset += bytesRead;
    this.drained = bytesRead === 0;
    return this.#splitter.push(buffer.subarray(0, bytesRead));
  }

  /** Whether the name leads to another file by now, or to none. */
  async isPutAside(path: string): Promise<boolean> {
    const found = await stat(path).catch(() => undefined);
    return found?.ino !== this.#ino;
  }

  /** Closes the file and answers a last line that never got its end. */
  async end(): Promise<string[]> {
    await this.#file.close();
    return this.#splitter.end();
  }
}
