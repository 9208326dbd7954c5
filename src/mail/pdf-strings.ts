/** A string of a PDF, decoded, and the name right before it. */
export interface PdfString {
  readonly key: string;
  readonly text: string;
}

const opening = /\(|(?<!<)<(?!<)/g;

/** The strings in objects of a PDF (ISO 32000-1 §7.3.4), with the key of the dictionary that each is the value of. */
export function* stringsOf(source: string): Generator<PdfString> {
  opening.lastIndex = 0;
  for (let at = nextOpening(source, 0); at >= 0;) {
    const { bytes, end } = stringAt(source, at);
    const key = /\/([A-Za-z]{1,20})\s*$/.exec(source.slice(Math.max(0, at - 30), at))?.[1] ?? '';
    yield { key, text: decoded(bytes) };
    at = nextOpening(source, end);
  }
}

function nextOpening(source: string, from: number): number {
  opening.lastIndex = from;
  return opening.exec(source)?.index ?? -1;
}

/** The string that begins at a bracket, one character a byte, and where it ends. */
export function stringAt(source: string, at: number): Lexed {
  return source[at] === '(' ? literal(source, at + 1) : hexadecimal(source, at + 1);
}

interface Lexed {
  /** A character a byte. */
  readonly bytes: string;
  readonly end: number;
}

/** No string that leads somewhere is longer. */
const longest = 65_536;
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const special = /[()\\]/g;

/** Brackets nest; a backslash escapes, also a line break, or stands before up to three octal digits. */
function literal(source: string, from: number): Lexed {
  let bytes = '';
  let depth = 1;
  let at = from;
  while (at - from < longest) {
    special.lastIndex = at;
    const found = special.exec(source);
    if (found === null) return { bytes: bytes + source.slice(at, from + longest), end: source.length };
    bytes += source.slice(at, found.index);
    at = found.index + 1;
    if (found[0] === '\\') {
      const [whole, octal, char = ''] = /^(?:([0-7]{1,3})|(\r\n|[^]))/.exec(source.slice(at, at + 3)) ?? [''];
      if (octal !== undefined) bytes += String.fromCharCode(Number.parseInt(octal, 8) & 255);
      else if (!/[\r\n]/.test(char)) bytes += escapes[char] ?? char;
      at += whole.length;
      continue;
    }
    depth += found[0] === '(' ? 1 : -1;
    if (depth === 0) break;
    bytes += found[0];
  }
  return { bytes, end: at };
}

function hexadecimal(source: string, from: number): Lexed {
  const found = source.indexOf('>', from);
  const end = found < 0 ? source.length : found;
  const digits = source.slice(from, Math.min(end, from + 2 * longest)).replaceAll(/[^0-9a-f]/gi, '');
  return { bytes: Buffer.from(digits, 'hex').toString('latin1'), end: Math.max(end, from) };
}

/** UTF-16 where its mark says so, UTF-8 likewise, else a character a byte (§7.9.2.2). */
function decoded(bytes: string): string {
  if (bytes.startsWith('\u00fe\u00ff')) {
    const units = Buffer.from(bytes.length % 2 === 0 ? bytes : bytes.slice(0, -1), 'latin1');
    return units.subarray(2).swap16().toString('utf16le');
  }
  return bytes.startsWith('\u00ef\u00bb\u00bf') ? Buffer.from(bytes.slice(3), 'latin1').toString('utf8') : bytes;
}
