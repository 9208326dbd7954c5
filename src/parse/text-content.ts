import { Failure } from '../base/failure.ts';
import { XmlDecoder } from '../xml/decoder.ts';
import type { XmlHandler } from '../xml/handler.ts';
import { XmlReader } from '../xml/reader.ts';

const blanks = /^[\s\ufeff]+/;
/** Hexadecimal of what begins with `<`, perhaps after PostgreSQL's `\x`: a server's database column passed on as it is. */
const hex = /^(?:\\x)?(?:efbbbf)?3c[0-9a-f\s]*$/i;
const base64 = /^[A-Za-z0-9+/\s]+=*\s*$/;

/** Characters by which it is decided what a text is. */
const enough = 16;

/** Of which groups of characters coded bytes consist, and what may stand in them. */
const codings = {
  hex: { group: 2, valid: /^[0-9A-Fa-f]*$/ },
  base64: { group: 4, valid: /^[A-Za-z0-9+/]*={0,2}$/ },
} as const;

/**
 * A block's text, read as XML while it arrives: markup that came escaped or as CDATA, or its bytes in base64 or
 * hexadecimal. A malformed one spoils its block alone.
 */
export class TextContent {
  readonly #xml: XmlReader;
  #state: 'undecided' | 'xml' | keyof typeof codings | 'spoilt' = 'undecided';
  #held = '';
  #padded = false;
  readonly #decoder = new XmlDecoder(null);
  #markup = false;

  constructor(handler: XmlHandler) {
    this.#xml = new XmlReader(handler);
  }

  /** The text holds markup: it is the content of its block. */
  get markup(): boolean {
    return this.#markup;
  }

  write(text: string): void {
    this.#attempt(() => this.#take(text));
  }

  /** The text has ended. Returns whether it was a whole XML document. */
  end(): boolean {
    this.#attempt(() => {
      if (this.#state === 'undecided') this.#decide(this.#held, 0);
      if (this.#state === 'hex' || this.#state === 'base64') this.#finish(this.#state);
      if (this.#state === 'xml') this.#xml.end();
    });
    return this.#state === 'xml';
  }

  #take(text: string): void {
    switch (this.#state) {
      case 'undecided':
        return this.#decide(this.#held + text, enough);
      case 'xml':
        return this.#read(text);
      case 'hex':
      case 'base64':
        return this.#decode(text, this.#state);
      case 'spoilt':
    }
  }

  #decide(text: string, least: number): void {
    const content = text.replace(blanks, '');
    this.#held = content;
    if (content.length < least && !content.startsWith('<')) return;
    this.#held = '';
    if (content.startsWith('<')) {
      this.#state = 'xml';
      this.#read(content);
    } else if (hex.test(content)) {
      this.#state = 'hex';
      this.#decode(content.replace(/^\\x/, ''), 'hex');
    } else if (base64.test(content)) {
      this.#state = 'base64';
      this.#decode(content, 'base64');
    } else this.#state = 'spoilt';
  }

  /** Decodes the groups of characters that are whole; the rest is held. */
  #decode(text: string, coding: keyof typeof codings): void {
    const coded = this.#held + text.replace(/\s+/g, '');
    const whole = coded.length - (coded.length % codings[coding].group);
    this.#held = coded.slice(whole);
    this.#pass(coded.slice(0, whole), coding);
  }

  #pass(coded: string, coding: keyof typeof codings): void {
    if (coded === '') return;
    if (this.#padded || !codings[coding].valid.test(coded)) this.#state = 'spoilt';
    else this.#read(this.#decoder.write(Buffer.from(coded, coding)));
    this.#padded = coded.endsWith('=');
  }

  #finish(coding: keyof typeof codings): void {
    this.#pass(this.#held, coding);
    if (this.#state === 'spoilt') return;
    this.#read(this.#decoder.end());
    this.#decoder.assertWhole();
    this.#state = 'xml';
  }

  #read(text: string): void {
    this.#markup ||= text !== '';
    this.#xml.write(text);
  }

  #attempt(step: () => void): void {
    try {
      step();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#state = 'spoilt';
      this.#held = '';
    }
  }
}
