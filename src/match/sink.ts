/** Where a builder sets bytes aside until it has seen all listings: a file without a name, or memory. */
export interface Scratch {
  /** Adds to the end. */
  append(bytes: Uint8Array): void;
  /** Fills `into` with what was appended at a place. */
  read(at: number, into: Uint8Array): void;
}

/** Where a snapshot is written: anywhere in a file, or memory. The header comes last, so that half a snapshot is none. */
export interface Sink {
  write(at: number, bytes: Uint8Array): void;
}

/**
 * Bytes in memory that grow as they are written, in pieces of any size, a byte at the cost of two at most: scratch and
 * sink of a small snapshot, and what a client sends in pieces. (A view of each would cost a hundred bytes a piece.)
 */
export class Gathered implements Scratch, Sink {
  #bytes = new Uint8Array(4096);
  #length = 0;

  append(bytes: Uint8Array): void {
    this.write(this.#length, bytes);
  }

  write(at: number, bytes: Uint8Array): void {
    const end = at + bytes.length;
    if (end > this.#bytes.length) {
      const wider = new Uint8Array(Math.max(end, this.#bytes.length * 2));
      wider.set(this.#bytes);
      this.#bytes = wider;
    }
    this.#bytes.set(bytes, at);
    this.#length = Math.max(this.#length, end);
  }

  read(at: number, into: Uint8Array): void {
    into.set(this.#bytes.subarray(at, at + into.length));
  }

  get length(): number {
    return this.#length;
  }

  /** What was written, as one piece. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}
