const prime1 = 0x9e3779b1;
const prime2 = 0x85ebca77;

/**
 * A 32-bit sum in four lanes (after xxHash32) that finds damage, not malice: about a gigabyte a second. Takes its input
 * in pieces of whole 16 bytes, and gives the same however it is cut.
 */
export class Checksum {
  #a = prime1;
  #b = prime2;
  #c = 0;
  #d = -prime1;
  #words = 0;

  /** The number of words has to be a multiple of four. */
  add(words: Uint32Array): this {
    let a = this.#a;
    let b = this.#b;
    let c = this.#c;
    let d = this.#d;
    for (let i = 0; i + 3 < words.length; i += 4) {
      a = (a + Math.imul(words[i] ?? 0, prime2)) | 0;
      a = Math.imul((a << 13) | (a >>> 19), prime1);
      b = (b + Math.imul(words[i + 1] ?? 0, prime2)) | 0;
      b = Math.imul((b << 13) | (b >>> 19), prime1);
      c = (c + Math.imul(words[i + 2] ?? 0, prime2)) | 0;
      c = Math.imul((c << 13) | (c >>> 19), prime1);
      d = (d + Math.imul(words[i + 3] ?? 0, prime2)) | 0;
      d = Math.imul((d << 13) | (d >>> 19), prime1);
    }
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#d = d;
    this.#words += words.length;
    return this;
  }

  /** The sum of all that was added, as an unsigned number. */
  get value(): number {
    let sum = (this.#a << 1) ^ (this.#b << 7) ^ (this.#c << 12) ^ (this.#d << 18) ^ this.#words;
    for (const lane of [this.#a, this.#b, this.#c, this.#d]) {
      sum = Math.imul(sum ^ lane ^ (sum >>> 15), prime2);
      sum = Math.imul(sum ^ (sum >>> 13), prime1);
    }
    return (sum ^ (sum >>> 16)) >>> 0;
  }
}

/** The sum of one piece whose length is a multiple of 16 and which lies at a multiple of 4 in its buffer. */
export function checksumOf(bytes: Uint8Array): number {
  return new Checksum().add(wordsOf(bytes)).value;
}

/** The same memory as words. */
export function wordsOf(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
}

/** The next multiple of 16: everything in a snapshot begins at one. */
export function aligned(length: number): number {
  return Math.ceil(length / 16) * 16;
}
