import type { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { fail } from './conditions.ts';
import { Headers } from './headers.ts';

/** Budget of a head, interim ones included. */
const headLimits = { bytes: 64 * 1024, fields: 256, interim: 16 };

/** Status line and headers of an answer (RFC 9112 §4, §5). */
export interface Head {
  readonly version: '1.0' | '1.1';
  readonly status: number;
  readonly reason: string;
  readonly headers: Headers;
  /** The status line as it came. */
  readonly line: string;
}

const statusLine = /^HTTP\/1\.([01]) ([1-9]\d{2})(?: (.*))?$/;
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// oxlint-disable-next-line no-control-regex -- what a field may not hold (RFC 9110 §5.5)
const forbidden = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/**
 * Reads a head from bytes fed in any split. Interim (1xx) heads are passed over. Strict: CR LF line ends, no space
 * before the colon, no control characters; what is not HTTP/1 is told apart by its first bytes.
 */
export class HeadReader {
  #buffer = new Uint8Array(0);
  #spent = 0;
  #interim = 0;
  #searched = 0;

  /** Bytes fed so far, heads that were passed over included. */
  get bytes(): number {
    return this.#spent + this.#buffer.length;
  }

  /** What was fed and not read yet: after the head, the beginning of the body. */
  get rest(): Uint8Array {
    return this.#buffer;
  }

  /**
   * The head once it is whole, else `null`.
   * @throws Failure `http/port-is-tls`, `http/h2-only`, `http/framing`, `http/headers-too-big`, `http/101`.
   */
  push(chunk: Uint8Array): Head | null {
    this.#buffer = joined(this.#buffer, chunk);
    for (;;) {
      const impostor = impostorOf(this.#buffer);
      if (impostor !== undefined) throw impostor;
      const end = this.#endOfHead();
      if (this.#spent + (end ?? this.#buffer.length) > headLimits.bytes) {
        throw fail('http/headers-too-big', `the head of the answer is longer than ${headLimits.bytes} bytes`);
      }
      if (end === undefined) return null;
      const head = parseHead(latin1(this.#buffer.subarray(0, end - 4)));
      this.#buffer = this.#buffer.slice(end);
      this.#spent += end;
      this.#searched = 0;
      if (head.status >= 200) return head;
      this.#passOver(head);
    }
  }

  #passOver(head: Head): void {
    if (head.status === 101) {
      throw fail(
        'http/101',
        `the server switched to ${quote(head.headers.get('upgrade') ?? 'another protocol')} unasked`,
      );
    }
    this.#interim += 1;
    if (this.#interim > headLimits.interim) {
      throw fail('http/framing', `more than ${headLimits.interim} interim answers`, {
        evidence: { reason: 'interim' },
      });
    }
  }

  #endOfHead(): number | undefined {
    const bytes = this.#buffer;
    for (let i = bytes.indexOf(10, this.#searched); i >= 0; i = bytes.indexOf(10, i + 1)) {
      if (bytes[i - 1] !== 13) throw framing('a line ends without CR', 'bare-line-feed');
      if (bytes[i - 2] === 10 && bytes[i - 3] === 13) return i + 1;
      this.#searched = i + 1;
    }
    return undefined;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

/** What begins like something else than `HTTP/1.`; `undefined` while it may still become a head. */
function impostorOf(bytes: Uint8Array): Failure | undefined {
  const [first, second] = bytes;
  if ((first === 0x15 || first === 0x16) && (second === undefined || second === 3)) {
    return second === undefined ? undefined : fail('http/port-is-tls', 'the port answered with a TLS record');
  }
  // A SETTINGS frame on stream 0 (RFC 9113 §6.5): what an HTTP/2 server says first.
  if (first === 0 && bytes.length < 9) return undefined;
  if (first === 0 && bytes[3] === 4 && bytes.subarray(5, 9).every((byte) => byte === 0)) {
    return fail('http/h2-only', 'the server answered with an HTTP/2 frame');
  }
  const start = latin1(bytes.subarray(0, 7));
  return 'HTTP/1.'.startsWith(start.slice(0, 7))
    ? undefined
    : framing(`it begins with ${quote(start)}`, 'no-status-line');
}

function framing(what: string, reason: string): Failure {
  return fail('http/framing', `the answer is not valid HTTP: ${what}`, { evidence: { reason } });
}

/** @throws Failure `http/framing`, `http/headers-too-big`. */
function parseHead(text: string): Head {
  const [line = '', ...rest] = text.split('\r\n');
  const match = statusLine.exec(line);
  if (match === null || forbidden.test(line)) throw framing(`status line ${quote(line)}`, 'status-line');
  if (rest.length > headLimits.fields) {
    throw fail('http/headers-too-big', `the answer has ${rest.length} header lines, more than ${headLimits.fields}`);
  }
  return {
    version: match[1] === '1' ? '1.1' : '1.0',
    status: Number(match[2]),
    reason: match[3] ?? '',
    headers: new Headers(parseFields(rest)),
    line,
  };
}

function parseFields(lines: readonly string[]): (readonly [string, string])[] {
  const fields: [string, string][] = [];
  for (const line of lines) {
    const last = fields.at(-1);
    if (forbidden.test(line)) throw framing(`a control character in the header ${quote(line, 64)}`, 'header-value');
    if (/^[ \t]/.test(line) && last !== undefined) {
      // An obsolete line folding reads as one space (RFC 9112 §5.2).
      last[1] = `${last[1]} ${line.trim()}`;
      continue;
    }
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon));
    if (!token.test(name)) throw framing(`header ${quote(line, 64)}`, 'header-name');
    fields.push([name, line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')]);
  }
  return fields;
}
