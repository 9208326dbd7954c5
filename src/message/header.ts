import { decodeText } from './charset.ts';

/** One header, unfolded; the value as text, encoded words not yet decoded. */
export interface HeaderField {
  /** Lower case. */
  readonly name: string;
  readonly value: string;
}

export interface HeaderBlock {
  readonly fields: readonly HeaderField[];
  /** Where the body begins. */
  readonly end: number;
  /** There was more than the budget; what came after is taken for the body. */
  readonly cut: boolean;
}

const lf = 10;
const cr = 13;

/** Reads headers (RFC 5322 §2.2) from a place in a message, with CRLF or LF; a line that is none ends them. */
export function readHeaders(bytes: Uint8Array, start: number, budget: number): HeaderBlock {
  const fields: { name: string; value: string }[] = [];
  let at = start;
  while (at < bytes.length) {
    if (at - start > budget) return { fields, end: at, cut: true };
    const { line, after } = lineAt(bytes, at);
    if (line === '') return { fields, end: after, cut: false };
    const last = fields.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) last.value += line;
    else {
      const field = fieldOf(line);
      // mbox writes a line of its own above all headers; anything else that is no header begins the body.
      if (field === null && !(at === start && line.startsWith('From '))) return { fields, end: at, cut: false };
      if (field !== null) fields.push(field);
    }
    at = after;
  }
  return { fields, end: bytes.length, cut: false };
}

function lineAt(bytes: Uint8Array, at: number): { readonly line: string; readonly after: number } {
  const next = bytes.indexOf(lf, at);
  if (next < 0) return { line: decodeText(bytes.subarray(at), null), after: bytes.length };
  return { line: decodeText(bytes.subarray(at, bytes[next - 1] === cr ? next - 1 : next), null), after: next + 1 };
}

function fieldOf(line: string): { name: string; value: string } | null {
  const colon = line.indexOf(':');
  const name = line.slice(0, Math.max(colon, 0)).trimEnd().toLowerCase();
  return /^[!-9;-~]+$/.test(name) ? { name, value: line.slice(colon + 1).trim() } : null;
}

const word = /=\?([^?\s]+)\?([bq])\?([^?\s]*)\?=/gi;

/** Encoded words decoded (RFC 2047); white space between two of them is none. */
export function decodeWords(text: string): string {
  return text
    .replaceAll(/(=\?[^?\s]+\?[bq]\?[^?\s]*\?=)\s+(?==\?[^?\s]+\?[bq]\?)/gi, '$1')
    .replaceAll(word, (whole, charset: string, how: string, data: string) => {
      const bytes = how.toLowerCase() === 'b' ? Buffer.from(data, 'base64') : decodeQ(data);
      return decodeText(bytes, charset.replace(/\*.*$/, '')) || whole;
    });
}

function decodeQ(data: string): Uint8Array {
  return Buffer.from(
    data
      .replaceAll('_', ' ')
      .replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

/** A header's first value and its parameters (RFC 2045 §5.1, RFC 2231: `name*0*=utf-8''…`). */
export interface Parameters {
  /** Lower case. */
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const parameter = /;\s*([^\s=;*]+)(?:\*(\d+))?(\*)?\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/g;

export function readParameters(text: string): Parameters {
  const [value = ''] = text.split(';', 1);
  const pieces = new Map<string, { readonly index: number; readonly coded: boolean; readonly text: string }[]>();
  for (const [, name = '', index, star, quoted, plain] of text.matchAll(parameter)) {
    const key = name.toLowerCase();
    const piece = {
      index: Number(index ?? 0),
      coded: star !== undefined,
      text: quoted?.replaceAll(/\\(.)/g, '$1') ?? plain ?? '',
    };
    pieces.set(key, [...(pieces.get(key) ?? []), piece].slice(0, 100));
  }
  const parameters = new Map([...pieces].map(([name, list]) => [name, joinPieces(list)]));
  return { value: value.trim().toLowerCase(), parameters };
}

function joinPieces(
  list: readonly { readonly index: number; readonly coded: boolean; readonly text: string }[],
): string {
  const sorted = list.toSorted((a, b) => a.index - b.index);
  const [first] = sorted;
  if (first === undefined || !first.coded) return decodeWords(sorted.map(({ text }) => text).join(''));
  const [, charset = '', rest = first.text] = /^([^']*)'[^']*'(.*)$/s.exec(first.text) ?? [];
  const coded = [rest, ...sorted.slice(1).map(({ text }) => text)].join('');
  const bytes = coded.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return decodeText(Buffer.from(bytes, 'latin1'), charset);
}
