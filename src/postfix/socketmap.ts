import { joined } from '../base/bytes.ts';
import { safeText } from '../base/text.ts';
import { fail } from './conditions.ts';

/** A look-up of a key in a named map (socketmap_table(5)). */
export interface SocketmapRequest {
  readonly map: string;
  readonly key: string;
}

export type SocketmapReply =
  | { readonly kind: 'found'; readonly result: string }
  | { readonly kind: 'not-found' }
  /** Postfix tries again later, and defers the mail. */
  | { readonly kind: 'temporary'; readonly reason: string };

const longestRequest = 10_000;
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const comma = 44;

/** Cuts what Postfix sends into requests, each a netstring, however it was split. */
export class SocketmapReader {
  #held: Uint8Array = new Uint8Array(0);

  /** The requests that are whole now. @throws Failure `postfix/bad-socketmap-request` */
  push(bytes: Uint8Array): readonly SocketmapRequest[] {
    let all = joined(this.#held, bytes);
    const requests: SocketmapRequest[] = [];
    for (;;) {
      const found = netstring(all);
      if (found === null) break;
      requests.push(parseRequest(found.text));
      all = all.subarray(found.end);
    }
    this.#held = all;
    return requests;
  }
}

/** The first netstring (`5:hello,`) and where it ends; `null` until it is whole. */
function netstring(bytes: Uint8Array): { readonly text: string; readonly end: number } | null {
  const colon = bytes.subarray(0, 7).indexOf(58);
  const digits = decoder.decode(bytes.subarray(0, colon < 0 ? Math.min(bytes.length, 7) : colon));
  if (!/^(?:0|[1-9]\d*)?$/.test(digits) || (colon < 0 && bytes.length >= 7) || colon === 0) throw bad(bytes);
  if (colon < 0) return null;
  const length = Number(digits);
  if (length > longestRequest) throw bad(bytes);
  const end = colon + 1 + length;
  if (bytes.length <= end) return null;
  if (bytes[end] !== comma) throw bad(bytes);
  return { text: decoder.decode(bytes.subarray(colon + 1, end)), end: end + 1 };
}

function parseRequest(text: string): SocketmapRequest {
  const space = text.indexOf(' ');
  if (space < 1) throw bad(encoder.encode(text));
  return { map: text.slice(0, space), key: text.slice(space + 1) };
}

function bad(bytes: Uint8Array) {
  const begins = safeText(decoder.decode(bytes.subarray(0, 80)));
  return fail('postfix/bad-socketmap-request', 'what came is no socketmap request', { evidence: { begins } });
}

/** The answer to a request as a netstring; one line whatever the text. */
export function encodeSocketmapReply(reply: SocketmapReply): Uint8Array {
  const data = encoder.encode(said(reply));
  const head = encoder.encode(`${data.length}:`);
  const bytes = new Uint8Array(head.length + data.length + 1);
  bytes.set(head);
  bytes.set(data, head.length);
  bytes[bytes.length - 1] = comma;
  return bytes;
}

function said(reply: SocketmapReply): string {
  switch (reply.kind) {
    case 'found':
      return `OK ${oneLine(reply.result)}`;
    case 'not-found':
      return 'NOTFOUND ';
    case 'temporary':
      return `TEMP ${oneLine(reply.reason)}`;
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/[^ -~]+/g, ' ');
}
