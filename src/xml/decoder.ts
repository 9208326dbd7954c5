import type { Failure } from '../base/failure.ts';
import { quote, safeText } from '../base/text.ts';
import { fail } from './conditions.ts';

type Decoder = InstanceType<typeof TextDecoder>;

/**
 * Bytes of an XML document to text, in pieces. The encoding is that of the byte order mark, else of the XML
 * declaration, else of the HTTP header, else UTF-8 (XML 1.0 appendix F; the declaration is nearer to whoever wrote the
 * bytes than a server's default header). Bytes that are not of the encoding are refused.
 */
export class XmlDecoder {
  readonly #header: string | null;
  #decoder: Decoder | null = null;
  #label = 'utf-8';
  #held: Uint8Array = new Uint8Array(0);

  /** @param header the `charset` of the HTTP Content-Type. */
  constructor(header: string | null) {
    this.#header = header;
  }

  /** @throws Failure `body/*` when the document is none, `body/charset`. */
  write(bytes: Uint8Array): string {
    if (this.#decoder !== null) return this.#decode(this.#decoder, bytes, true);
    this.#held = join(this.#held, bytes);
    // The declaration has to stand in the first bytes; a document shorter than that is decided at its end.
    return this.#held.length < 1024 && !this.#held.includes(0x3e) ? '' : this.#begin();
  }

  end(): string {
    const begun = this.#decoder === null ? this.#begin() : '';
    return begun + (this.#decoder === null ? '' : this.#decode(this.#decoder, new Uint8Array(0), false));
  }

  #begin(): string {
    const held = this.#held;
    this.#held = new Uint8Array(0);
    sniff(held);
    this.#label = encodingOf(held, this.#header);
    this.#decoder = decoderFor(this.#label);
    return this.#decode(this.#decoder, held, true);
  }

  #decode(decoder: Decoder, bytes: Uint8Array, stream: boolean): string {
    try {
      return decoder.decode(bytes, { stream });
    } catch {
      throw fail('body/charset', `the document is not the ${this.#label} that it claims to be`, {
        evidence: { declared: this.#label },
      });
    }
  }
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
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

/** First bytes of encodings that give themselves away (XML 1.0 appendix F.1). */
const signatures: readonly (readonly [bytes: RegExp, label: string])[] = [
  [/^efbbbf/, 'utf-8'],
  [/^fffe/, 'utf-16le'],
  [/^feff/, 'utf-16be'],
  [/^3c00..00/, 'utf-16le'],
  [/^003c00/, 'utf-16be'],
];

function encodingOf(bytes: Uint8Array, header: string | null): string {
  const begins = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const signed = signatures.find(([mark]) => mark.test(begins));
  if (signed !== undefined) return signed[1];
  const head = latin1(bytes, 1024);
  const declared = /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(head)?.[1];
  const label = (declared ?? header ?? 'utf-8').toLowerCase();
  // Bytes that could be read thus far are not UTF-16, whatever the declaration was copied from.
  return label.startsWith('utf-16') || label === 'us-ascii' ? 'utf-8' : label;
}

const page = /^(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)?<(?:!doctype\s+html|html|head|body|script|meta)\b/i;

/** Tells what came instead of XML by its first bytes. @throws Failure `body/*`. */
function sniff(bytes: Uint8Array): void {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) throw fail('body/compressed', 'the body is gzip but does not say so');
  const head = latin1(bytes, 4096)
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (head === '') throw fail('body/empty', `the body ${bytes.length === 0 ? 'is empty' : 'holds nothing but blanks'}`);
  const evidence = { begins: safeText(head, 200) };
  if (page.test(head)) throw pageFailure(head, evidence);
  if (/^[[{]/.test(head)) throw fail('body/json', 'JSON came where XML was asked for', { evidence });
  if (!/^(?:<|\u00ff\u00fe|\u00fe\u00ff|\0<)/.test(head)) {
    throw fail('body/not-xml', `the answer is not XML: it begins with ${quote(head, 60)}`, { evidence });
  }
}

function pageFailure(head: string, evidence: { begins: string }): Failure {
  const title = safeText(/<title[^>]*>([^<]{0,200})/i.exec(head)?.[1]?.trim() ?? '');
  const login = /type\s*=\s*["']?password/i.test(head);
  const named = title === '' ? '' : ` ${quote(title)}`;
  return fail('body/html-page', `a web page${named} came instead of a feed`, {
    evidence: { ...evidence, title, login },
  });
}

function latin1(bytes: Uint8Array, most: number): string {
  return String.fromCharCode(...bytes.subarray(0, most));
}
