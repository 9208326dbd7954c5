/**
 * A sequence of texts in 64 bits: two 32-bit multiply-xor hashes (FNV-1a and one with other constants). It tells
 * contents apart; it is no proof of anything.
 */
export class Digest {
  #a = 0x811c9dc5;
  #b = 0x9747b28c;

  add(text: string): void {
    let a = this.#a;
    let b = this.#b;
    for (let i = 0; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      a = Math.imul(a ^ unit, 0x01000193);
      b = Math.imul(b ^ unit, 0x5bd1e995) ^ (b >>> 15);
    }
    this.#a = Math.imul(a ^ 0x10000, 0x01000193);
    this.#b = Math.imul(b ^ 0x10000, 0x5bd1e995) ^ (b >>> 13);
  }

  /** 16 hexadecimal digits. */
  hex(): string {
    return hex(this.#a) + hex(this.#b);
  }
}

const bytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Of a byte, two digits: `toString(16)` takes several times as long where a number exceeds 30 bits. */
function pair(byte: number): string {
  return bytes[byte & 255] ?? '';
}

function hex(number: number): string {
  return pair(number >>> 24) + pair(number >>> 16) + pair(number >>> 8) + pair(number);
}
