import { createHash } from 'node:crypto';

/** A throw of dice that falls the same way for the same seed, so that the sample feed is the same on every machine. */
export class Chance {
  readonly #seed: string;
  #drawn = 0;
  #pool = Buffer.alloc(0);

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** A whole number in [0, below). */
  below(below: number): number {
    return Number.parseInt(this.hex(8), 16) % below;
  }

  /** One of the list, which may not be empty. */
  pick<T>(list: readonly [T, ...T[]]): T {
    return list[this.below(list.length)] ?? list[0];
  }

  /** `digits` hexadecimal digits. */
  hex(digits: number): string {
    while (this.#pool.length * 2 < digits) {
      const more = createHash('sha256').update(`${this.#seed}#${this.#drawn}`).digest();
      this.#drawn += 1;
      this.#pool = Buffer.concat([this.#pool, more]);
    }
    const bytes = Math.ceil(digits / 2);
    const text = this.#pool.toString('hex', 0, bytes).slice(0, digits);
    this.#pool = this.#pool.subarray(bytes);
    return text;
  }

  /** A version 4 UUID. */
  uuid(): string {
    const h = this.hex(30);
    return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(12, 15)}-8${h.slice(15, 18)}-${h.slice(18)}`;
  }
}
