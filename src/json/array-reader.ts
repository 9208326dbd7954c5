import type { Failure } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import { defaultJsonBudget, type JsonBudget } from './budget.ts';
import { fail } from './conditions.ts';
import { type Excess, isBlank, ValueScan } from './value.ts';

/** Takes what a document holds while it is being read. A text is a whole value, but not yet known to be JSON. */
export interface JsonArrayHandler {
  /** An element of the array. */
  element(text: string): void;
  /** An element that exceeds the budget. */
  elementSkipped(why: Excess): void;
  /** A member beside the array, by its keys from the root on; `null` where its value exceeds the budget. */
  member(path: readonly string[], text: string | null): void;
}

/**
 * Where the elements stand: whether an array, or an object on the way to one, is to be entered at a path of keys from
 * the root on. What is not entered is a member. Every array that is entered hands out its elements; one that is the
 * root always is.
 */
export type JsonPlace = (keys: readonly string[], opens: 'array' | 'object') => boolean;

/** The array at one path, and at no other. */
function placeAt(path: readonly string[]): JsonPlace {
  return (keys, opens) =>
    keys.length <= path.length &&
    (opens === 'array') === (keys.length === path.length) &&
    keys.every((key, i) => key === path[i]);
}

/** Characters of a key on the way to the array. */
const longestKey = 1024;

/** Characters shown on either side of what is wrong. */
const around = 40;

/** Within the array, and after the end. */
type ArrayState = 'first' | 'element' | 'after' | 'done';
/** Before the array, and beside it. */
type ObjectState = 'before' | 'first-key' | 'key' | 'colon' | 'member' | 'after-member';

const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const comma = 0x2c;

/**
 * Reads a JSON document of any size in memory that does not grow with it: hands out the elements of one array, which
 * stands at a path of keys from the root on (`['objects']`) or is the root itself, or of several (`JsonPlace`). Everything beside it is told as
 * members. A key that comes twice is told twice.
 */
export class JsonArrayReader {
  readonly #place: JsonPlace;
  readonly #handler: JsonArrayHandler;
  readonly #value: ValueScan;
  readonly #key: ValueScan;
  #state: ArrayState | ObjectState = 'before';
  /** Keys of the objects that are open, and of the member at hand. */
  #keys: string[] = [];
  #scanning: ValueScan | null = null;
  #root: 'array' | 'object' | null = null;
  #found = false;
  #elements = 0;
  #position = 0;
  #text = '';

  constructor(place: readonly string[] | JsonPlace, handler: JsonArrayHandler, budget: JsonBudget = defaultJsonBudget) {
    this.#place = typeof place === 'function' ? place : placeAt(place);
    this.#handler = handler;
    this.#value = new ValueScan(budget);
    this.#key = new ValueScan({ ...budget, size: longestKey });
  }

  /** What the document is; `null` until its first character has come. */
  get root(): 'array' | 'object' | null {
    return this.#root;
  }

  /** Whether the array has begun. */
  get found(): boolean {
    return this.#found;
  }

  /** Elements met so far, those skipped included. */
  get elements(): number {
    return this.#elements;
  }

  /** Reads the next piece of text. @throws Failure `json/malformed`, and what the handler throws. */
  write(text: string): void {
    this.#text = text;
    let at = 0;
    while (at < text.length) at = this.#scanning === null ? this.#step(text, at) : this.#scan(this.#scanning, at);
    this.#position += text.length;
    this.#text = '';
  }

  /** The text has ended. @throws Failure `json/truncated`. */
  end(): void {
    if (this.#state === 'done') return;
    const where = this.#elements > 0 ? `after the beginning of element ${this.#elements}` : 'before any element';
    throw fail('json/truncated', `the document ends at position ${this.#position}, ${where}`, {
      evidence: { position: this.#position, elements: this.#elements },
    });
  }

  /** Takes one character of structure, or begins a value. Returns the index after it. */
  #step(text: string, at: number): number {
    const code = text.charCodeAt(at);
    if (isBlank(code)) return at + 1;
    const state = this.#state;
    if (state === 'first' || state === 'element' || state === 'after' || state === 'done') {
      return this.#stepArray(state, code, at);
    }
    return this.#stepObject(state, code, at);
  }

  #stepObject(state: ObjectState, code: number, at: number): number {
    switch (state) {
      case 'before':
        return this.#openRoot(code, at);
      case 'first-key':
        if (code === closeBrace) return this.#close(at);
        return this.#beginKey(code, at);
      case 'key':
        return this.#beginKey(code, at);
      case 'colon':
        return this.#expect(code === 0x3a, 'member', at);
      case 'member':
        return this.#openMember(code, at);
      case 'after-member':
        if (code === closeBrace) return this.#close(at);
        return this.#expect(code === comma, 'key', at);
    }
  }

  #stepArray(state: ArrayState, code: number, at: number): number {
    switch (state) {
      case 'first':
        if (code === closeBracket) return this.#close(at);
        return this.#begin(this.#value, code, at);
      case 'element':
        return this.#begin(this.#value, code, at);
      case 'after':
        if (code === closeBracket) return this.#close(at);
        return this.#expect(code === comma, 'element', at);
      case 'done':
        throw this.#malformed('text after the end of the document', at);
    }
  }

  #openRoot(code: number, at: number): number {
    if (code !== openBrace && code !== openBracket) throw this.#malformed('no object or array', at);
    this.#root = code === openBrace ? 'object' : 'array';
    this.#found = code === openBracket;
    this.#state = code === openBrace ? 'first-key' : 'first';
    return at + 1;
  }

  #expect(met: boolean, next: ArrayState | ObjectState, at: number): number {
    if (!met) throw this.#malformed('an unexpected character', at);
    this.#state = next;
    return at + 1;
  }

  #beginKey(code: number, at: number): number {
    if (code !== 0x22) throw this.#malformed('a name in quotes was expected', at);
    return this.#begin(this.#key, code, at);
  }

  /** The array, an object on the way to it, or a member beside it. */
  #openMember(code: number, at: number): number {
    if (code === openBracket && this.#place(this.#keys, 'array')) {
      this.#state = 'first';
      this.#found = true;
    } else if (code === openBrace && this.#place(this.#keys, 'object')) this.#state = 'first-key';
    else return this.#begin(this.#value, code, at);
    return at + 1;
  }

  /** An object or the array has ended: back to the object around it. */
  #close(at: number): number {
    this.#state = this.#keys.length === 0 ? 'done' : 'after-member';
    this.#keys.pop();
    return at + 1;
  }

  #begin(scan: ValueScan, code: number, at: number): number {
    if (code === comma || code === closeBrace || code === closeBracket || code === 0x3a) {
      throw this.#malformed('a value was expected', at);
    }
    if (scan === this.#value && this.#inArray) this.#elements += 1;
    scan.begin(code);
    this.#scanning = scan;
    return at;
  }

  get #inArray(): boolean {
    return this.#state === 'first' || this.#state === 'element';
  }

  #scan(scan: ValueScan, from: number): number {
    const end = scan.take(this.#text, from);
    if (end < 0) return this.#text.length;
    this.#scanning = null;
    const result = scan.result();
    if (scan === this.#key) this.#takeKey(result, from);
    else if (this.#inArray) this.#takeElement(result);
    else this.#takeMember(result);
    return end;
  }

  #takeKey(result: ReturnType<ValueScan['result']>, at: number): void {
    this.#keys.push('text' in result ? this.#name(result.text, at) : '…');
    this.#state = 'colon';
  }

  #name(text: string, at: number): string {
    try {
      return String(JSON.parse(text));
    } catch {
      throw this.#malformed('a name that is no string', at);
    }
  }

  #takeElement(result: ReturnType<ValueScan['result']>): void {
    this.#state = 'after';
    if ('text' in result) this.#handler.element(result.text);
    else this.#handler.elementSkipped(result.excess);
  }

  #takeMember(result: ReturnType<ValueScan['result']>): void {
    this.#state = 'after-member';
    const path = this.#keys.slice();
    this.#keys.pop();
    this.#handler.member(path, 'text' in result ? result.text : null);
  }

  #malformed(what: string, at: number): Failure {
    const position = this.#position + at;
    const excerpt = safeText(this.#text.slice(Math.max(0, at - around), at + around), 2 * around);
    return fail('json/malformed', `position ${position}: ${what}`, { evidence: { position, excerpt } });
  }
}
