import type { Hash } from 'node:crypto';
import type { XmlAttributes, XmlName } from '../xml/handler.ts';

/** Characters that are gathered before they are hashed. */
const most = 16_384;

/**
 * What content blocks hold, as a digest: names, attributes and text, whatever prefixes they are written with and
 * however the document is cut.
 */
export class Fingerprint {
  readonly #hash: Hash;
  #text = '';

  constructor(hash: Hash) {
    this.#hash = hash;
  }

  /** A block begins. */
  begin(): void {
    this.#add('\u0001');
  }

  open(name: XmlName, attributes: XmlAttributes): void {
    let text = `\u0002${name.local}`;
    for (const key in attributes) text += `\u0003${key}\u0003${attributes[key] ?? ''}`;
    this.#add(`${text}\u0004`);
  }

  text(text: string): void {
    this.#add(text);
  }

  close(): void {
    this.#add('\u0005');
  }

  /** Of all blocks, in hexadecimal. Nothing can be added afterwards. */
  digest(): string {
    this.#hash.update(this.#text);
    return this.#hash.digest('hex');
  }

  #add(text: string): void {
    this.#text += text;
    if (this.#text.length < most) return;
    this.#hash.update(this.#text);
    this.#text = '';
  }
}
