import { decodeText } from './charset.ts';
import { decodeQuotedPrintable } from './transfer.ts';

const word = /=\?([^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?([bq])\?([^?]*)\?=/gi;

interface Run {
  charset: string;
  bytes: Buffer[];
}

/**
 * The text of a field with its encoded words (RFC 2047) read: neighbours of one charset are joined as bytes, for many
 * programs cut characters in two; blanks between words are dropped (§6.2).
 */
export function decodeWords(text: string): string {
  if (!text.includes('=?')) return text;
  let out = '';
  let at = 0;
  let run: Run | null = null;
  for (const match of text.matchAll(word)) {
    const [whole, charset = '', how = '', payload = ''] = match;
    const between = text.slice(at, match.index);
    const label = charset.toLowerCase();
    const joins = run !== null && /^\s*$/.test(between);
    if (run !== null && (!joins || run.charset !== label)) {
      out += textOf(run);
      run = null;
    }
    if (!joins) out += between;
    run ??= { charset: label, bytes: [] };
    run.bytes.push(bytesOf(how, payload));
    at = match.index + whole.length;
  }
  return out + (run === null ? '' : textOf(run)) + text.slice(at);
}

function textOf({ charset, bytes }: Run): string {
  return decodeText(Buffer.concat(bytes), charset);
}

function bytesOf(how: string, payload: string): Buffer {
  if (how === 'b' || how === 'B') return Buffer.from(payload, 'base64');
  return decodeQuotedPrintable(Buffer.from(payload.replaceAll('_', ' '), 'latin1'));
}
