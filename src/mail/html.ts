import { decodeEntities } from './entities.ts';

/** A value in markup that leads somewhere, and where it stands in the source. */
export interface Reference {
  /** With its character references read. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** The contents of an element, which know no character references. */
  readonly raw: boolean;
  /** `page`: relative to the base; `text`: URLs somewhere within (styles, lists of sources); `script`; `markup`. */
  readonly how: 'page' | 'text' | 'script' | 'markup';
}

/** What markup shows and where it leads. */
export interface Markup {
  readonly references: readonly Reference[];
  /** Begin and end of each run of text, by turns; -1 twice where the next does not join the one before. */
  readonly runs: readonly number[];
  /** Contents of comments, which some mail programs read as markup. */
  readonly comments: readonly { readonly start: number; readonly end: number }[];
  readonly base: string | null;
}

/** Tags that leave the text before and after them joined. */
const inline = new Set(
  'b i u em strong span font small big sub sup wbr mark code tt s strike del ins abbr label nobr bdo bdi w:r w:t w:rpr w:instrtext w:prooferr w:fldchar w:bookmarkstart w:bookmarkend a:r a:t a:rpr r t rpr text:span'.split(
    ' ',
  ),
);

const leading = new Set(
  'href src action formaction background cite data poster longdesc lowsrc dynsrc codebase classid usemap manifest ping profile target'.split(
    ' ',
  ),
);

const scattered = new Set(['srcset', 'imagesrcset', 'style', 'value', 'content', 'onclick', 'filter', 'srcdoc']);

/** Reads HTML, SVG and the XML of office documents in one pass, as leniently as what shows them, while there is time. Never fails. */
export function readMarkup(source: string, hasTime: () => boolean = () => true): Markup {
  return new Reader(source).read(hasTime);
}

/** Tags that are read before the clock is looked at. */
const stride = 10_000;

class Reader {
  readonly #source: string;
  readonly #references: Reference[] = [];
  readonly #runs: number[] = [];
  readonly #comments: { start: number; end: number }[] = [];
  #base: string | null = null;

  constructor(source: string) {
    this.#source = source;
  }

  read(hasTime: () => boolean): Markup {
    const source = this.#source;
    let at = 0;
    for (let count = 1; at < source.length; count += 1) {
      const open = source.indexOf('<', at);
      if (open < 0 || (count % stride === 0 && !hasTime())) break;
      this.#text(at, open);
      at = this.#construct(open);
    }
    this.#text(at, source.length);
    return { references: this.#references, runs: this.#runs, comments: this.#comments, base: this.#base };
  }

  #text(start: number, end: number): void {
    if (end > start) this.#runs.push(start, end);
  }

  #separate(): void {
    this.#runs.push(-1, -1);
  }

  /** What begins with `<`; answers where it goes on. */
  #construct(open: number): number {
    const source = this.#source;
    const next = source.charCodeAt(open + 1);
    if (isLetter(next)) return this.#tag(open + 1);
    if (next === slash) {
      const end = nameEnd(source, open + 2);
      if (!inline.has(source.slice(open + 2, end).toLowerCase())) this.#separate();
      return after(source, '>', end);
    }
    if (next === exclamation && source.startsWith('--', open + 2)) return this.#comment(open + 4);
    if (next === exclamation || next === question) return after(source, '>', open + 2);
    this.#text(open, open + 1);
    return open + 1;
  }

  #comment(start: number): number {
    const found = this.#source.indexOf('-->', Math.max(start - 2, 0));
    const end = found < 0 ? this.#source.length : found;
    if (end > start + 10) this.#comments.push({ start, end });
    return Math.min(end + 3, this.#source.length);
  }

  #tag(start: number): number {
    const source = this.#source;
    const nameStop = nameEnd(source, start);
    const name = source.slice(start, nameStop).toLowerCase();
    if (!inline.has(name)) this.#separate();
    const end = this.#attributes(name, nameStop);
    return name === 'style' || name === 'script' ? this.#raw(name, end) : end;
  }

  /** The contents of `style` and `script`, which no tag interrupts. */
  #raw(name: string, start: number): number {
    const closing = name === 'style' ? /<\/style/gi : /<\/script/gi;
    closing.lastIndex = start;
    const end = closing.exec(this.#source)?.index ?? this.#source.length;
    const how = name === 'script' ? 'script' : 'text';
    if (end > start) this.#references.push({ value: this.#source.slice(start, end), start, end, raw: true, how });
    return end;
  }

  #attributes(tag: string, from: number): number {
    const source = this.#source;
    let at = from;
    for (;;) {
      while (at < source.length && isBetween(source.charCodeAt(at))) at += 1;
      if (at >= source.length) return at;
      if (source.charCodeAt(at) === greater) return at + 1;
      at = this.#nextAttribute(tag, at);
    }
  }

  /** Reads one attribute; answers where it goes on. */
  #nextAttribute(tag: string, from: number): number {
    const source = this.#source;
    const nameStop = attributeEnd(source, from + 1);
    const sign = blanksEnd(source, nameStop);
    if (source.charCodeAt(sign) !== equals) return sign;
    const value = blanksEnd(source, sign + 1);
    const quote = source.charCodeAt(value);
    const quoted = quote === doubleQuote || quote === singleQuote;
    const start = quoted ? value + 1 : value;
    const end = quoted ? until(source, quote === doubleQuote ? '"' : "'", start) : bareEnd(source, start);
    if (end > start) {
      this.#attribute({ tag, name: source.slice(from, nameStop).toLowerCase() }, start, end);
    }
    return quoted ? end + 1 : end;
  }

  #attribute({ tag, name }: { tag: string; name: string }, start: number, end: number): void {
    const leads = leadsOn(tag, name);
    if (!leads && !scattered.has(name)) return;
    const value = decodeEntities(this.#source.slice(start, end));
    if (tag === 'base' && name === 'href') this.#base ??= value;
    const how = leads ? 'page' : name === 'srcdoc' ? 'markup' : 'text';
    this.#references.push({ value, start, end, raw: false, how });
  }
}

function leadsOn(tag: string, name: string): boolean {
  if (name.startsWith('xmlns')) return false;
  const local = name.slice(name.lastIndexOf(':') + 1);
  // Of a page the window to open it in; of office documents where it leads.
  if (local === 'target') return tag === 'relationship';
  return leading.has(local) || (name.length > 5 && /(?:href|src|url)$/.test(name));
}

const slash = 0x2f;
const exclamation = 0x21;
const question = 0x3f;
const greater = 0x3e;
const equals = 0x3d;
const doubleQuote = 0x22;
const singleQuote = 0x27;

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 9 && code <= 13);
}

/** What may stand before the name of an attribute. */
function isBetween(code: number): boolean {
  return isBlank(code) || code === slash;
}

function nameEnd(source: string, from: number): number {
  let at = from;
  for (; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (isBetween(code) || code === greater) break;
  }
  return at;
}

function attributeEnd(source: string, from: number): number {
  let at = from;
  for (; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (isBetween(code) || code === greater || code === equals) break;
  }
  return at;
}

function bareEnd(source: string, from: number): number {
  let at = from;
  for (; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (isBlank(code) || code === greater) break;
  }
  return at;
}

function blanksEnd(source: string, from: number): number {
  let at = from;
  while (isBlank(source.charCodeAt(at))) at += 1;
  return at;
}

function until(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from);
  return found < 0 ? source.length : found;
}

function after(source: string, mark: string, from: number): number {
  return Math.min(until(source, mark, from) + 1, source.length);
}

/** The text of markup as it is read by a person: runs joined, character references read. */
export function markupText(source: string, { runs }: Markup): string {
  const pieces: string[] = [];
  for (let i = 0; i < runs.length; i += 2) {
    const start = runs[i] ?? -1;
    pieces.push(start < 0 ? '\n' : source.slice(start, runs[i + 1]));
  }
  return decodeEntities(pieces.join(''));
}
