/** Takes the lines of a text in their order. */
export interface LineHandler {
  /** A line without its end. */
  line(line: string): void;
  /** A line with more characters than the budget has. */
  tooLong(): void;
}

/**
 * Text in pieces to lines, ended by LF, CR LF or CR. A line longer than the budget is followed to its end and not
 * kept, so that memory holds one line at most.
 */
export class Lines {
  readonly #longest: number;
  readonly #handler: LineHandler;
  #rest = '';
  #dropping = false;
  #afterCarriageReturn = false;

  /** @param longest characters of a line. */
  constructor(longest: number, handler: LineHandler) {
    this.#longest = longest;
    this.#handler = handler;
  }

  write(piece: string): void {
    const text = this.#withLineFeeds(piece);
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      this.#keep(text, start, end);
      this.#finish();
      start = end + 1;
    }
    this.#keep(text, start, text.length);
  }

  /** The text has ended: its last line need not have an end of its own. */
  end(): void {
    if (this.#dropping || this.#rest !== '') this.#finish();
  }

  #keep(text: string, from: number, to: number): void {
    if (this.#dropping || this.#rest.length + to - from > this.#longest) {
      this.#dropping = true;
      this.#rest = '';
    } else if (this.#rest === '') this.#rest = text.slice(from, to);
    else this.#rest += text.slice(from, to);
  }

  #finish(): void {
    const line = this.#rest;
    const dropped = this.#dropping;
    this.#rest = '';
    this.#dropping = false;
    if (dropped) this.#handler.tooLong();
    else this.#handler.line(line);
  }

  /** A CR at the end of a piece ends its line; an LF that follows in the next one belongs to it. */
  #withLineFeeds(piece: string): string {
    const text = this.#afterCarriageReturn && piece.startsWith('\n') ? piece.slice(1) : piece;
    if (piece !== '') this.#afterCarriageReturn = piece.endsWith('\r');
    return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  }
}
