/** Types of record that are asked for or answered (RFC 1035 §3.2.2, RFC 3596, RFC 6891). */
export const types = { a: 1, ns: 2, soa: 6, txt: 16, aaaa: 28, opt: 41, any: 255 } as const;

export const rcodes = {
  noError: 0,
  formatError: 1,
  serverFailure: 2,
  noSuchName: 3,
  notImplemented: 4,
  refused: 5,
} as const;
export type Rcode = (typeof rcodes)[keyof typeof rcodes];

/** A question, as far as it could be read. */
export interface Query {
  readonly id: number;
  /** Labels in lower case, most specific first. */
  readonly labels: readonly string[];
  readonly type: number;
  /** The question section as it came, its case included: answers repeat it, which is what DNS 0x20 checks. */
  readonly question: Uint8Array;
  readonly recursionDesired: boolean;
  /** Bytes that the client takes over UDP: 512, or what EDNS says, at most 1,232. */
  readonly payload: number;
  readonly edns: boolean;
  /** What is wrong with it; `noError` where it can be looked up. */
  readonly rcode: Rcode;
}

const headerBytes = 12;
const longestName = 255;
const largestPayload = 1232;

/**
 * Reads a DNS message as a question (RFC 1035 §4.1). What is no question at all, or is an answer, gives `null` and is
 * not answered: an answer to an answer is how servers are made to talk to each other without end.
 */
export function decodeQuery(bytes: Uint8Array): Query | null {
  if (bytes.length < headerBytes) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = view.getUint16(2);
  if ((flags & 0x8000) !== 0) return null;
  const head = { id: view.getUint16(0), recursionDesired: (flags & 0x0100) !== 0 };
  const bad = (rcode: Rcode): Query => ({ ...head, ...unread, rcode });
  if (((flags >> 11) & 15) !== 0) return bad(rcodes.notImplemented);
  // One question, no answers, no authority: a query of today.
  if (view.getUint16(4) !== 1 || view.getUint16(6) !== 0 || view.getUint16(8) !== 0) return bad(rcodes.formatError);
  const name = readName(bytes, headerBytes);
  if (name === null || name.end + 4 > bytes.length) return bad(rcodes.formatError);
  const end = name.end + 4;
  const question = bytes.slice(headerBytes, end);
  const type = view.getUint16(name.end);
  const payload = ednsPayload(view, end, view.getUint16(10));
  const rcode = view.getUint16(name.end + 2) === 1 ? rcodes.noError : rcodes.refused;
  return { ...head, labels: name.labels, type, question, rcode, payload: payload ?? 512, edns: payload !== null };
}

const unread = { labels: [], type: 0, question: new Uint8Array(0), payload: 512, edns: false } as const;

/** A name without compression, which has no use in a question; `null` where it is none. */
function readName(
  bytes: Uint8Array,
  start: number,
): { readonly labels: readonly string[]; readonly end: number } | null {
  const labels: string[] = [];
  let at = start;
  for (;;) {
    const length = bytes[at];
    if (length === undefined || length > 63) return null;
    at += 1;
    if (length === 0) return { labels, end: at };
    if (at + length - start > longestName || at + length > bytes.length) return null;
    labels.push(lowerLatin(bytes.subarray(at, at + length)));
    at += length;
  }
}

function lowerLatin(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte);
  return text;
}

/** The payload of an OPT record that follows the question at once; `null` where there is none. */
function ednsPayload(view: DataView, at: number, additional: number): number | null {
  if (additional === 0 || at + 11 > view.byteLength) return null;
  if (view.getUint8(at) !== 0 || view.getUint16(at + 1) !== types.opt) return null;
  return Math.min(Math.max(view.getUint16(at + 3), 512), largestPayload);
}
