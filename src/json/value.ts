import type { JsonBudget } from './budget.ts';

/** Why a value was passed over: which part of its budget it exceeds. */
export type Excess = 'too-large' | 'too-deep' | 'too-many-keys' | 'string-too-long';

const quotation = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * One value on its way through pieces of text. Only quotes and brackets are looked at, which is enough to find its end;
 * whether it is JSON is for `JSON.parse` to say. What exceeds its budget is followed to its end, and not kept.
 */
export class ValueScan {
  readonly #budget: JsonBudget;
  #text = '';
  #size = 0;
  #depth = 0;
  #keys = 0;
  /** Characters of the string that is open so far; -1 outside of strings. */
  #string = -1;
  #escaped = false;
  #scalar = false;
  #excess: Excess | null = null;

  constructor(budget: JsonBudget) {
    this.#budget = budget;
  }

  /** Begins at the first character of a value. */
  begin(first: number): void {
    this.#text = '';
    this.#size = this.#depth = this.#keys = 0;
    this.#string = -1;
    this.#escaped = false;
    this.#scalar = first !== openBrace && first !== openBracket && first !== quotation;
    this.#excess = null;
  }

  /** Reads on from an index. Returns the index after the value, or -1 where it goes on in the next piece. */
  take(text: string, from: number): number {
    const end = this.#scalar ? scalarEnd(text, from) : this.#containerEnd(text, from);
    const to = end < 0 ? text.length : end;
    this.#size += to - from;
    if (this.#size > this.#budget.size) this.#exceed('too-large');
    if (this.#excess === null) this.#text += text.slice(from, to);
    return end;
  }

  /** The text of the value, or why it was not kept. */
  result(): { readonly text: string } | { readonly excess: Excess } {
    return this.#excess === null ? { text: this.#text } : { excess: this.#excess };
  }

  #exceed(excess: Excess): void {
    this.#excess ??= excess;
    this.#text = '';
  }

  #containerEnd(text: string, from: number): number {
    let at = from;
    let quoted = this.#string >= 0;
    while (at < text.length) {
      if (quoted) {
        at = this.#stringEnd(text, at);
        if (at < 0 || this.#depth === 0) return at;
        quoted = false;
        continue;
      }
      const code = text.charCodeAt(at);
      at += 1;
      if (code === quotation) quoted = this.#openString();
      else if (code === openBrace || code === openBracket) this.#open();
      else if (code === closeBrace || code === closeBracket) {
        this.#depth -= 1;
        if (this.#depth === 0) return at;
      } else if (code === colon) this.#countKey();
    }
    return -1;
  }

  /** One that ends with its opening quote goes on in the next piece. */
  #openString(): true {
    this.#string = 0;
    return true;
  }

  #open(): void {
    this.#depth += 1;
    if (this.#depth > this.#budget.depth) this.#exceed('too-deep');
  }

  #countKey(): void {
    this.#keys += 1;
    if (this.#keys > this.#budget.keys) this.#exceed('too-many-keys');
  }

  /** The index after the closing quote, -1 where the string goes on in the next piece. */
  #stringEnd(text: string, from: number): number {
    const start = this.#escaped ? from + 1 : from;
    let quote = text.indexOf('"', start);
    while (quote >= 0 && isEscaped(text, start, quote)) quote = text.indexOf('"', quote + 1);
    this.#string += (quote < 0 ? text.length : quote) - from;
    if (this.#string > this.#budget.string) this.#exceed('string-too-long');
    if (quote < 0) {
      this.#escaped = isEscaped(text, start, text.length);
      return -1;
    }
    this.#escaped = false;
    this.#string = -1;
    return quote + 1;
  }
}

/** Whether an odd number of backslashes stands before an index, none of them before `start`. */
function isEscaped(text: string, start: number, at: number): boolean {
  let first = at;
  while (first > start && text.charCodeAt(first - 1) === backslash) first -= 1;
  return (at - first) % 2 === 1;
}

/** Where a number or literal ends: before a comma, a closing bracket or a blank. */
function scalarEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === comma || code === closeBracket || code === closeBrace || isBlank(code)) return at;
  }
  return -1;
}

/** RFC 8259 §2. */
export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
