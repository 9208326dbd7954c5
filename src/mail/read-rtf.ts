import { findInBytes } from './read-strings.ts';
import type { MailFile, Reading } from './reading.ts';

const objectData = /\\objdata(?![a-z])([^\\{}]*)/g;
const token = /\\'([0-9a-f]{2})|\\u(-?\d{1,6}) ?\??|\\([a-z]{1,32})-?\d{0,10} ?|\\([^a-z])|[{}\r\n]/gi;

/** Facts of a document in RTF: its text with the instructions of its fields, where links stand, and objects in it. */
export function readRtf(reading: Reading, { content, name }: MailFile): void {
  const source = content.toString('latin1');
  for (const [, hex = ''] of source.matchAll(objectData)) {
    if (!reading.spending.hasTime()) return;
    findInBytes(reading, Buffer.from(hex.replaceAll(/[^0-9a-f]/gi, ''), 'hex'), name);
  }
  const plain = source.replace(objectData, '').replace(token, textOf);
  reading.collector.text(plain, 'document', name);
}

/** What of a piece of syntax is text: escaped characters, breaks; nothing of control words and groups. */
function textOf(_: string, ...groups: (string | undefined)[]): string {
  const [hex, unicode, word, symbol] = groups;
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
  if (unicode !== undefined) return String.fromCharCode(Number(unicode) & 0xffff);
  if (word !== undefined) return /^(?:par|line|tab|cell|row|page|sect)$/.test(word) ? '\n' : '';
  return symbol !== undefined && '\\{}'.includes(symbol) ? symbol : '';
}
