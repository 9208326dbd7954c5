import type { ByteEdit } from './byte-edits.ts';
import { decodeBase64, quotedPrintablePlaces, type TransferEncoding } from './transfer.ts';

/** Bytes with edits made that follow one another; all others stay as they are. */
export function spliced(bytes: Buffer, edits: readonly ByteEdit[]): Buffer {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const edit of edits) {
    pieces.push(bytes.subarray(at, edit.start), edit.bytes);
    at = edit.end;
  }
  return Buffer.concat([...pieces, bytes.subarray(at)]);
}

/**
 * The body of a part with edits made of what it decodes to, in its own encoding. In quoted-printable the lines without
 * edits stay byte for byte; base 64 is written anew, in lines as long as they were. `null` for other encodings.
 */
export function reencoded(body: Buffer, encoding: TransferEncoding, edits: readonly ByteEdit[]): Buffer | null {
  switch (encoding) {
    case 'identity':
      return spliced(body, edits);
    case 'base64':
      return encodeBase64(spliced(decodeBase64(body), edits), body);
    case 'quoted-printable':
      return spliceQuotedPrintable(body, edits);
    case 'uuencode':
      return null;
  }
}

/** In lines as those of `like`, ended as they are. */
function encodeBase64(content: Buffer, like: Buffer): Buffer {
  const feed = like.indexOf(10);
  const end = like.includes('\r\n') || feed < 0 ? '\r\n' : '\n';
  const width = feed < 4 ? 76 : Math.min(feed - (end.length - 1), 996) & ~3;
  const lines = content.toString('base64').match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
  const last = like.at(-1) === 10 ? end : '';
  return Buffer.from(lines.join(end) + last, 'latin1');
}

/** RFC 2045 §6.7 rule 5. */
const longestLine = 76;

function spliceQuotedPrintable(body: Buffer, edits: readonly ByteEdit[]): Buffer {
  const places = quotedPrintablePlaces(body);
  const lineBreak = body.includes('\r\n') ? '\r\n' : '\n';
  const pieces: Buffer[] = [];
  let column = 0;
  let at = 0;
  const push = (piece: Buffer): void => {
    pieces.push(piece);
    const feed = piece.lastIndexOf(10);
    column = feed < 0 ? column + piece.length : piece.length - feed - 1;
  };
  for (const { start, end, bytes } of edits) {
    const from = places[start] ?? body.length;
    push(body.subarray(at, from));
    at = places[end] ?? body.length;
    const feed = body.indexOf(10, at);
    const rest = (feed < 0 ? body.length : feed) - at;
    push(Buffer.from(fitted(bytes, { column, rest, lineBreak }), 'latin1'));
  }
  push(body.subarray(at));
  return Buffer.concat(pieces);
}

/** ASCII in quoted-printable; on a line of its own, which no reader sees, where the line would become too long. */
function fitted(
  bytes: Buffer,
  line: { readonly column: number; readonly rest: number; readonly lineBreak: string },
): string {
  const text = bytes
    .toString('latin1')
    .replaceAll(/[^!-<>-~ ]/g, hexOf)
    .replaceAll(/ $/g, '=20');
  if (line.column + text.length + line.rest <= longestLine) return text;
  const soft = `=${line.lineBreak}`;
  const lines = text.match(/(?:=[0-9A-F]{2}|[^=]){1,24}/g) ?? [];
  return `${soft}${lines.join(soft)}${soft}`;
}

function hexOf(char: string): string {
  return `=${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
