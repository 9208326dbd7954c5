import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { decodeHeader, headerLength, type SnapshotHeader } from '../match/header.ts';
import {
  encodePublication,
  isSnapshotName,
  parsePublication,
  type Publication,
  publicationFiles,
} from '../match/publication.ts';
import { FileScratch, FileSink, writeFailure } from './snapshot-output.ts';

/** The directory that the match index is published in: what is there, and the one step that replaces it. */
export class PublicationFiles {
  readonly #directory: string;

  /** Creates the directory (0700) where it is missing. @throws Failure `host/data-unwritable`, `host/disk-*` */
  constructor(directory: string) {
    this.#directory = directory;
    this.#guard(() => mkdirSync(directory, { recursive: true, mode: 0o700 }));
  }

  /** @throws Failure `match/*`, or the file system's error where nothing has been published. */
  current(): Publication {
    return this.#read(publicationFiles.current);
  }

  /** @throws Failure `match/*`, or the file system's error. */
  header(name: string): SnapshotHeader {
    const path = join(this.#directory, name);
    const head = new Uint8Array(headerLength);
    const descriptor = openSync(path, 'r');
    try {
      const read = readSync(descriptor, head, 0, headerLength, 0);
      return decodeHeader(head.subarray(0, read), statSync(path).size);
    } finally {
      closeSync(descriptor);
    }
  }

  sink(name: string): FileSink {
    return new FileSink(join(this.#directory, name));
  }

  scratch(name: string): FileScratch {
    return new FileScratch(join(this.#directory, `${name}.scratch`));
  }

  /**
   * Makes this the publication, in one step: whoever looks finds the one before or this one, whole, also after a loss of
   * power. The snapshots it names have to be on the disk. The one before is kept as `previous`.
   */
  publish(publication: Publication): void {
    this.#guard(() => {
      const current = join(this.#directory, publicationFiles.current);
      const draft = `${current}.new`;
      const sink = new FileSink(draft);
      try {
        sink.write(0, new TextEncoder().encode(encodePublication(publication)));
        sink.sync();
      } finally {
        sink.close();
      }
      this.#keepPrevious(current);
      renameSync(draft, current);
      syncDirectory(this.#directory);
    });
  }

  /** Deletes snapshots that neither publication names, but for those in `building`. */
  sweep(building: ReadonlySet<string>): void {
    const named = new Set([...this.#named(publicationFiles.current), ...this.#named(publicationFiles.previous)]);
    this.#guard(() => {
      for (const name of readdirSync(this.#directory)) {
        const isOld = isSnapshotName(name) && !named.has(name) && !building.has(name);
        if (isOld) rmSync(join(this.#directory, name), { force: true });
      }
    });
  }

  #keepPrevious(current: string): void {
    if (statSync(current, { throwIfNoEntry: false }) === undefined) return;
    const previous = join(this.#directory, publicationFiles.previous);
    rmSync(`${previous}.new`, { force: true });
    linkSync(current, `${previous}.new`);
    renameSync(`${previous}.new`, previous);
  }

  #read(name: string): Publication {
    return parsePublication(readFileSync(join(this.#directory, name), 'utf8'));
  }

  #named(name: string): readonly string[] {
    try {
      const { base, overlay } = this.#read(name);
      return overlay === null ? [base] : [base, overlay];
    } catch {
      return [];
    }
  }

  #guard<T>(step: () => T): T {
    try {
      return step();
    } catch (error) {
      throw writeFailure(error, this.#directory);
    }
  }
}

function syncDirectory(directory: string): void {
  const descriptor = openSync(directory, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
