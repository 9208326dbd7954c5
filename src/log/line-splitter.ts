/** The longest line that is kept in one piece, in characters. */
const longestLine = 1_048_576;

/** Cuts UTF-8 bytes, fed in any pieces, into lines without their ends; damaged bytes become U+FFFD, endless lines are cut. */
export class LineSplitter {
  readonly #decoder = new TextDecoder();
  #rest = '';

  /** The lines that these bytes complete. */
  push(bytes: Uint8Array): string[] {
    const lines = this.#decoder.decode(bytes, { stream: true }).split('\n');
    lines[0] = this.#rest + (lines[0] ?? '');
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > longestLine) {
      lines.push(this.#rest);
      this.#rest = '';
    }
    return lines;
  }

  /** The last line where it had no end; nothing otherwise. */
  end(): string[] {
    const last = this.#rest + this.#decoder.decode();
    this.#rest = '';
    return last === '' ? [] : [last];
  }
}
