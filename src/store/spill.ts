import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { databaseFailure } from './database-failure.ts';
import type { StagedIndicator } from './segment-buffer.ts';

let count = 0;

/**
 * Stretches of a segment set aside on disk until it is committed, in the order they came. The file has no name once it
 * is open, so nothing is left behind however the process ends.
 */
export class Spill {
  readonly #file: string;
  #descriptor: number | undefined;
  #lengths: number[] = [];
  #end = 0;

  /** Written beside `database`, where there is room for what will be stored anyway. */
  constructor(database: string) {
    count += 1;
    this.#file = `${database}.spill-${process.pid}-${count}`;
  }

  /** @throws Failure `host/disk-full`, `host/disk-io`, `host/db-readonly` */
  push(stretch: readonly StagedIndicator[]): void {
    const bytes = Buffer.from(JSON.stringify(stretch));
    this.#guard('writing', (descriptor) => {
      for (let done = 0; done < bytes.length;) {
        done += writeSync(descriptor, bytes, done, bytes.length - done, this.#end + done);
      }
    });
    this.#end += bytes.length;
    this.#lengths.push(bytes.length);
  }

  /** The stretches one after the other; may be read again. */
  *stretches(): Generator<readonly StagedIndicator[]> {
    let at = 0;
    for (const length of this.#lengths) {
      yield JSON.parse(this.#read(at, length)) as StagedIndicator[];
      at += length;
    }
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
    this.#lengths = [];
    this.#end = 0;
  }

  #read(at: number, length: number): string {
    const bytes = Buffer.allocUnsafe(length);
    this.#guard('reading', (descriptor) => {
      for (let done = 0; done < length;) {
        const read = readSync(descriptor, bytes, done, length - done, at + done);
        if (read === 0) throw Object.assign(new Error('the file ends too early'), { code: 'EIO' });
        done += read;
      }
    });
    return bytes.toString('utf8');
  }

  #guard(attempted: string, step: (descriptor: number) => void): void {
    try {
      this.#descriptor ??= this.#open();
      step(this.#descriptor);
    } catch (error) {
      throw databaseFailure(error, attempted, this.#file);
    }
  }

  #open(): number {
    const descriptor = openSync(this.#file, 'wx+', 0o600);
    unlinkSync(this.#file);
    return descriptor;
  }
}
