import { isAscii } from 'node:buffer';
import { TextDecoder } from 'node:util';

/** What mail programs call them, where the platform has no name of theirs. */
const otherNames: Readonly<Record<string, string>> = {
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  uhc: 'euc-kr',
  'x-windows-949': 'euc-kr',
  cp932: 'shift_jis',
  'x-ms-cp932': 'shift_jis',
  cp936: 'gbk',
  cp950: 'big5',
  cp1252: 'windows-1252',
  cp1251: 'windows-1251',
};

/** Of these, bytes below 128 are not always the characters of ASCII. */
const shifting = /^(?:iso-2022|utf-?7|utf-?16|utf-?32|hz-gb|unicode|ucs-2|csiso2022|csunicode|replacement)/;

const decoders = new Map<string, TextDecoder | null>();
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Charsets that a text of this label may have been read by. */
export function labelsOf(label: string): readonly string[] {
  return [label.trim().toLowerCase(), 'euc-kr'];
}

/** The decoder of a charset; `null` where the platform has none. */
export function decoderOf(label: string): TextDecoder | null {
  const known = decoders.get(label);
  if (known !== undefined) return known;
  const made = makeDecoder(otherNames[label] ?? label);
  // Labels come from strangers: what is kept must not grow with them.
  if (decoders.size < 200) decoders.set(label, made);
  return made;
}

function makeDecoder(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
}

/** Bytes as text, never failing: by their label where it is known; else as `decodeUnlabelled`. */
export function decodeText(bytes: Buffer, label: string): string {
  const name = markOf(bytes) ?? label.trim().toLowerCase();
  if (!shifting.test(name) && isAscii(bytes)) return bytes.toString('latin1');
  if (/^(?:iso-2022-kr|csiso2022kr)$/.test(name)) return decodeIso2022Kr(bytes);
  if (/^(?:utf-?7|unicode-1-1-utf-7)$/.test(name)) return decodeUtf7(bytes);
  // What says that it is ASCII is often anything else; so is what says that it is UTF-8.
  const decoder = /^(?:|us-ascii|utf-?8)$/.test(name) ? null : decoderOf(name);
  return decoder === null ? decodeUnlabelled(bytes) : decoder.decode(bytes);
}

/** The charset that a byte order mark tells, whatever the label says. */
function markOf(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : null;
}

/** UTF-8 where the bytes are that, else EUC-KR (as extended by Windows): what comes without a label in Korea. */
export function decodeUnlabelled(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString('latin1');
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return decoderOf('euc-kr')?.decode(bytes) ?? bytes.toString('latin1');
  }
}

const shiftOut = 0x0e;
const shiftIn = 0x0f;

/** RFC 1557: between SO and SI stand the bytes of EUC-KR without their high bits. The platform refuses it. */
function decodeIso2022Kr(bytes: Buffer): string {
  const plain = Buffer.alloc(bytes.length);
  let length = 0;
  let shifted = false;
  for (const byte of bytes) {
    if (byte === shiftOut || byte === shiftIn) shifted = byte === shiftOut;
    else {
      if (byte === 10) shifted = false;
      plain[length] = shifted && byte > 0x20 ? byte | 0x80 : byte;
      length += 1;
    }
  }
  const text = decoderOf('euc-kr')?.decode(plain.subarray(0, length)) ?? '';
  return text.replaceAll('\u001b$)C', '');
}

/** RFC 2152; a browser would not read it, some mail programs do. */
function decodeUtf7(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/\+([A-Za-z0-9+/]*)-?/g, (_, base64: string) => {
    if (base64 === '') return '+';
    const units = Buffer.from(base64, 'base64');
    return Buffer.from(units.subarray(0, units.length & ~1))
      .swap16()
      .toString('utf16le');
  });
}
