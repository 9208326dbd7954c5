import { stringAt } from './pdf-strings.ts';

/** What the codes of a font stand for, as one of its tables tells (ISO 32000-1 §9.10.3). */
export interface CharacterMap {
  /** Bytes a code. */
  readonly width: number;
  readonly characters: ReadonlyMap<number, string>;
}

const token = /[(\]]|(?<!<)<(?!<)|-?\d+(?:\.\d+)?|[A-Za-z*'"]+/g;
/** Thousandths of the font's size, to the right, from which on a gap is a blank. */
const widestKerning = -200;

/**
 * The text that a page shows, in the order in which it is drawn; `gap` stands where the next piece is drawn further
 * to the right. Without a map the codes are taken for characters.
 */
export function shownText(source: string, gap: '' | ' ', map: CharacterMap | null): string {
  const text: string[] = [];
  let numbers: number[] = [];
  token.lastIndex = 0;
  for (let match = token.exec(source); match !== null; match = token.exec(source)) {
    const [found] = match;
    if (found === '(' || found === '<') {
      if ((numbers.at(-1) ?? 0) < widestKerning) text.push(' ');
      const { bytes, end } = stringAt(source, match.index);
      text.push(map === null ? bytes : mapped(bytes, map));
      token.lastIndex = end;
      numbers = [];
    } else if (/^[-\d]/.test(found)) numbers.push(Number(found));
    else {
      text.push(moved(found, numbers, gap));
      numbers = [];
    }
  }
  return text.join('');
}

/** What an operator does to the text: a new line, a gap, nothing. */
function moved(operator: string, numbers: readonly number[], gap: string): string {
  if (operator === 'Td' || operator === 'TD') return numbers.at(-1) === 0 ? gap : '\n';
  return operator === 'Tm' || operator === 'T*' || operator === 'ET' || operator === "'" || operator === '"'
    ? '\n'
    : '';
}

function mapped(bytes: string, { width, characters }: CharacterMap): string {
  let text = '';
  for (let at = 0; at + width <= bytes.length; at += width) {
    const code = width === 1 ? bytes.charCodeAt(at) : bytes.charCodeAt(at) * 256 + bytes.charCodeAt(at + 1);
    text += characters.get(code) ?? '\u0000';
  }
  return text;
}

const section = /begin(bfchar|bfrange)([^]*?)end\1/g;
const single = /<([0-9a-f\s]{1,8})>\s*<([0-9a-f\s]{1,64})>/gi;
const range = /<([0-9a-f\s]{1,8})>\s*<([0-9a-f\s]{1,8})>\s*(?:<([0-9a-f\s]{1,64})>|\[([^\]]*)\])/gi;
const mostCharacters = 65_536;

/** Reads such a table; `null` where it is none. */
export function readCharacterMap(source: string): CharacterMap | null {
  const characters = new Map<number, string>();
  let width = 0;
  for (const [, kind, body = ''] of source.matchAll(section)) {
    for (const [, from = '', second = '', third, list] of body.matchAll(kind === 'bfchar' ? single : range)) {
      width = Math.max(width, Math.min(2, from.trim().length >> 1));
      const first = Number.parseInt(from, 16);
      if (kind === 'bfchar') characters.set(first, unicode(second));
      else spread(characters, { first, last: Number.parseInt(second, 16) }, third ?? list ?? '');
      if (characters.size > mostCharacters) return null;
    }
  }
  return width === 0 ? null : { width, characters };
}

function spread(characters: Map<number, string>, { first, last }: { first: number; last: number }, to: string): void {
  const list = to.includes('<') ? to.split('>') : null;
  const base = unicode(to);
  const start = base.charCodeAt(base.length - 1);
  for (let code = first; code <= Math.min(last, first + 0xffff); code += 1) {
    const char =
      list === null ? base.slice(0, -1) + String.fromCharCode(start + code - first) : unicode(list[code - first] ?? '');
    characters.set(code, char);
  }
}

/** UTF-16 as hexadecimal digits. */
function unicode(hex: string): string {
  const bytes = Buffer.from(hex.replaceAll(/[^0-9a-f]/gi, ''), 'hex');
  return bytes.length < 2
    ? bytes.toString('latin1')
    : bytes
        .subarray(0, bytes.length & ~1)
        .swap16()
        .toString('utf16le');
}
