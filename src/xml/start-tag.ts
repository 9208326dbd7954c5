import type { XmlBudget } from './budget.ts';
import { AttributeList } from './attribute-list.ts';
import { nowhere } from './lookout.ts';
import type { NameReader, WrittenName } from './names.ts';
import type { Source } from './source.ts';

const doubleQuote = 0x22;
const singleQuote = 0x27;
const slash = 0x2f;
const equal = 0x3d;
const greater = 0x3e;

/** The start tag last read; an object used again and again. */
export class StartTag {
  readonly attributes = new AttributeList();
  name: WrittenName | null = null;
  /** `<a/>`. */
  empty = false;
  readonly #source: Source;
  readonly #reader: NameReader;
  readonly #budget: XmlBudget;

  constructor(source: Source, reader: NameReader, budget: XmlBudget) {
    this.#source = source;
    this.#reader = reader;
    this.#budget = budget;
  }

  /** Reads the tag that begins at an index. Returns where it ends; `nowhere` where the text ends first. @throws Failure `xml/*`. */
  read(at: number): number {
    const { text, end } = this.#source;
    const name = this.#reader.read(text, at + 1);
    let i = this.#reader.end;
    this.name = name;
    this.attributes.clear();
    for (;;) {
      const next = this.#source.afterSpace(i);
      if (next >= end) return nowhere;
      if (name === null) throw this.#source.malformed('a start tag without a proper name', at);
      const code = text.charCodeAt(next);
      if (code === greater || code === slash) return this.#close(name, next, code === slash);
      if (next === i) throw this.#source.malformed('no space before an attribute', next);
      i = this.#attribute(next);
      if (i === nowhere) return nowhere;
    }
  }

  #close(name: WrittenName, at: number, empty: boolean): number {
    const { text, end } = this.#source;
    this.empty = empty;
    if (name.raw.length > this.#budget.name) throw this.#source.exceeded('token', 'a name too long', at);
    if (!empty) return at + 1;
    if (at + 1 >= end) return nowhere;
    if (text.charCodeAt(at + 1) !== greater) throw this.#source.malformed('"/" inside a tag', at);
    return at + 2;
  }

  #attribute(at: number): number {
    const { text, end, less } = this.#source;
    const name = this.#reader.read(text, at);
    const sign = this.#source.afterSpace(this.#reader.end);
    const begin = this.#source.afterSpace(sign + 1);
    if (sign >= end) return nowhere;
    if (name === null) throw this.#source.malformed('an attribute without a proper name', at);
    if (text.charCodeAt(sign) !== equal) throw this.#source.malformed('an attribute without a value', at);
    if (begin >= end) return nowhere;
    const quote = text.charCodeAt(begin);
    if (quote !== doubleQuote && quote !== singleQuote) throw this.#source.malformed('a value without quotes', begin);
    const found = text.indexOf(quote === doubleQuote ? '"' : "'", begin + 1);
    const stop = found < 0 ? nowhere : found;
    if (less.from(begin) < stop) throw this.#source.malformed('"<" inside a tag', less.from(begin));
    if (stop === nowhere) return nowhere;
    this.attributes.push(name, this.#source.value(begin + 1, stop));
    this.#weigh(name, stop - begin - 1, at);
    return stop + 1;
  }

  #weigh(name: WrittenName, length: number, at: number): void {
    const { attributes, name: longest, value } = this.#budget;
    if (this.attributes.count > attributes)
      throw this.#source.exceeded('attributes', `more than ${attributes} attributes`, at);
    if (name.raw.length > longest || length > value)
      throw this.#source.exceeded('token', 'a name or value too long', at);
  }
}
