import { decodeText } from './charset.ts';
import { decodeQuotedPrintable } from './transfer.ts';

const word = /=\?([^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?([bq])\?([^?]*)\?=/gi;

interface Run {
  readonly charset: string;
  readonly bytes: Buffer[];
}

/**
 * The text of a field with its encoded words (RFC 2047) read: neighbours of one charset are joined as bytes, for many
 * programs cut characters in two; blanks between words are dropped (§6.2).
 */
export function decodeWords(text: string): string {
  if (!text.includes('=?')) return text;
  const pieces: (string | Run)[] = [];
  let at = 0;
  for (const match of text.matchAll(word)) {
    const [whole, charset = '', how = '', payload = ''] = match;
    const between = text.slice(at, match.index);
    const last = pieces.at(-1);
    const joins = typeof last === 'object' && /^\s*$/.test(between);
    if (!joins) pieces.push(between);
    const label = charset.toLowerCase();
    if (joins && last.charset === label) last.bytes.push(bytesOf(how, payload));
    else pieces.push({ charset: label, bytes: [bytesOf(how, payload)] });
    at = match.index + whole.length;
  }
  pieces.push(text.slice(at));
  return pieces.map((piece) => (typeof piece === 'string' ? piece : textOf(piece))).join('');
}

function textOf({ charset, bytes }: Run): string {
  return decodeText(Buffer.concat(bytes), charset);
}

function bytesOf(how: string, payload: string): Buffer {
  if (how === 'b' || how === 'B') return Buffer.from(payload, 'base64');
  return decodeQuotedPrintable(Buffer.from(payload.replaceAll('_', ' '), 'latin1'));
}
