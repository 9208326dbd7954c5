/** Beyond any index of a text. */
export const nowhere = 0x3fff_ffff;

/** Where something next occurs in a text, looked for once: each character is looked at once, however often it is asked. */
export class Lookout {
  readonly #wanted: string;
  #text = '';
  #next = -1;

  constructor(wanted: string) {
    this.#wanted = wanted;
  }

  over(text: string): void {
    this.#text = text;
    this.#next = -1;
  }

  /** The first occurrence at or after an index, `nowhere` without one. Ask with rising indices. */
  from(at: number): number {
    if (this.#next >= at) return this.#next;
    const found = this.#text.indexOf(this.#wanted, at);
    this.#next = found < 0 ? nowhere : found;
    return this.#next;
  }
}
