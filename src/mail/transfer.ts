/** The transfer encodings that are undone; all others leave the bytes as they are. */
export type TransferEncoding = 'base64' | 'quoted-printable' | 'uuencode' | 'identity';

const names: ReadonlyMap<string, TransferEncoding> = new Map([
  ['base64', 'base64'],
  ['quoted-printable', 'quoted-printable'],
  ['x-uuencode', 'uuencode'],
  ['x-uue', 'uuencode'],
  ['uuencode', 'uuencode'],
]);

/** By the value of a Content-Transfer-Encoding field (RFC 2045 §6). */
export function transferEncoding(field: string): TransferEncoding {
  const word = /[\w-]+/.exec(field)?.[0] ?? '';
  return names.get(word.toLowerCase()) ?? 'identity';
}

/** The bytes that were meant; what is no encoding of anything is passed over. */
export function decodeTransfer(bytes: Buffer, encoding: TransferEncoding): Buffer {
  switch (encoding) {
    case 'base64':
      return decodeBase64(bytes);
    case 'quoted-printable':
      return decodeQuotedPrintable(bytes);
    case 'uuencode':
      return decodeUuencode(bytes);
    case 'identity':
      return bytes;
  }
}

const equals = 0x3d;
const lineFeed = 10;
const carriageReturn = 13;

/** RFC 4648 with anything between its characters; runs that end in padding are read one by one, as they were joined. */
export function decodeBase64(bytes: Buffer): Buffer {
  const pad = bytes.indexOf(equals);
  if (pad < 0 || pad >= bytes.length - 8) return Buffer.from(bytes.toString('latin1'), 'base64');
  const out = Buffer.allocUnsafe(Math.ceil((bytes.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let count = 0;
  for (const byte of bytes) {
    const value = sextets[byte] ?? -1;
    if (value >= 0) {
      bits = ((bits << 6) | value) & 0xffff;
      count += 6;
      if (count < 8) continue;
      count -= 8;
      out[length++] = (bits >> count) & 255;
    } else if (byte === equals) count = 0;
  }
  return out.subarray(0, length);
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Values of the characters of base 64, also of its form for URLs; -1 elsewhere. */
const sextets = Int8Array.from({ length: 256 }, (_, code) => {
  const char = String.fromCharCode(code);
  return char === '-' ? 62 : char === '_' ? 63 : alphabet.indexOf(char);
});

/** Values of hexadecimal digits, -1 elsewhere. */
const digits = Int8Array.from({ length: 256 }, (_, code) => {
  const value = Number.parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(value) ? -1 : value;
});

/** RFC 2045 §6.7; an `=` that is no escape stands for itself. */
export function decodeQuotedPrintable(bytes: Buffer): Buffer {
  const first = bytes.indexOf(equals);
  if (first < 0) return bytes;
  const out = Buffer.allocUnsafe(bytes.length);
  bytes.copy(out, 0, 0, first);
  let length = first;
  let at = first;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    at += 1;
    if (byte !== equals) {
      out[length++] = byte;
      continue;
    }
    const escaped = escapeAt(bytes, at);
    if (escaped >= 0) {
      out[length++] = escaped;
      at += 2;
      continue;
    }
    const next = softBreak(bytes, at);
    if (next === at) out[length++] = equals;
    at = next;
  }
  return out.subarray(0, length);
}

/** Where each byte that quoted-printable stands for begins in it, and where the last one ends. */
export function quotedPrintablePlaces(bytes: Buffer): Uint32Array {
  const places = new Uint32Array(bytes.length + 1);
  let length = 0;
  let at = 0;
  while (at < bytes.length) {
    const start = at;
    at += 1;
    if (bytes[start] === equals) {
      const isEscape = escapeAt(bytes, at) >= 0;
      const next = isEscape ? at + 2 : softBreak(bytes, at);
      const isNothing = !isEscape && next > at;
      at = next;
      if (isNothing) continue;
    }
    places[length++] = start;
  }
  places[length] = bytes.length;
  return places;
}

/** The byte that two hexadecimal digits tell; negative where they are none. */
function escapeAt(bytes: Buffer, at: number): number {
  const high = digits[bytes[at] ?? 0] ?? -1;
  const low = digits[bytes[at + 1] ?? 0] ?? -1;
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/** Where it goes on after a line break that an `=` has hidden; `from` where there is none. */
function softBreak(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] === 0x20 || bytes[at] === 9) at += 1;
  if (bytes[at] === carriageReturn) at += 1;
  if (bytes[at] === lineFeed) return at + 1;
  return at >= bytes.length ? at : from;
}

/** What stands between `begin` and `end` (POSIX uuencode), line by line. */
function decodeUuencode(bytes: Buffer): Buffer {
  const out = Buffer.alloc(bytes.length);
  let length = 0;
  let begun = false;
  for (let start = 0; start < bytes.length;) {
    const feed = bytes.indexOf(lineFeed, start);
    const end = feed < 0 ? bytes.length : feed;
    const line = bytes.subarray(start, end);
    start = end + 1;
    if (begun && line.toString('latin1', 0, 3) === 'end') break;
    if (begun) length += decodeUuLine(line, out, length);
    else begun = line.toString('latin1', 0, 6) === 'begin ';
  }
  return begun ? out.subarray(0, length) : bytes;
}

function decodeUuLine(line: Buffer, out: Buffer, at: number): number {
  const count = ((line[0] ?? 0x20) - 0x20) & 63;
  const six = (i: number): number => ((line[i] ?? 0x20) - 0x20) & 63;
  let written = 0;
  for (let i = 1; written < count && i < line.length; i += 4) {
    const triple = (six(i) << 18) | (six(i + 1) << 12) | (six(i + 2) << 6) | six(i + 3);
    for (let shift = 16; shift >= 0 && written < count; shift -= 8) {
      out[at + written] = (triple >> shift) & 255;
      written += 1;
    }
  }
  return written;
}
