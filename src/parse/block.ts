import { safeText } from '../base/text.ts';
import type { StixBlockReader, StixSession } from '../stix/session.ts';
import type { ContentHandler } from '../taxii/reader.ts';
import type { PrefixResolver, XmlAttributes, XmlHandler, XmlName } from '../xml/handler.ts';
import type { Fingerprint } from './fingerprint.ts';
import { TextContent } from './text-content.ts';

/** Counts what a block holds that is not extracted. */
export type Skip = (reason: string) => void;

/** What the blocks of one document share. */
export interface BlockContext {
  readonly session: StixSession;
  readonly fingerprint: Fingerprint;
  readonly skip: Skip;
}

/** Bindings whose content is sealed: encrypted or signed, nothing that could be read as it is. Nested ones say `outer|inner`. */
const sealed = /xmlenc|pkcs7|smime/i;

/**
 * The handler of one block's content. A wrong or absent binding is common, so the content's root decides what it is,
 * unless the binding says that it is sealed.
 */
export function blockContent(binding: string | null, context: BlockContext): ContentHandler {
  context.fingerprint.begin();
  if (binding === null || !sealed.test(binding)) return new BlockContent(context);
  context.skip(`unsupported-content:${safeText(binding, 80)}`);
  return new SealedContent(context.fingerprint);
}

/** Content that is not looked into; it still tells a repeated part from a new one. */
class SealedContent implements ContentHandler {
  readonly #fingerprint: Fingerprint;

  constructor(fingerprint: Fingerprint) {
    this.#fingerprint = fingerprint;
  }

  open(name: XmlName, attributes: XmlAttributes): void {
    this.#fingerprint.open(name, attributes);
  }

  text(text: string): void {
    this.#fingerprint.text(text);
  }

  close(): void {
    this.#fingerprint.close();
  }

  end(): void {
    // Nothing was read of it.
  }
}

/**
 * STIX comes as XML children, or as text: escaped markup, CDATA, base64 or hexadecimal. Where both are there, whichever
 * begins with markup first is the content.
 */
class BlockContent implements ContentHandler {
  readonly #context: BlockContext;
  #reader: StixBlockReader | null = null;
  #depth = 0;
  #hasElements = false;
  #text: TextContent | null = null;

  constructor(context: BlockContext) {
    this.#context = context;
  }

  open(name: XmlName, attributes: XmlAttributes, resolve: PrefixResolver): void {
    this.#context.fingerprint.open(name, attributes);
    this.#depth += 1;
    if (this.#text?.markup === true) return;
    this.#hasElements = true;
    this.#stix().open(name, attributes, resolve);
  }

  text(text: string): void {
    this.#context.fingerprint.text(text);
    if (this.#hasElements) {
      if (this.#depth > 0) this.#stix().text(text);
    } else if (this.#depth === 0 && (this.#text !== null || text.trim() !== '')) {
      this.#text ??= new TextContent(this.#markup());
      this.#text.write(text);
    }
  }

  close(name: XmlName): void {
    this.#context.fingerprint.close();
    this.#depth -= 1;
    if (this.#hasElements) this.#stix().close(name);
  }

  end(): void {
    if (this.#hasElements) this.#reader?.end(this.#depth > 0);
    else if (this.#text === null) this.#context.skip('empty-block');
    else {
      const whole = this.#text.end();
      if (this.#reader === null) this.#context.skip(this.#text.markup ? 'malformed-content' : 'not-xml');
      this.#reader?.end(!whole);
    }
  }

  #stix(): StixBlockReader {
    this.#reader ??= this.#context.session.reader();
    return this.#reader;
  }

  /** The STIX reader, which is not there before there is an element: text that holds none is no STIX at all. */
  #markup(): XmlHandler {
    return {
      open: (name, attributes, resolve) => this.#stix().open(name, attributes, resolve),
      text: (text) => this.#stix().text(text),
      close: (name) => this.#stix().close(name),
    };
  }
}
