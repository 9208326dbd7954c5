import { closeSync, fstatSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { tryLock } from '../host/file-lock.ts';

export interface Rotation {
  /** Bytes after which a file is put aside. Default 10 MB. */
  readonly maxBytes: number;
  /** Files kept, the current one included. Default 10. */
  readonly files: number;
}

export const defaultRotation: Rotation = { maxBytes: 10_000_000, files: 10 };

interface OpenFile {
  readonly fd: number;
  readonly ino: number;
}

/**
 * A file of lines that several processes append to: each line is one write with O_APPEND, and every writer notices when
 * another has put the file aside. Who finds it full rotates it (`file` → `file.1` → …) under a lock; who does not get
 * the lock goes on writing meanwhile, so that a file may come out longer by what is written during a rotation.
 */
export class RotatingFile {
  readonly #path: string;
  readonly #rotation: Rotation;
  #file: OpenFile | undefined;
  /** A write broke off in mid line: the next one begins a new line. */
  #torn = false;

  constructor(path: string, rotation: Rotation) {
    this.#path = path;
    this.#rotation = rotation;
  }

  /** Appends a line and its end. @throws the error of the file system; the next call starts afresh. */
  append(line: string): void {
    const bytes = Buffer.from(`${this.#torn ? '\n' : ''}${line}\n`);
    try {
      const file = this.#current();
      const full = fstatSync(file.fd).size + bytes.length > this.#rotation.maxBytes;
      writeAll(full ? this.#rotated(file).fd : file.fd, bytes, () => (this.#torn = true));
      this.#torn = false;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file.fd);
    this.#file = undefined;
  }

  /** The open file, opened again when the name leads elsewhere now. */
  #current(): OpenFile {
    if (this.#file !== undefined && this.#file.ino === inodeOf(this.#path)) return this.#file;
    this.close();
    const fd = openSync(this.#path, 'a', 0o600);
    this.#file = { fd, ino: fstatSync(fd).ino };
    return this.#file;
  }

  #rotated(full: OpenFile): OpenFile {
    if (fstatSync(full.fd).size === 0) return full;
    const lock = tryLock(`${this.#path}.lock`);
    if (lock === undefined) return full;
    try {
      if (inodeOf(this.#path) === full.ino) this.#shift();
    } finally {
      lock.release();
    }
    return this.#current();
  }

  #shift(): void {
    const oldest = this.#rotation.files - 1;
    if (oldest < 1) return rmSync(this.#path);
    for (let i = oldest - 1; i >= 1; i -= 1) renameIfThere(`${this.#path}.${i}`, `${this.#path}.${i + 1}`);
    renameSync(this.#path, `${this.#path}.1`);
  }
}

function writeAll(fd: number, bytes: Buffer, partly: () => void): void {
  for (let done = 0; done < bytes.length;) {
    done += writeSync(fd, bytes, done);
    if (done < bytes.length) partly();
  }
}

function inodeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.ino;
}

function renameIfThere(from: string, to: string): void {
  if (inodeOf(from) !== undefined) renameSync(from, to);
}
