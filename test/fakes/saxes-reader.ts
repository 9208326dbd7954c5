import { SaxesParser, type SaxesAttributeNS, type SaxesTagNS } from 'saxes';
import { safeText } from '../../src/base/text.ts';
import type { Failure } from '../../src/base/failure.ts';
import { fail } from '../../src/xml/conditions.ts';
import { defaultXmlBudget, type XmlBudget } from '../../src/xml/budget.ts';
import type { XmlAttributes, XmlHandler, XmlName } from '../../src/xml/handler.ts';

// oxlint-disable-next-line no-misleading-character-class -- the ranges are those of the recommendation
const startsName = /^[^\d.\-\u00b7\u0300-\u036f\u203f\u2040]/;
const schemaInstance = 'http://www.w3.org/2001/XMLSchema-instance';

/** What `XmlReader` is compared with: the same promises kept by saxes. */
export class SaxesReader {
  readonly #parser = new SaxesParser({ xmlns: true, position: true, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  readonly #handler: XmlHandler;
  readonly #budget: XmlBudget;
  readonly #names: XmlName[] = [];
  #failure: Failure | null = null;
  #begun = false;

  constructor(handler: XmlHandler, budget: XmlBudget = defaultXmlBudget) {
    this.#handler = handler;
    this.#budget = budget;
    const parser = this.#parser;
    parser.on('doctype', () => this.#stop(fail('xml/forbidden-dtd', this.#where('a document type declaration'))));
    parser.on('opentag', (tag) => this.#open(tag));
    parser.on('text', (text) => this.#text(text));
    parser.on('cdata', (text) => this.#text(text));
    parser.on('closetag', () => this.#close());
    parser.on('error', (error) => this.#stop(this.#malformed(error)));
  }

  /** @throws Failure `xml/*`. Nothing is delivered after it. */
  write(text: string): void {
    if (this.#failure !== null) throw this.#failure;
    if (text.length === 0) return;
    this.#begun = true;
    this.#parser.write(text);
    if (this.#failure !== null) throw this.#failure;
  }

  /** The document has ended. @throws Failure `xml/truncated`, `xml/malformed`. */
  end(): void {
    if (this.#failure !== null) throw this.#failure;
    if (!this.#begun || this.#names.length > 0) throw this.#truncated();
    try {
      this.#parser.close();
    } catch (error) {
      throw this.#malformed(error instanceof Error ? error : new Error('closed'));
    }
    if (this.#failure !== null) throw this.#failure;
  }

  #open(tag: SaxesTagNS): void {
    if (this.#failure !== null) return;
    const { depth, attributes, name, value } = this.#budget;
    // Saxes lets a local name begin as none may (Namespaces in XML 1.0 §4).
    const locals = [tag.local, ...Object.values(tag.attributes).map(({ local }) => local)];
    if (locals.some((local) => !startsName.test(local))) return this.#stop(fail('xml/malformed', 'a local name'));
    if (this.#names.length >= depth)
      return this.#stop(fail('xml/forbidden-depth', this.#where(`more than ${depth} levels`)));
    const given = Object.values(tag.attributes);
    if (given.length > attributes)
      return this.#stop(fail('xml/forbidden-attributes', this.#where(`${given.length} attributes`)));
    if (tag.name.length > name || given.some((each) => each.name.length > name || each.value.length > value)) {
      return this.#stop(fail('xml/forbidden-token', this.#where('a name or value too long')));
    }
    const opened: XmlName = { uri: tag.uri, local: tag.local };
    this.#names.push(opened);
    this.#handler.open(opened, attributesOf(given), (prefix) => this.#parser.resolve(prefix));
    if (tag.isSelfClosing) return;
  }

  #text(text: string): void {
    if (this.#failure === null && this.#names.length > 0) this.#handler.text(text);
  }

  #close(): void {
    const name = this.#names.pop();
    if (this.#failure === null && name !== undefined) this.#handler.close(name);
  }

  #stop(failure: Failure): void {
    this.#failure ??= failure;
  }

  #malformed(error: Error): Failure {
    const what = error.message.replace(/^\d+:\d+: /, '');
    if (/undefined entity|disallowed character in entity/.test(what)) {
      return fail('xml/forbidden-entity', this.#where(safeText(what)), { evidence: this.#position() });
    }
    return fail('xml/malformed', this.#where(safeText(what)), { evidence: this.#position() });
  }

  #truncated(): Failure {
    const open = this.#names.map((name) => name.local).slice(0, 8);
    return fail('xml/truncated', this.#where(`the document ends within ${open.at(-1) ?? 'nothing'}`), {
      evidence: { ...this.#position(), open },
    });
  }

  #where(what: string): string {
    return `line ${this.#parser.line}, column ${this.#parser.column}: ${what}`;
  }

  #position(): { line: number; column: number } {
    return { line: this.#parser.line, column: this.#parser.column };
  }
}

function attributesOf(given: readonly SaxesAttributeNS[]): XmlAttributes {
  if (given.length === 0) return none;
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const { prefix, local, uri, value } of given) {
    if (prefix === 'xmlns' || local === 'xmlns') continue;
    if (uri === schemaInstance && local === 'type') attributes['xsi:type'] = value;
    else if (prefix === '' || !(local in attributes)) attributes[local] = value;
  }
  return attributes;
}

const none: XmlAttributes = Object.freeze(Object.create(null) as Record<string, string>);
