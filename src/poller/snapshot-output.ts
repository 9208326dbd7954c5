import { closeSync, fsyncSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { fail as failHost } from '../host/conditions.ts';
import { errorCode } from '../host/error-code.ts';
import type { Scratch, Sink } from '../match/sink.ts';
import { fail as failStore } from '../store/conditions.ts';

/** What the file system threw while writing under the directory of the index, as a `Failure` where it is a known one. */
export function writeFailure(error: unknown, file: string): unknown {
  const code = errorCode(error);
  const message = `writing the match index to ${file}: ${code}`;
  const details = { evidence: { file, error: code }, cause: error };
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return failStore('host/disk-full', message, details);
  if (code === 'EIO') return failStore('host/disk-io', message, details);
  const unwritable = ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR'].includes(code);
  return unwritable ? failHost('host/data-unwritable', message, details) : error;
}

/** A file written at any place, readable by its owner alone. Every method throws `host/disk-*` or `host/data-unwritable`. */
export class FileSink implements Sink {
  readonly #file: string;
  #descriptor: number | undefined;

  /** Replaces what a process that died has left under this name. */
  constructor(file: string) {
    this.#file = file;
    this.#guard(() => {
      this.#descriptor = openSync(file, 'w', 0o600);
    });
  }

  write(at: number, bytes: Uint8Array): void {
    this.#guard((descriptor) => {
      for (let done = 0; done < bytes.length;) {
        done += writeSync(descriptor, bytes, done, bytes.length - done, at + done);
      }
    });
  }

  /** Everything that was written is on the disk when it returns. */
  sync(): void {
    this.#guard((descriptor) => fsyncSync(descriptor));
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #guard(step: (descriptor: number) => void): void {
    try {
      step(this.#descriptor ?? -1);
    } catch (error) {
      throw writeFailure(error, this.#file);
    }
  }
}

/** A file that has no name once it is open, so that nothing is left behind however the process ends. */
export class FileScratch implements Scratch {
  readonly #file: string;
  #descriptor: number | undefined;
  #end = 0;

  constructor(file: string) {
    this.#file = file;
  }

  append(bytes: Uint8Array): void {
    this.#guard((descriptor) => {
      for (let done = 0; done < bytes.length;) {
        done += writeSync(descriptor, bytes, done, bytes.length - done, this.#end + done);
      }
    });
    this.#end += bytes.length;
  }

  read(at: number, into: Uint8Array): void {
    this.#guard((descriptor) => {
      for (let done = 0; done < into.length;) {
        const read = readSync(descriptor, into, done, into.length - done, at + done);
        if (read === 0) throw Object.assign(new Error('the file ends too early'), { code: 'EIO' });
        done += read;
      }
    });
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #guard(step: (descriptor: number) => void): void {
    try {
      this.#descriptor ??= this.#open();
      step(this.#descriptor);
    } catch (error) {
      throw writeFailure(error, this.#file);
    }
  }

  #open(): number {
    const descriptor = openSync(this.#file, 'w+', 0o600);
    unlinkSync(this.#file);
    return descriptor;
  }
}
