import { encodeFrame } from './frame.ts';
import { replies } from './protocol.ts';

/** What ends a stage or a message. */
export type Verdict =
  | { readonly kind: 'accept' | 'continue' | 'reject' | 'tempfail' | 'discard' }
  /** With a reply of our own: `4yz` or `5yz`, the enhanced code (RFC 3463), a line of ASCII. */
  | { readonly kind: 'reply'; readonly code: number; readonly enhanced: string; readonly text: string };

/** What is done to a message, before its end is answered. */
export type Change =
  | { readonly kind: 'add-header'; readonly name: string; readonly value: string }
  /** Before the header at `index`; 0 is above all others. */
  | { readonly kind: 'insert-header'; readonly index: number; readonly name: string; readonly value: string }
  /** The `index`-th header of that name, from 1; an empty value removes it. */
  | { readonly kind: 'change-header'; readonly index: number; readonly name: string; readonly value: string }
  | { readonly kind: 'quarantine'; readonly reason: string }
  | { readonly kind: 'add-recipient' | 'delete-recipient'; readonly address: string }
  | { readonly kind: 'replace-body'; readonly body: Uint8Array };

const encoder = new TextEncoder();

/** Bytes of a body sent in one frame. */
const bodyPiece = 65_535;

/** What is no more than a word on the wire. */
const words = {
  accept: encodeFrame(replies.accept),
  continue: encodeFrame(replies.continue),
  reject: encodeFrame(replies.reject),
  tempfail: encodeFrame(replies.tempfail),
  discard: encodeFrame(replies.discard),
} as const;

export function encodeVerdict(verdict: Verdict): Uint8Array {
  if (verdict.kind !== 'reply') return words[verdict.kind];
  const { code, enhanced, text } = verdict;
  return encodeFrame(replies.replyCode, encoder.encode(`${code} ${enhanced} ${printable(text)}\0`));
}

/** The frames of one change; a long body takes several. */
export function encodeChange(change: Change): readonly Uint8Array[] {
  switch (change.kind) {
    case 'add-header':
      return [encodeFrame(replies.addHeader, header(change))];
    case 'insert-header':
      return [encodeFrame(replies.insertHeader, numbered(change.index, header(change)))];
    case 'change-header':
      return [encodeFrame(replies.changeHeader, numbered(change.index, header(change)))];
    case 'quarantine':
      return [encodeFrame(replies.quarantine, encoder.encode(`${printable(change.reason)}\0`))];
    case 'add-recipient':
      return [encodeFrame(replies.addRecipient, encoder.encode(`${oneLine(change.address)}\0`))];
    case 'delete-recipient':
      return [encodeFrame(replies.deleteRecipient, encoder.encode(`${oneLine(change.address)}\0`))];
    case 'replace-body':
      return pieces(change.body).map((piece) => encodeFrame(replies.replaceBody, piece));
  }
}

function pieces(body: Uint8Array): Uint8Array[] {
  const all = [body.subarray(0, bodyPiece)];
  for (let at = bodyPiece; at < body.length; at += bodyPiece) all.push(body.subarray(at, at + bodyPiece));
  return all;
}

/** Name and value; folded lines keep their LF, which the MTA turns into its own line ends. Nothing else may break the line. */
function header({ name, value }: { readonly name: string; readonly value: string }): Uint8Array {
  const lines = value.split(/\r?\n/).map((line, i) => (i > 0 && !/^[ \t]/.test(line) ? `\t${line}` : line));
  return encoder.encode(`${name.replaceAll(/[^!-9;-~]/g, '')}\0${lines.map(oneLine).join('\n')}\0`);
}

function numbered(index: number, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + data.length);
  new DataView(bytes.buffer).setUint32(0, index);
  bytes.set(data, 4);
  return bytes;
}

// oxlint-disable-next-line no-control-regex -- they are what it looks for
const breaking = /[\0\r\n]/g;

function oneLine(text: string): string {
  return text.replaceAll(breaking, ' ');
}

/** What a reply may hold (RFC 5321 §4.2); `%` is left out, for Sendmail expands it. */
function printable(text: string): string {
  return text.replaceAll(/[^ -$&-~]/g, '?').slice(0, 400);
}
