import { fail } from './conditions.ts';

/** Bytes that are gathered before it is decided what they are. */
const head = 4096;

const nothing = new Uint8Array(0);

/** By byte order mark, or by the zeros of UTF-16 text without one. */
const signatures: readonly (readonly [bytes: RegExp, name: string])[] = [
  [/^efbbbf/, 'utf-8'],
  [/^fffe|^(?:(?!00)..00){4}/, 'utf-16le'],
  [/^feff|^(?:00(?!00)..){4}/, 'utf-16be'],
];

/**
 * Bytes of a list to text, in pieces: UTF-8 or UTF-16 by byte order mark or by look, else the character set that is
 * declared, else UTF-8. What is wrongly coded becomes U+FFFD, which no observable may hold: a comment in another
 * character set costs nothing.
 */
export class ListDecoder {
  readonly #most: number;
  readonly #charset: string | null;
  readonly #check: (text: string) => void;
  readonly #held = new Uint8Array(head);
  #size = 0;
  #read = 0;
  #decoder: ReturnType<typeof decoderOf> | null = null;

  /**
   * @param charset of the Content-Type; one that is unknown counts as none.
   * @param check is shown the beginning of the text and throws where it is something else.
   */
  constructor(documentBytes: number, charset: string | null, check: (text: string) => void) {
    this.#most = documentBytes;
    this.#charset = charset;
    this.#check = check;
  }

  /** Text is passed on from 4,096 bytes on, and the rest by `end`. @throws Failure `body/too-big`, and what `check` throws. */
  write(bytes: Uint8Array): string {
    this.#read += bytes.length;
    if (this.#read > this.#most) throw fail('body/too-big', `the list has more than ${this.#most} bytes`);
    if (this.#decoder !== null) return this.#decoder.decode(bytes, { stream: true });
    const taken = bytes.subarray(0, head - this.#size);
    this.#held.set(taken, this.#size);
    this.#size += taken.length;
    return this.#size < head ? '' : this.#begin(bytes.subarray(taken.length));
  }

  /** The bytes have ended. @throws Failure as `write`, and `body/empty` where there was nothing but blanks. */
  end(): string {
    const text = this.#decoder === null ? this.#begin(nothing) : '';
    const whole = text + (this.#decoder?.decode() ?? '');
    if (this.#read <= head && whole.trim() === '') {
      throw fail('body/empty', `the body ${this.#read > 0 ? 'holds nothing but blanks' : 'is empty'}`);
    }
    return whole;
  }

  #begin(rest: Uint8Array): string {
    const bytes = this.#held.subarray(0, this.#size);
    const begins = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
    if (/^1f8b|^504b0304|^425a68|^fd377a58/.test(begins)) {
      throw fail('body/compressed', 'the body is compressed but does not say so');
    }
    const found = signatures.find(([signature]) => signature.test(begins));
    this.#decoder = decoderOf(found?.[1] ?? this.#charset ?? 'utf-8');
    const text = this.#decoder.decode(bytes, { stream: true });
    this.#check(text);
    return text + this.#decoder.decode(rest, { stream: true });
  }
}

function decoderOf(charset: string) {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}
