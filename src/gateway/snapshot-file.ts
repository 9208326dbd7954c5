import { readSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { errorCode } from '../host/error-code.ts';
import { fail } from '../match/conditions.ts';
import { truncated } from '../match/header.ts';
import type { Layer, ReadRecords } from '../match/layer.ts';
import { openLayer } from '../match/open.ts';

/** A snapshot opened from its file. */
export interface SnapshotFile {
  readonly layer: Layer;
  readonly path: string;
  /** Lets go of the file. A look-up that hits fails from then on. */
  close(): void;
}

/**
 * Opens a snapshot file: reads what is kept in memory in pieces off the event loop, which is never held for more than
 * about a millisecond, and keeps the file open for the records, which are read on a hit. The file may be deleted or
 * replaced meanwhile.
 * @throws Failure `match/*`, with the file in its evidence.
 */
export async function readSnapshotFile(path: string): Promise<SnapshotFile> {
  try {
    const file = await open(path, 'r');
    const records = new RecordFile(path, file);
    try {
      const layer = await fillPieces(file, (at, length) => records.read(at, length));
      return { layer, path, close: () => records.close() };
    } catch (error) {
      records.close();
      throw error;
    }
  } catch (error) {
    throw readFailure(error, path);
  }
}

async function fillPieces(file: FileHandle, read: ReadRecords): Promise<Layer> {
  const { size } = await file.stat();
  const opening = openLayer(size, read);
  for (;;) {
    const step = opening.next();
    if (step.done === true) return step.value;
    const { at, into } = step.value;
    for (let done = 0; done < into.length;) {
      const { bytesRead } = await file.read(into, done, into.length - done, at + done);
      if (bytesRead === 0) throw truncated(at + done, size);
      done += bytesRead;
    }
  }
}

/** The records of an open snapshot. */
class RecordFile {
  readonly #path: string;
  /** Kept, for an open file that nobody holds is closed by the garbage collector. */
  #file: FileHandle | null;

  constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  /** Reads at once: a hit is rare, its piece is small, and is mostly in the system's memory. */
  read(at: number, length: number): Uint8Array {
    if (this.#file === null) throw fail('match/unreadable', `match index ${quote(this.#path)}: it was closed`);
    const bytes = new Uint8Array(length);
    try {
      return bytes.subarray(0, readSync(this.#file.fd, bytes, 0, length, at));
    } catch (error) {
      throw readFailure(error, this.#path);
    }
  }

  close(): void {
    // A file open for reading has nothing to lose when it is closed.
    void this.#file?.close().catch(() => undefined);
    this.#file = null;
  }
}

/** What the system or a check of the snapshot threw, as a `Failure` that names the file, the first where several are tried. */
export function readFailure(error: unknown, path: string): Failure {
  if (error instanceof Failure) {
    const { evidence } = error;
    if ('file' in evidence) return error;
    return new Failure(
      {
        ...error.toJSON(),
        message: `match index ${quote(path)}: ${error.message}`,
        evidence: { ...evidence, file: path },
      },
      { cause: error },
    );
  }
  const code = errorCode(error);
  return fail('match/unreadable', `match index ${quote(path)}: ${code}`, {
    evidence: { file: path, error: code },
    cause: error,
  });
}
