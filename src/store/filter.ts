/** Bits for the keys of one generation: 16 a key, four of them set, so 0.24 % of strangers pass. */
const bits = 2 ** 22;
const probes = 4;

/** A Bloom filter over fingerprints: says "not in there" for certain, "perhaps" otherwise. 512 KiB. */
export class Filter {
  readonly #words: Uint32Array;

  /** Empty, or the words that `bytes()` gave. */
  constructor(stored?: Uint8Array) {
    this.#words = new Uint32Array(bits / 32);
    if (stored !== undefined) new Uint8Array(this.#words.buffer).set(stored.subarray(0, bits / 8));
  }

  add(key: number): void {
    const step = stepOf(key);
    for (let i = 0, at = key >>> 0; i < probes; i += 1, at += step) {
      const bit = at & (bits - 1);
      this.#words[bit >>> 5] = (this.#words[bit >>> 5] ?? 0) | (1 << (bit & 31));
    }
  }

  /** False: the key was never added. */
  mayHold(key: number): boolean {
    const step = stepOf(key);
    for (let i = 0, at = key >>> 0; i < probes; i += 1, at += step) {
      const bit = at & (bits - 1);
      if (((this.#words[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return false;
    }
    return true;
  }

  bytes(): Uint8Array {
    return new Uint8Array(this.#words.buffer);
  }
}

/** Odd, from the bits that the first probe does not use. */
function stepOf(key: number): number {
  return (Math.floor(key / 2 ** 22) & 0x3fffffff) | 1;
}
