import { decodeText } from './charset.ts';
import { decodeWords } from './words.ts';

/** A field such as Content-Type: a word and its parameters. */
export interface Structured {
  /** Lower case; empty where there is none. */
  readonly value: string;
  /** By name in lower case, decoded (RFC 2231, and encoded words where they should not be). */
  readonly parameters: ReadonlyMap<string, string>;
}

const none: ReadonlyMap<string, string> = new Map();
const parameter = /;\s*([^\s=;"]{1,80})\s*=\s*(?:"((?:[^"\\]|\\.)*)(?:"|$)|([^;\s]*))/gs;

/** Reads a structured field, as wrongly as it may be written; of equal parameters the first counts. */
export function parseStructured(field: string): Structured {
  const semicolon = field.indexOf(';');
  const value = (semicolon < 0 ? field : field.slice(0, semicolon)).trim().toLowerCase();
  if (semicolon < 0) return { value, parameters: none };
  const plain = new Map<string, string>();
  const pieces = new Map<string, Piece[]>();
  for (const [, name = '', quoted, bare = ''] of field.slice(semicolon).matchAll(parameter)) {
    const text = quoted === undefined ? bare : quoted.replace(/\\(["\\])/g, '$1');
    const key = name.toLowerCase();
    const star = key.indexOf('*');
    if (star > 0) addPiece(pieces, key, { star, text });
    else if (!plain.has(key)) plain.set(key, decodeWords(text));
  }
  for (const [name, of] of pieces) plain.set(name, joined(of));
  return { value, parameters: plain };
}

interface Piece {
  readonly index: number;
  readonly encoded: boolean;
  readonly text: string;
}

/** `filename*`, `filename*0`, `filename*0*`. */
function addPiece(pieces: Map<string, Piece[]>, key: string, { star, text }: { star: number; text: string }): void {
  const name = key.slice(0, star);
  const index = Number.parseInt(key.slice(star + 1), 10);
  const list = pieces.get(name) ?? [];
  list.push({ index: Number.isNaN(index) ? 0 : index, encoded: key.endsWith('*'), text });
  pieces.set(name, list);
}

/** RFC 2231 §3 and §4: pieces in their order, escapes of those that have them as bytes of the charset of the first. */
function joined(pieces: Piece[]): string {
  pieces.sort((a, b) => a.index - b.index);
  const begin = pieces[0]?.encoded === true ? /^([^']*)'[^']*'/.exec(pieces[0].text) : null;
  const bytes = pieces.map(({ encoded, text }, i) => {
    const own = i === 0 && begin !== null ? text.slice(begin[0].length) : text;
    return encoded ? unescaped(own) : Buffer.from(own);
  });
  return decodeText(Buffer.concat(bytes), begin?.[1] ?? '');
}

function unescaped(text: string): Buffer {
  if (!text.includes('%')) return Buffer.from(text);
  const bytes: Buffer[] = [];
  for (const piece of text.split(/(%[0-9a-f]{2})/i)) {
    bytes.push(/^%[0-9a-f]{2}$/i.test(piece) ? Buffer.from(piece.slice(1), 'hex') : Buffer.from(piece));
  }
  return Buffer.concat(bytes);
}
