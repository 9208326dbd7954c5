/**
 * Text in pieces to lines, ended by LF, CR LF or CR. A line longer than the budget is followed to its end and not
 * kept, so that memory holds one line at most.
 */
export class Lines {
  readonly #longest: number;
  readonly #tooLong: () => void;
  #rest = '';
  #dropping = false;
  #afterCarriageReturn = false;

  /** @param longest characters of a line; `tooLong` is told of each that has more. */
  constructor(longest: number, tooLong: () => void) {
    this.#longest = longest;
    this.#tooLong = tooLong;
  }

  /** The lines that have ended, without their ends. */
  push(piece: string): readonly string[] {
    const text = this.#withLineFeeds(piece);
    const lines: string[] = [];
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      this.#keep(text, start, end);
      this.#finish(lines);
      start = end + 1;
    }
    this.#keep(text, start, text.length);
    return lines;
  }

  /** The text has ended: its last line, if it has no end of its own. */
  end(): readonly string[] {
    const lines: string[] = [];
    if (this.#dropping || this.#rest !== '') this.#finish(lines);
    return lines;
  }

  #keep(text: string, from: number, to: number): void {
    if (this.#dropping || this.#rest.length + to - from > this.#longest) {
      this.#dropping = true;
      this.#rest = '';
    } else if (this.#rest === '') this.#rest = text.slice(from, to);
    else this.#rest += text.slice(from, to);
  }

  #finish(lines: string[]): void {
    if (this.#dropping) this.#tooLong();
    else lines.push(this.#rest);
    this.#rest = '';
    this.#dropping = false;
  }

  /** A CR at the end of a piece ends its line; an LF that follows in the next one belongs to it. */
  #withLineFeeds(piece: string): string {
    const text = this.#afterCarriageReturn && piece.startsWith('\n') ? piece.slice(1) : piece;
    if (piece !== '') this.#afterCarriageReturn = piece.endsWith('\r');
    return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  }
}
