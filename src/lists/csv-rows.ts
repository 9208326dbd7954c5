import type { ListBudget } from './budget.ts';

/** Takes the rows of a CSV list in their order. */
export interface RowHandler {
  row(fields: readonly string[]): void;
  /** A line outside of any row that begins with `#` or `//`. */
  comment(line: string): void;
  /** A row that is passed over: `unclosed-quote`, `too-many-fields`. */
  skipped(reason: string): void;
}

/** So many quotes without an end, and quotes mean nothing in this list. */
const mostUnclosed = 100;

const space = 0x20;
const quotation = 0x22;

const comments = /^\s*(?:#|\/\/)/;

/**
 * Lines of a CSV list to rows (RFC 4180), leniently: blanks before an opening quote, and quotes within quotes that are
 * not doubled. A quote that never ends, or not within the budget of a row, spoils its own line alone.
 */
export class CsvRows {
  readonly #delimiter: string;
  readonly #budget: Pick<ListBudget, 'lineLength' | 'fields'>;
  readonly #handler: RowHandler;
  #fields: string[] = [];
  /** Of the field whose quote is open; `null` outside of quotes. */
  #open: string | null = null;
  /** The lines of the row that goes on, to begin again after the first. */
  #lines: string[] = [];
  #size = 0;
  #unclosed = 0;

  /** @param delimiter one character. */
  constructor(delimiter: string, budget: Pick<ListBudget, 'lineLength' | 'fields'>, handler: RowHandler) {
    this.#delimiter = delimiter;
    this.#budget = budget;
    this.#handler = handler;
  }

  line(line: string): void {
    if (this.#open === null) {
      if (comments.test(line)) {
        this.#handler.comment(line);
        return;
      }
      if (!line.includes('"') || this.#unclosed >= mostUnclosed) {
        if (line.trim() !== '') this.#emit(line.split(this.#delimiter));
        return;
      }
    }
    this.#lines.push(line);
    this.#size += line.length + 1;
    if (this.#size > this.#budget.lineLength) this.#recover();
    else if (this.#scan(line)) this.#finish();
  }

  /** A line was lost here: the row that goes on does not end. */
  gap(): void {
    while (this.#open !== null) this.#recover();
  }

  /** The lines have ended. */
  end(): void {
    this.gap();
  }

  /** Reads the fields of a line; whether the row ends with it. */
  #scan(line: string): boolean {
    let at = 0;
    while (at <= line.length) {
      if (this.#open === null) {
        const start = afterBlanks(line, at);
        if (line.charCodeAt(start) !== quotation) {
          const end = this.#delimiterFrom(line, at);
          this.#fields.push(line.slice(at, end));
          at = end + 1;
          continue;
        }
        this.#open = '';
        at = start + 1;
      }
      const close = this.#closing(line, at);
      if (close < 0) {
        this.#open += `${line.slice(at)}\n`;
        return false;
      }
      this.#fields.push((this.#open + line.slice(at, close)).replaceAll('""', '"'));
      this.#open = null;
      at = this.#delimiterFrom(line, close + 1) + 1;
    }
    return true;
  }

  /** The quote that closes the open one, or -1: it stands before a delimiter or the end of the line. */
  #closing(line: string, from: number): number {
    let quote = line.indexOf('"', from);
    while (quote >= 0) {
      if (line.charCodeAt(quote + 1) === quotation) quote += 1;
      else if (this.#endsField(line, quote + 1)) return quote;
      quote = line.indexOf('"', quote + 1);
    }
    return -1;
  }

  #endsField(line: string, from: number): boolean {
    const at = afterBlanks(line, from);
    return at === line.length || line.charAt(at) === this.#delimiter;
  }

  #delimiterFrom(line: string, from: number): number {
    const at = line.indexOf(this.#delimiter, from);
    return at < 0 ? line.length : at;
  }

  #finish(): void {
    const fields = this.#fields;
    this.#forget();
    this.#emit(fields);
  }

  /** Gives the first line of the row up, and reads those after it anew. */
  #recover(): void {
    const again = this.#lines.slice(1);
    this.#forget();
    this.#unclosed += 1;
    this.#handler.skipped('unclosed-quote');
    for (const line of again) this.line(line);
  }

  #forget(): void {
    this.#fields = [];
    this.#open = null;
    this.#lines = [];
    this.#size = 0;
  }

  #emit(fields: readonly string[]): void {
    if (fields.length > this.#budget.fields) this.#handler.skipped('too-many-fields');
    else this.#handler.row(fields);
  }
}

function afterBlanks(line: string, from: number): number {
  let at = from;
  while (line.charCodeAt(at) === space) at += 1;
  return at;
}
