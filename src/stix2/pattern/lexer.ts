import type { Literal } from './ast.ts';

/** A rule of the language that a pattern breaks, or a budget that it exceeds. Caught by `parsePattern`. */
export class PatternFault extends Error {
  readonly rule: string;
  readonly at: number;

  constructor(rule: string, at: number) {
    super(rule);
    this.rule = rule;
    this.at = at;
  }
}

export type TokenKind = 'word' | 'mark' | Literal['kind'] | 'end';

/** White space of the reference grammar. */
const blank = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const number = /[+-]?(?:0|[1-9]\d*)(?!\.?\d)|[+-]?\d*\.\d+/y;
const comment = /\/\*[^]*?\*\/|\/\/[^\r\n]*/y;
const mark = /==|!=|<>|<=|>=|[=<>.]/y;
const hex = /^(?:[0-9a-fA-F]{2})*$/;
const binary = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const timestamp =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?Z$/;

const prefixed: ReadonlyMap<string, readonly [kind: Literal['kind'], shape: RegExp]> = new Map([
  ['h', ['hex', hex]],
  ['b', ['binary', binary]],
  ['t', ['timestamp', timestamp]],
]);

const apostrophe = 0x27;

/** Marks of one character that begin no other, by their codes. */
const marks: readonly (string | undefined)[] = Array.from({ length: 128 }, (_, code) =>
  '[](),:*'.includes(String.fromCharCode(code)) ? String.fromCharCode(code) : undefined,
);

/** The tokens of a pattern, one at a time; white space and comments are passed over. */
export class Lexer {
  readonly #pattern: string;
  #next = 0;
  kind: TokenKind = 'end';
  /** The characters of the token; of a string those that it stands for. */
  text = '';
  /** Where the token begins. */
  at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
    this.advance();
  }

  /** Moves on to the next token. @throws PatternFault */
  advance(): void {
    const code = this.#pastBlanks();
    this.at = this.#next;
    const single = marks[code];
    if (single !== undefined) this.#takeMark(single);
    else if (Number.isNaN(code)) this.#take('end', '');
    else if (code === apostrophe) this.#takeString();
    else if (isLetter(code)) this.#takeWord();
    else if (!this.#takeNumber() && !this.#takeMatch(mark, 'mark')) throw new PatternFault('character', this.at);
  }

  /** The code of the next character that counts, NaN at the end. */
  #pastBlanks(): number {
    for (;;) {
      const code = this.#pattern.charCodeAt(this.#next);
      if (code === 0x20) this.#next += 1;
      else if (code === 0x2f) this.#passComment();
      else if ((code < 0x21 || code > 0x7e) && blank.test(this.#pattern.charAt(this.#next))) this.#next += 1;
      else return code;
    }
  }

  #passComment(): void {
    comment.lastIndex = this.#next;
    const found = comment.exec(this.#pattern);
    if (found === null) throw new PatternFault('comment', this.#next);
    this.#next += found[0].length;
  }

  #take(kind: TokenKind, text: string): void {
    this.kind = kind;
    this.text = text;
  }

  #takeMark(text: string): void {
    this.#next += 1;
    this.#take('mark', text);
  }

  #takeMatch(shape: RegExp, kind: TokenKind): boolean {
    shape.lastIndex = this.#next;
    const found = shape.exec(this.#pattern);
    if (found === null) return false;
    this.#next += found[0].length;
    this.#take(kind, found[0]);
    return true;
  }

  #takeNumber(): boolean {
    if (!this.#takeMatch(number, 'integer')) return false;
    if (this.text.includes('.')) this.kind = 'float';
    return true;
  }

  #takeWord(): void {
    const special = this.#pattern.charCodeAt(this.#next + 1) === apostrophe ? this.#special() : undefined;
    if (special === undefined) {
      const end = wordEnd(this.#pattern, this.#next);
      const text = this.#pattern.slice(this.#next, end);
      this.#next = end;
      this.#take(text === 'true' || text === 'false' ? 'boolean' : 'word', text);
      return;
    }
    const [kind, shape] = special;
    this.#next += 1;
    this.#takeString();
    if (!shape.test(this.text)) throw new PatternFault(kind, this.at);
    this.kind = kind;
  }

  #special() {
    return prefixed.get(this.#pattern.charAt(this.#next));
  }

  /** A backslash escapes an apostrophe or a backslash, and nothing else. */
  #takeString(): void {
    const from = this.#next + 1;
    let end = this.#pattern.indexOf("'", from);
    const escape = this.#pattern.indexOf('\\', from);
    if (end >= 0 && (escape < 0 || escape > end)) {
      this.#next = end + 1;
      this.#take('string', this.#pattern.slice(from, end));
      return;
    }
    end = this.#escapedEnd(from);
    const raw = this.#pattern.slice(from, end);
    this.#next = end + 1;
    this.#take('string', raw.replace(/\\(.)/g, '$1'));
  }

  #escapedEnd(from: number): number {
    for (let at = from; at < this.#pattern.length; at += 1) {
      const code = this.#pattern.charCodeAt(at);
      if (code === apostrophe) return at;
      if (code !== 0x5c) continue;
      at += 1;
      if (!/['\\]/.test(this.#pattern.charAt(at))) throw new PatternFault('escape', at);
    }
    throw new PatternFault('open-string', from - 1);
  }
}

function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && isWordCharacter(text.charCodeAt(at))) at += 1;
  return at;
}

/** A letter, a digit, `_` or `-`. */
function isWordCharacter(code: number): boolean {
  return isLetter(code) || (code >= 0x30 && code <= 0x39) || code === 0x2d;
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;
}
