/** Ids of one page: 2^16, in 8 KiB. */
const bits = 16;

/** A set of whole numbers from 0 on, a bit each where they lie close together, as ids of listings do. */
export class IdSet {
  readonly #pages: Map<number, Uint32Array>;

  /** Empty, or those of another set. */
  constructor(from?: IdSet) {
    this.#pages = new Map(
      from === undefined ? [] : Array.from(from.#pages, ([number, page]) => [number, page.slice()]),
    );
  }

  /** Whether it was new. */
  add(id: number): boolean {
    const number = Math.floor(id / 2 ** bits);
    const page = this.#pages.get(number) ?? new Uint32Array(2 ** bits / 32);
    this.#pages.set(number, page);
    const at = (id % 2 ** bits) >>> 5;
    const before = page[at] ?? 0;
    page[at] = before | (1 << (id & 31));
    return page[at] !== before;
  }

  has(id: number): boolean {
    const word = this.#pages.get(Math.floor(id / 2 ** bits))?.[(id % 2 ** bits) >>> 5] ?? 0;
    return (word & (1 << (id & 31))) !== 0;
  }
}
