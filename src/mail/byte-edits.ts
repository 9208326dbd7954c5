import { decoderOf, labelsOf } from './charset.ts';
import type { TextEdit } from './defang-text.ts';

/** A stretch of bytes, and what stands there instead. */
export interface ByteEdit {
  readonly start: number;
  readonly end: number;
  readonly bytes: Buffer;
}

/** Where each code unit of a text ends in the bytes that it was decoded from, and where the one before it did. */
interface Places {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** Edits of a text (ASCII instead of whatever) as edits of its bytes; `null` where it cannot be told which those are. */
export function byteEdits(bytes: Buffer, text: string, label: string, edits: readonly TextEdit[]): ByteEdit[] | null {
  const places = placesOf(bytes, text, label);
  if (places === null) return null;
  const { starts, ends } = places;
  const exact = edits
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end, text: instead }) => {
      // An escape sequence before a character is no part of it.
      const first = text.charCodeAt(start) < 128 ? (ends[start] ?? 0) - 1 : (starts[start] ?? 0);
      return { start: first, end: ends[end - 1] ?? first, bytes: Buffer.from(instead, 'latin1') };
    });
  return merged(bytes, exact);
}

/** Edits this near to each other, on one line, become one. */
const near = 40;

function merged(bytes: Buffer, edits: readonly ByteEdit[]): ByteEdit[] {
  const out: ByteEdit[] = [];
  for (const edit of edits) {
    const last = out.at(-1);
    const between = last === undefined ? null : bytes.subarray(last.end, Math.max(last.end, edit.start));
    if (last !== undefined && edit.start < last.end) continue;
    if (last !== undefined && between !== null && between.length <= near && !between.includes(10)) {
      const joined = Buffer.concat([last.bytes, between, edit.bytes]);
      out[out.length - 1] = { start: last.start, end: edit.end, bytes: joined };
    } else out.push(edit);
  }
  return out;
}

function placesOf(bytes: Buffer, text: string, label: string): Places | null {
  const utf8 = utf8Places(bytes, text);
  if (utf8 !== null) return utf8;
  for (const name of labelsOf(label)) {
    const places = streamedPlaces(bytes, text, name);
    if (places !== null) return places;
  }
  return null;
}

/** By the lengths of characters in UTF-8 (and ASCII), where the bytes are those of the text. */
function utf8Places(bytes: Buffer, text: string): Places | null {
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  if (!Buffer.from(text).equals(bytes.subarray(mark))) return null;
  const places = { starts: new Uint32Array(text.length), ends: new Uint32Array(text.length) };
  let at = mark;
  for (let i = 0; i < text.length;) {
    const code = text.codePointAt(i) ?? 0;
    const units = code > 0xffff ? 2 : 1;
    const length = code < 0x80 ? 1 : code < 0x800 ? 2 : units + 2;
    places.starts.fill(at, i, i + units);
    places.ends.fill(at + length, i, i + units);
    at += length;
    i += units;
  }
  return places;
}

/** By decoding byte after byte: a character ends where it comes out. Charsets that put no ASCII byte into others. */
function streamedPlaces(bytes: Buffer, text: string, label: string): Places | null {
  const shared = decoderOf(label);
  if (shared === null || /^(?:utf-16|iso-2022|hz|replacement)/.test(shared.encoding)) return null;
  const decoder = new TextDecoder(shared.encoding);
  const places = { starts: new Uint32Array(text.length), ends: new Uint32Array(text.length) };
  let length = 0;
  let start = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const out = decoder.decode(bytes.subarray(at, at + 1), { stream: true });
    if (out === '') continue;
    if (!text.startsWith(out, length)) return null;
    places.starts.fill(start, length, length + out.length);
    places.ends.fill(at + 1, length, length + out.length);
    length += out.length;
    start = at + 1;
  }
  return text.slice(length) === decoder.decode() ? places : null;
}
