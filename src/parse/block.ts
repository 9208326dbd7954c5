import { Failure } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import type { StixBlockReader, StixSession } from '../stix/session.ts';
import type { ContentHandler } from '../taxii/reader.ts';
import type { PrefixResolver, XmlAttributes, XmlHandler, XmlName } from '../xml/handler.ts';
import { XmlReader } from '../xml/reader.ts';

/** Characters of a block that go into its fingerprint, besides the length of all its text. */
const sampled = 4096;

/** Counts what a block holds that is not extracted. */
export type Skip = (reason: string) => void;

const begun = /^[\s\ufeff]*</;
const base64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;

/** Bindings whose content is sealed: encrypted or signed, nothing that could be read as it is. */
const sealed = /xmlenc|pkcs7|smime/i;

/** Whether a block of this binding is looked into. A wrong or absent binding is common: the content's root decides. */
export function opens(binding: string | null): boolean {
  return binding === null || !sealed.test(binding.split('|')[0] ?? '');
}

/**
 * The content of one block. STIX comes as XML children, as text with escaped markup or CDATA, or as base64: the text
 * forms are read through an XML reader of their own, so that a malformed one spoils its block alone.
 */
export class BlockContent implements ContentHandler {
  readonly #reader: StixBlockReader;
  readonly #skip: Skip;
  readonly #onEnd: (fingerprint: string) => void;
  #depth = 0;
  #sample = '';
  #length = 0;
  #hasElements = false;
  #text: TextContent | null = null;

  /** @param onEnd gets what tells this block from others, when it has ended. */
  constructor(session: StixSession, skip: Skip, onEnd: (fingerprint: string) => void) {
    this.#reader = session.reader();
    this.#skip = skip;
    this.#onEnd = onEnd;
  }

  open(name: XmlName, attributes: XmlAttributes, resolve: PrefixResolver): void {
    this.#hasElements = true;
    this.#depth += 1;
    if (this.#sample.length < sampled) this.#sample += `<${name.local} ${attributes['id'] ?? ''}`;
    this.#reader.open(name, attributes, resolve);
  }

  text(text: string): void {
    this.#length += text.length;
    if (this.#sample.length < sampled) this.#sample += text.slice(0, sampled);
    if (this.#depth > 0) this.#reader.text(text);
    else if (!this.#hasElements) {
      if (this.#text === null && text.trim() === '') return;
      this.#text ??= new TextContent(this.#reader, this.#skip);
      this.#text.write(text);
    }
  }

  close(name: XmlName): void {
    this.#depth -= 1;
    this.#reader.close(name);
  }

  end(): void {
    const malformed = this.#text?.end() ?? false;
    if (!this.#hasElements && this.#text === null) this.#skip('empty-block');
    this.#reader.end(malformed);
    this.#onEnd(`${this.#length} ${this.#sample}`);
  }
}

/** Most characters of base64 that are put together before they are decoded. */
const longestBase64 = 64 * 1024 * 1024;

/** A block's text, read as XML while it arrives, or gathered where it looks like base64. */
class TextContent {
  readonly #xml: XmlReader;
  readonly #skip: Skip;
  #state: 'undecided' | 'xml' | 'base64' | 'spoilt' = 'undecided';
  #held = '';

  constructor(handler: XmlHandler, skip: Skip) {
    this.#xml = new XmlReader(handler);
    this.#skip = skip;
  }

  write(text: string): void {
    switch (this.#state) {
      case 'xml':
        this.#feed(text);
        return;
      case 'undecided':
        this.#decide(this.#held + text);
        return;
      case 'base64':
        this.#held += text;
        if (this.#held.length > longestBase64) this.#spoil('block-too-long');
        return;
      case 'spoilt':
    }
  }

  /** Whether the content broke off or was no XML at all. */
  end(): boolean {
    if (this.#state === 'undecided') this.#decide(`${this.#held} `);
    if (this.#state === 'base64') this.#decodeBase64();
    if (this.#state === 'xml') this.#attempt(() => this.#xml.end());
    return this.#state === 'spoilt';
  }

  #decide(text: string): void {
    this.#held = text;
    if (begun.test(text)) {
      this.#state = 'xml';
      this.#held = '';
      this.#feed(text.replace(/^[\s\ufeff]+/, ''));
    } else if (text.trim().length >= 16) {
      if (base64.test(text)) this.#state = 'base64';
      else this.#spoil('not-xml');
    }
  }

  #decodeBase64(): void {
    let text = '';
    try {
      const bytes = Uint8Array.from(atob(this.#held.replace(/\s+/g, '')), (char) => char.charCodeAt(0));
      text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      this.#spoil('not-xml');
      return;
    }
    if (!begun.test(text)) {
      this.#spoil('not-xml');
      return;
    }
    this.#state = 'xml';
    this.#feed(text.trimStart());
  }

  #feed(text: string): void {
    this.#attempt(() => this.#xml.write(text));
  }

  #attempt(step: () => void): void {
    try {
      step();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#spoil('malformed-block');
    }
  }

  #spoil(reason: string): void {
    this.#state = 'spoilt';
    this.#held = '';
    this.#skip(reason);
  }
}

/** How a block that is not looked into is counted. */
export function unsupported(binding: string | null): string {
  return `unsupported-content:${safeText(binding ?? 'none', 80)}`;
}
