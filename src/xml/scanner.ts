import { safeText } from '../base/text.ts';
import type { XmlBudget } from './budget.ts';
import { fail } from './conditions.ts';
import type { PrefixResolver, XmlHandler, XmlName } from './handler.ts';
import { nowhere } from './lookout.ts';
import { NameReader } from './names.ts';
import { Scope } from './scope.ts';
import { isSpace, Source } from './source.ts';
import { StartTag } from './start-tag.ts';

const bang = 0x21;
const doubleQuote = 0x22;
const singleQuote = 0x27;
const dash = 0x2d;
const slash = 0x2f;
const less = 0x3c;
const greater = 0x3e;
const question = 0x3f;
const closing = 0x5d;

/** Characters of a reference, of the XML declaration, and of the tags that span two pieces (four values' worth). */
const longestReference = 1024;
const longestDeclaration = 4096;
const valuesInTag = 4;

const declaration =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.\d+"|'1\.\d+')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>$/;
const openers = ['<!--', '<![CDATA[', '<!DOCTYPE'] as const;

/** What the text at hand lies in. `tag`: it ends within a tag, which is gathered until it is whole. */
type Mode = 'start' | 'content' | 'tag' | 'comment' | 'instruction' | 'cdata';

/**
 * The syntax of XML 1.0 with namespaces over text that comes in pieces: finds markup by `indexOf` rather than
 * character by character. What a piece leaves unfinished is held: a tag up to a few values' worth, else a few
 * characters. Throws `Failure` where the document is not well formed or exceeds its budget; it is of no use then.
 */
export class XmlScanner {
  readonly #handler: XmlHandler;
  readonly #budget: XmlBudget;
  readonly #scope = new Scope();
  readonly #resolve: PrefixResolver = (prefix) => this.#scope.resolve(prefix);
  readonly #reader = new NameReader();
  readonly #source = new Source();
  readonly #tag: StartTag;
  /** Elements that are open: as written, and by their expanded names. */
  readonly #open: string[] = [];
  readonly #names: XmlName[] = [];
  #mode: Mode = 'start';
  #held = '';
  /** Within a tag that is gathered: the quote that is open, or 0. */
  #quote = 0;
  #rooted = false;

  constructor(handler: XmlHandler, budget: XmlBudget) {
    this.#handler = handler;
    this.#budget = budget;
    this.#tag = new StartTag(this.#source, this.#reader, budget);
  }

  write(piece: string): void {
    if (this.#mode === 'tag') {
      this.#gather(piece);
      return;
    }
    const text = this.#held + piece;
    this.#held = '';
    this.#scan(text, 0);
  }

  /** The document has ended. */
  end(): void {
    const whole = this.#names.length === 0 && this.#rooted && this.#mode === 'content';
    if (whole && /^[ \t\r\n]*$/.test(this.#held)) return;
    const open = this.#names.slice(-8).map((name) => safeText(name.local, 80));
    const where = open.at(-1) ?? `what ${this.#rooted ? 'follows' : 'should be'} its root`;
    const spot = this.#source.spot(0);
    throw fail('xml/truncated', spot.message(`the document ends within ${where}`), {
      evidence: { ...spot.evidence(), open },
    });
  }

  /** Reads on from an index; what cannot be decided without more text is held. */
  #scan(text: string, from: number): void {
    this.#source.take(text, from);
    let at = this.#mode === 'start' ? this.#begin(from) : from;
    while (at < this.#source.end) {
      const next = this.#step(at);
      if (next === at) break;
      at = next;
    }
    this.#held = this.#source.leave(at);
    this.#quote = 0;
    // Where it is a tag, finds out whether it ends within quotes.
    if (this.#mode === 'tag') this.#endOfTag(this.#held, 1);
  }

  /** Goes on with a tag that did not end in the piece before. */
  #gather(piece: string): void {
    const end = this.#endOfTag(piece, 0);
    this.#held += end < 0 ? piece : piece.slice(0, end + 1);
    if (this.#held.length > valuesInTag * this.#budget.value) throw this.#source.exceeded('token', 'a tag too long', 0);
    if (end < 0) return;
    const tag = this.#held;
    this.#held = '';
    this.#mode = 'content';
    this.#scan(tag, 0);
    this.#scan(piece, end + 1);
  }

  /** Where a gathered tag ends: its `>`, or a `<`, which is nowhere allowed in one; -1 where neither has come. */
  #endOfTag(text: string, from: number): number {
    for (let i = from; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (code === less) return i;
      if (this.#quote !== 0) {
        if (code === this.#quote) this.#quote = 0;
      } else if (code === greater) return i;
      else if (code === doubleQuote || code === singleQuote) this.#quote = code;
    }
    return -1;
  }

  /** The byte order mark and the XML declaration (XML 1.0 §2.8), which stand at the very beginning or nowhere. */
  #begin(from: number): number {
    const text = this.#source.text;
    const at = text.charCodeAt(from) === 0xfeff ? from + 1 : from;
    if (text.length < at + 6 && '<?xml'.startsWith(text.slice(at, at + 5))) return from;
    let end = at;
    if (/^<\?xml[ \t\r\n?]/.test(text.slice(at, at + 6))) {
      end = text.indexOf('?>', at) + 2;
      if (end < 2 && text.length < longestDeclaration) return from;
      if (end < 2 || !declaration.test(text.slice(at, end))) throw this.#source.malformed('a bad XML declaration', at);
    }
    this.#mode = 'content';
    return end;
  }

  /** Reads one piece of text or markup and returns where it ends; the same index where more text is needed first. */
  #step(at: number): number {
    switch (this.#mode) {
      case 'content':
        return this.#source.text.charCodeAt(at) === less ? this.#markup(at) : this.#characters(at);
      case 'comment':
        return this.#comment(at);
      case 'instruction':
        return this.#until('?>', question, at);
      case 'cdata':
        return this.#cdata(at);
      case 'start':
      case 'tag':
        return at;
    }
  }

  #markup(at: number): number {
    if (at + 1 >= this.#source.end) return at;
    const code = this.#source.text.charCodeAt(at + 1);
    if (code === slash) return this.#endTag(at);
    if (code === bang) return this.#declaration(at);
    return code === question ? this.#target(at) : this.#startTag(at);
  }

  #characters(at: number): number {
    const next = this.#source.less.from(at);
    const end = Math.min(next, this.#source.end);
    if (this.#open.length === 0) return this.#outside(at, end);
    if (this.#source.brackets.from(at) < end)
      throw this.#source.malformed('"]]>" in text', this.#source.brackets.from(at));
    const ampersand = this.#source.ampersand.from(at);
    if (ampersand === at) return this.#reference(at, end);
    if (ampersand < end) return this.#emit(at, ampersand);
    return this.#emit(at, next === nowhere ? withoutBrackets(this.#source.text, at, end) : end);
  }

  /** Hands on text with its line ends as XML has them (§2.11). */
  #emit(from: number, to: number): number {
    if (to === from) return to;
    const text = this.#source.text.slice(from, to);
    this.#handler.text(this.#source.carriage.from(from) < to ? text.replace(/\r\n?/g, '\n') : text);
    return to;
  }

  #outside(at: number, end: number): number {
    if (/[^ \t\r\n]/.test(this.#source.text.slice(at, end)))
      throw this.#source.malformed('text outside the root element', at);
    return end;
  }

  #reference(at: number, end: number): number {
    const stop = this.#source.text.indexOf(';', at);
    if (stop >= 0 && stop < end) {
      this.#handler.text(this.#source.resolved(this.#source.text.slice(at + 1, stop), at));
      return stop + 1;
    }
    if (end < this.#source.end || end - at > longestReference)
      throw this.#source.malformed('a reference without an end', at);
    return at;
  }

  #declaration(at: number): number {
    const text = this.#source.text;
    if (text.startsWith('<!--', at)) return this.#enter('comment', at + 4);
    if (text.startsWith('<![CDATA[', at)) {
      if (this.#open.length === 0) throw this.#source.malformed('text outside the root element', at);
      return this.#enter('cdata', at + 9);
    }
    if (text.startsWith('<!DOCTYPE', at)) {
      throw fail('xml/forbidden-dtd', this.#source.spot(at).message('a document type declaration'));
    }
    if (this.#source.end - at < 9 && openers.some((opener) => opener.startsWith(text.slice(at, this.#source.end))))
      return at;
    throw this.#source.malformed('"<!" that begins nothing', at);
  }

  #enter(mode: Mode, at: number): number {
    this.#mode = mode;
    return at;
  }

  #comment(at: number): number {
    const dashes = this.#source.text.indexOf('--', at);
    if (dashes < 0)
      return this.#source.text.charCodeAt(this.#source.end - 1) === dash ? this.#source.end - 1 : this.#source.end;
    if (dashes + 2 >= this.#source.end) return dashes;
    if (this.#source.text.charCodeAt(dashes + 2) !== greater) throw this.#source.malformed('"--" in a comment', dashes);
    return this.#enter('content', dashes + 3);
  }

  /** A processing instruction is passed over; what follows its target is its own business. */
  #target(at: number): number {
    const target = this.#reader.read(this.#source.text, at + 2);
    const { end } = this.#reader;
    if (end - at > this.#budget.name) throw this.#source.exceeded('token', 'a name too long', at);
    if (end >= this.#source.end) return at;
    const code = this.#source.text.charCodeAt(end);
    if (target === null || target.prefix !== '' || !(isSpace(code) || code === question))
      throw this.#source.malformed('a processing instruction without a proper target', at);
    if (target.raw.toLowerCase() === 'xml') throw this.#source.malformed('an XML declaration inside the document', at);
    return this.#enter('instruction', end);
  }

  #until(mark: string, first: number, at: number): number {
    const found = this.#source.text.indexOf(mark, at);
    if (found >= 0) return this.#enter('content', found + mark.length);
    return this.#source.text.charCodeAt(this.#source.end - 1) === first ? this.#source.end - 1 : this.#source.end;
  }

  #cdata(at: number): number {
    const found = this.#source.brackets.from(at);
    if (found === nowhere) return this.#emit(at, withoutBrackets(this.#source.text, at, this.#source.end));
    this.#emit(at, found);
    return this.#enter('content', found + 3);
  }

  #endTag(at: number): number {
    const text = this.#source.text;
    const raw = this.#open.at(-1);
    if (raw === undefined) throw this.#source.malformed('an end tag without an element', at);
    const after = at + 2 + raw.length;
    const here =
      after < this.#source.end ? text.startsWith(raw, at + 2) : raw.startsWith(text.slice(at + 2, this.#source.end));
    if (!here) throw this.#source.malformed(`another end tag than that of ${safeText(raw, 80)}`, at);
    const end = this.#source.afterSpace(after);
    if (end >= this.#source.end) return this.#enter('tag', at);
    if (text.charCodeAt(end) !== greater) throw this.#source.malformed(`a bad end tag of ${safeText(raw, 80)}`, at);
    this.#close();
    return end + 1;
  }

  #startTag(at: number): number {
    const end = this.#tag.read(at);
    if (end === nowhere) return this.#enter('tag', at);
    this.#element(at);
    if (this.#tag.empty) this.#close();
    return end;
  }

  #element(at: number): void {
    const { name, attributes } = this.#tag;
    if (name === null) return;
    const level = this.#names.length;
    const scope = this.#scope;
    if (level >= this.#budget.depth) throw this.#source.exceeded('depth', `more than ${this.#budget.depth} levels`, at);
    if (level === 0 && this.#rooted) throw this.#source.malformed('a second root element', at);
    const wrong = attributes.declare(scope, level) ?? attributes.wrong(scope);
    if (wrong !== null) throw this.#source.malformed(safeText(wrong), at);
    const uri = scope.uriOf(name);
    if (uri === undefined && name.prefix !== '')
      throw this.#source.malformed(`unbound namespace prefix ${safeText(name.prefix, 80)}`, at);
    const expanded = name.expanded(uri ?? '');
    this.#rooted = true;
    this.#open.push(name.raw);
    this.#names.push(expanded);
    this.#handler.open(expanded, attributes.named(scope), this.#resolve);
  }

  #close(): void {
    this.#open.pop();
    const name = this.#names.pop();
    this.#scope.leave(this.#names.length);
    if (name !== undefined) this.#handler.close(name);
  }
}

/** `end`, or before it where the text closes with what may be the beginning of `]]>`. */
function withoutBrackets(text: string, at: number, end: number): number {
  let to = end;
  while (to > at && to > end - 2 && text.charCodeAt(to - 1) === closing) to -= 1;
  return to;
}
