import { SaxesParser, type SaxesAttributeNS, type SaxesTagNS } from 'saxes';
import { safeText } from '../base/text.ts';
import type { Failure } from '../base/failure.ts';
import { fail } from './conditions.ts';
import type { XmlAttributes, XmlHandler, XmlName } from './handler.ts';

/** What one document may cost. */
export interface XmlBudget {
  /** Elements within elements. Default 256. */
  readonly depth: number;
  /** Attributes of one element. Default 256. */
  readonly attributes: number;
  /** Characters of a name, 8,192, and of an attribute's value, 1 MiB. */
  readonly name: number;
  readonly value: number;
}

export const defaultXmlBudget: XmlBudget = { depth: 256, attributes: 256, name: 8192, value: 1024 * 1024 };

const schemaInstance = 'http://www.w3.org/2001/XMLSchema-instance';

/**
 * Reads XML 1.0 with namespaces from text given in pieces and tells a handler what it holds. No document type
 * declaration, no entity but the five and character references, nothing fetched.
 */
export class XmlReader {
  readonly #parser = new SaxesParser({ xmlns: true, position: true });
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
