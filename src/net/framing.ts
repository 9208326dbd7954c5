import type { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { fail } from './conditions.ts';
import type { Head } from './head.ts';

/** How the end of a body is known (RFC 9112 §6.3). */
export type Framing =
  | { readonly kind: 'none' }
  | { readonly kind: 'length'; readonly bytes: number }
  | { readonly kind: 'chunked' }
  /** The peer closes: a cut cannot be told from the end. */
  | { readonly kind: 'close' };

function bad(what: string, reason: string): Failure {
  return fail('http/framing', `the answer is not valid HTTP: ${what}`, { evidence: { reason } });
}

/** @throws Failure `http/framing` where the head says two things, or none that can be followed. */
export function framingOf(head: Head): Framing {
  if (head.status === 204 || head.status === 304) return { kind: 'none' };
  const coding = head.headers.get('transfer-encoding');
  const lengths = new Set(head.headers.all('content-length'));
  if (coding !== null) {
    if (lengths.size > 0) throw bad('both a length and a transfer encoding', 'length-and-encoding');
    if (coding.toLowerCase() === 'chunked' && head.version === '1.1') return { kind: 'chunked' };
    throw bad(`transfer encoding ${quote(coding)}`, 'transfer-encoding');
  }
  const [length] = lengths;
  if (length === undefined) return { kind: 'close' };
  if (lengths.size > 1) throw bad('two different lengths', 'two-lengths');
  if (!/^\d{1,15}$/.test(length)) throw bad(`length ${quote(length)}`, 'length');
  return { kind: 'length', bytes: Number(length) };
}

/** Takes the content out of a framed body, fed in any split. */
export interface Deframer {
  /** The content in these bytes, without copying. @throws Failure `http/framing`. */
  push(bytes: Uint8Array): readonly Uint8Array[];
  readonly done: boolean;
  /** Content bytes promised in all, where that is known. */
  readonly promised: number | null;
  /** Whether the peer's closing is the end, not a cut. */
  readonly endsByClose: boolean;
}

export function deframer(framing: Framing): Deframer {
  switch (framing.kind) {
    case 'none':
      return new LengthDeframer(0);
    case 'length':
      return new LengthDeframer(framing.bytes);
    case 'chunked':
      return new ChunkedDeframer();
    case 'close':
      return { push: (bytes) => [bytes], done: false, promised: null, endsByClose: true };
  }
}

/** Bytes past the end of a body in the segment that holds the end; one empty line is an old habit and let pass. */
function refuseSurplus(bytes: Uint8Array): void {
  if (bytes.length === 0 || (bytes.length === 2 && bytes[0] === 13 && bytes[1] === 10)) return;
  throw bad(`${bytes.length} bytes past the end of the body`, 'surplus');
}

class LengthDeframer implements Deframer {
  readonly promised: number;
  readonly endsByClose = false;
  #left: number;

  constructor(bytes: number) {
    this.promised = bytes;
    this.#left = bytes;
  }

  get done(): boolean {
    return this.#left === 0;
  }

  push(bytes: Uint8Array): readonly Uint8Array[] {
    const content = bytes.subarray(0, this.#left);
    this.#left -= content.length;
    refuseSurplus(bytes.subarray(content.length));
    return [content];
  }
}

/** A chunk-size line, its extension included. */
const longestLine = 4096;
/** Trailer fields in all. */
const longestTrailer = 16 * 1024;

/** The chunked coding (RFC 9112 §7.1); extensions and trailers are read and dropped. */
class ChunkedDeframer implements Deframer {
  readonly promised = null;
  readonly endsByClose = false;
  #state: 'size' | 'data' | 'data-end' | 'trailer' | 'done' = 'size';
  #left = 0;
  #line = '';
  #trailer = 0;

  get done(): boolean {
    return this.#state === 'done';
  }

  push(bytes: Uint8Array): readonly Uint8Array[] {
    const content: Uint8Array[] = [];
    let rest = bytes;
    while (rest.length > 0 && this.#state !== 'done') {
      if (this.#state === 'data') {
        const part = rest.subarray(0, this.#left);
        content.push(part);
        this.#left -= part.length;
        rest = rest.subarray(part.length);
        if (this.#left === 0) this.#state = 'data-end';
      } else {
        rest = this.#readLine(rest);
      }
    }
    refuseSurplus(rest);
    return content;
  }

  #readLine(bytes: Uint8Array): Uint8Array {
    const feed = bytes.indexOf(10);
    const part = bytes.subarray(0, feed < 0 ? bytes.length : feed + 1);
    for (const byte of part.subarray(0, longestLine + 1)) this.#line += String.fromCharCode(byte);
    if (this.#line.length > longestLine) throw bad('a chunk line without end', 'chunk-line');
    if (feed >= 0) {
      if (!this.#line.endsWith('\r\n')) throw bad('a chunk line ends without CR', 'chunk-line');
      const line = this.#line.slice(0, -2);
      this.#line = '';
      this.#follow(line);
    }
    return bytes.subarray(part.length);
  }

  #follow(line: string): void {
    if (this.#state === 'size') {
      const size = /^([0-9a-f]{1,12})[ \t]*(?:;.*)?$/i.exec(line)?.[1];
      if (size === undefined) throw bad(`chunk size ${quote(line, 32)}`, 'chunk-size');
      this.#left = Number.parseInt(size, 16);
      this.#state = this.#left === 0 ? 'trailer' : 'data';
    } else if (this.#state === 'data-end') {
      if (line !== '') throw bad(`${quote(line, 32)} where a chunk should have ended`, 'chunk-end');
      this.#state = 'size';
    } else {
      this.#trailer += line.length + 2;
      if (this.#trailer > longestTrailer) throw bad('a trailer without end', 'trailer');
      if (line === '') this.#state = 'done';
    }
  }
}
