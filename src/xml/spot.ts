/** A place in a document: where the reader is, or where something went wrong. Lines and columns count from 1. */
export class Spot {
  #line = 1;
  #column = 1;

  /** Moves on over a stretch of text. */
  advance(text: string, from: number, to: number): void {
    let start = from;
    for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', start)) {
      this.#line += 1;
      this.#column = 1;
      start = at + 1;
    }
    this.#column += to - start;
  }

  /** The place at the end of a stretch of text that begins here. */
  after(text: string, from: number, to: number): Spot {
    const spot = new Spot();
    spot.#line = this.#line;
    spot.#column = this.#column;
    spot.advance(text, from, Math.max(from, to));
    return spot;
  }

  message(what: string): string {
    return `line ${this.#line}, column ${this.#column}: ${what}`;
  }

  evidence(): { line: number; column: number } {
    return { line: this.#line, column: this.#column };
  }
}
