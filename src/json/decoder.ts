import type { Failure } from '../base/failure.ts';
import { fail } from './conditions.ts';
import { sniff } from './sniff.ts';

/** Bytes that are gathered before it is decided what they are. */
const head = 4096;

const nothing = new Uint8Array(0);

/**
 * Bytes of a JSON document to text, in pieces. They must be UTF-8 (RFC 8259 §8.1), with or without a byte order mark;
 * what else came is named.
 */
export class JsonDecoder {
  readonly #most: number;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  readonly #held = new Uint8Array(head);
  #size = 0;
  #read = 0;
  #begun = false;
  /** The bytes ended within a character. */
  #half = false;

  /** @param documentBytes decoded bytes before the document is too big. */
  constructor(documentBytes: number) {
    this.#most = documentBytes;
  }

  /** Text is passed on from 4,096 bytes on, and the rest by `end`. @throws Failure `body/*`. */
  write(bytes: Uint8Array): string {
    this.#read += bytes.length;
    if (this.#read > this.#most) throw fail('body/too-big', `the document has more than ${this.#most} bytes`);
    if (this.#begun) return this.#decode(bytes);
    const from = this.#size === 0 ? afterBlanks(bytes) : 0;
    const taken = bytes.subarray(from, from + head - this.#size);
    this.#held.set(taken, this.#size);
    this.#size += taken.length;
    return this.#size < head ? '' : this.#begin(bytes.subarray(from + taken.length));
  }

  /**
   * The bytes have ended; half a character at their end is kept back, call `assertWhole` for it.
   * @throws Failure `body/*`; `body/empty` where there was nothing but blanks.
   */
  end(): string {
    const text = this.#begun ? '' : this.#begin(nothing);
    try {
      this.#decoder.decode();
    } catch {
      this.#half = true;
    }
    return text;
  }

  /**
   * Ask once the text has proved to be a whole document: one that was cut off may well end in half a character, and
   * is truncated rather than badly encoded. @throws Failure `body/charset`.
   */
  assertWhole(): void {
    if (this.#half) throw badly(this.#read);
  }

  #begin(rest: Uint8Array): string {
    const bytes = this.#held.subarray(0, this.#size);
    if (this.#size === 0) {
      throw fail('body/empty', `the body ${this.#read > 0 ? 'holds nothing but blanks' : 'is empty'}`);
    }
    sniff(bytes);
    this.#begun = true;
    return this.#decode(bytes) + this.#decode(rest);
  }

  #decode(bytes: Uint8Array): string {
    try {
      return this.#decoder.decode(bytes, { stream: true });
    } catch {
      throw badly(this.#read);
    }
  }
}

function badly(read: number): Failure {
  return fail('body/charset', `the document is not UTF-8: not within its first ${read} bytes`, {
    evidence: { declared: 'utf-8', read },
  });
}

function afterBlanks(bytes: Uint8Array): number {
  const first = bytes.findIndex((byte) => byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09);
  return first < 0 ? bytes.length : first;
}
