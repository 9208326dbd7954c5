import type { Failure } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import { fail } from './conditions.ts';
import { encodingOf } from './encoding.ts';
import { sniff } from './sniff.ts';

type Decoder = InstanceType<typeof TextDecoder>;

/** Bytes that are gathered before it is decided what they are. */
const head = 4096;

/**
 * Bytes of an XML document to text, in pieces. The encoding is that of the byte order mark, else of the XML
 * declaration, else of the HTTP header, else UTF-8 (XML 1.0 appendix F; the declaration is nearer to whoever wrote the
 * bytes than a server's default header). Bytes that are not of the encoding are refused. Blanks before the document,
 * which XML does not allow and servers send, are passed over.
 */
export class XmlDecoder {
  readonly #header: string | null;
  readonly #held = new Uint8Array(head);
  #size = 0;
  #blanks = 0;
  #decoder: Decoder | null = null;
  /** Text of the document has been passed on. */
  #begun = false;
  /** The bytes ended within a character. */
  #half = false;

  /** @param header the `charset` of the HTTP Content-Type. */
  constructor(header: string | null) {
    this.#header = header;
  }

  /** Text is passed on from 4,096 bytes on, and the rest by `end`. @throws Failure `body/*`. */
  write(bytes: Uint8Array): string {
    if (this.#decoder !== null) return this.#decode(this.#decoder, bytes);
    const from = this.#size === 0 ? afterBlanks(bytes) : 0;
    this.#blanks += from;
    const taken = bytes.subarray(from, from + head - this.#size);
    this.#held.set(taken, this.#size);
    this.#size += taken.length;
    return this.#size < head ? '' : this.#begin(bytes.subarray(from + taken.length));
  }

  /**
   * The bytes have ended; half a character at their end is kept back, call `assertWhole` for it.
   * @throws Failure `body/*`; `body/empty` where there was nothing but blanks.
   */
  end(): string {
    const text = this.#decoder === null ? this.#begin(nothing) : '';
    try {
      this.#decoder?.decode();
    } catch {
      this.#half = true;
    }
    if (!this.#begun)
      throw fail('body/empty', `the body ${this.#blanks > 0 ? 'holds nothing but blanks' : 'is empty'}`);
    return text;
  }

  /**
   * Ask once the text has proved to be a whole document: one that was cut off may well end in half a character, and
   * is truncated rather than badly encoded. @throws Failure `body/charset`.
   */
  assertWhole(): void {
    if (this.#half && this.#decoder !== null) throw badly(this.#decoder);
  }

  #begin(rest: Uint8Array): string {
    const bytes = this.#held.subarray(0, this.#size);
    const decoder = decoderFor(sniffed(bytes, this.#header));
    this.#decoder = decoder;
    return this.#decode(decoder, bytes) + this.#decode(decoder, rest);
  }

  #decode(decoder: Decoder, bytes: Uint8Array): string {
    let text: string;
    try {
      text = decoder.decode(bytes, { stream: true });
    } catch {
      throw badly(decoder);
    }
    if (this.#begun) return text;
    const document = text.replace(/^[ \t\r\n]+/, '');
    this.#blanks += text.length - document.length;
    this.#begun = document !== '';
    return document;
  }
}

const nothing = new Uint8Array(0);

/** The label of the encoding, once it is clear that this is XML at all. */
function sniffed(bytes: Uint8Array, header: string | null): string {
  const label = encodingOf(bytes, header);
  sniff(bytes, label);
  return label;
}

function badly({ encoding }: Decoder): Failure {
  return fail('body/charset', `the document is not the ${encoding} that it claims to be`, {
    evidence: { declared: encoding },
  });
}

function decoderFor(label: string): Decoder {
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    throw fail('body/charset', `the document declares an unknown encoding ${safeText(label, 40)}`, {
      evidence: { declared: safeText(label, 40) },
    });
  }
}

function afterBlanks(bytes: Uint8Array): number {
  const first = bytes.findIndex((byte) => byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09);
  return first < 0 ? bytes.length : first;
}
