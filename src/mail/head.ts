import type { Spending } from './budget.ts';
import { decodeUnlabelled } from './charset.ts';

/** The header fields of a part that matter here, and where its body begins. */
export interface Head {
  /** Values of a field, name in lower case, unfolded, as they come; encoded words are not read yet. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly bodyStart: number;
}

const wanted = new Set([
  'content-type',
  'content-disposition',
  'content-transfer-encoding',
  'content-location',
  'content-base',
  'from',
  'sender',
  'reply-to',
  'subject',
  'received',
]);

const lineFeed = 10;
const carriageReturn = 13;
const colon = 0x3a;

/**
 * Reads the head of a part that lies in `start` to `end`. It ends at the first empty line, or at a line that is no
 * field, which then belongs to the body as mail servers have it.
 */
export function readHead(bytes: Buffer, start: number, end: number, spending: Spending): Head {
  const bodyLine = findBody(bytes, start, end);
  const readable = spending.takeHeader(bodyLine.headEnd - start);
  const text = decodeUnlabelled(bytes.subarray(start, start + readable));
  return { fields: fieldsOf(text), bodyStart: bodyLine.bodyStart };
}

interface Border {
  readonly headEnd: number;
  readonly bodyStart: number;
}

function findBody(bytes: Buffer, start: number, end: number): Border {
  let line = start;
  // An mbox leaves this before a message.
  if (bytes.toString('latin1', start, Math.min(start + 5, end)) === 'From ') line = nextLine(bytes, start, end);
  while (line < end) {
    const first = bytes[line];
    if (first === lineFeed) return { headEnd: line, bodyStart: line + 1 };
    if (first === carriageReturn && bytes[line + 1] === lineFeed) return { headEnd: line, bodyStart: line + 2 };
    const folded = (first === 0x20 || first === 9) && line > start;
    if (!folded && !isField(bytes, line, end)) return { headEnd: line, bodyStart: line };
    line = nextLine(bytes, line, end);
  }
  return { headEnd: end, bodyStart: end };
}

function nextLine(bytes: Buffer, from: number, end: number): number {
  for (let at = from; at < end; at += 1) if (bytes[at] === lineFeed) return at + 1;
  return end;
}

/** A name of printable characters and a colon (RFC 5322 §2.2), with blanks between as obsolete syntax has it. */
function isField(bytes: Buffer, line: number, end: number): boolean {
  let blank = false;
  for (let at = line; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === colon) return at > line;
    if (byte === 0x20 || byte === 9) blank = true;
    else if (byte < 0x21 || byte === 0x7f || blank) return false;
  }
  return false;
}

function fieldsOf(text: string): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  for (let start = 0; start < text.length;) {
    const end = fieldEnd(text, start);
    const at = text.indexOf(':', start);
    if (at > start && at < end) {
      const name = text.slice(start, at).trimEnd().toLowerCase();
      if (wanted.has(name)) add(fields, name, unfolded(text.slice(at + 1, end)));
    }
    start = end;
  }
  return fields;
}

/** Where the next field begins: after a line break that no blank follows. */
function fieldEnd(text: string, start: number): number {
  let at = start;
  for (;;) {
    const feed = text.indexOf('\n', at);
    if (feed < 0) return text.length;
    const next = text.charCodeAt(feed + 1);
    if (next !== 0x20 && next !== 9) return feed + 1;
    at = feed + 1;
  }
}

function unfolded(value: string): string {
  return value.replace(/\r?\n/g, '').replaceAll('\0', '').trim();
}

function add(fields: Map<string, string[]>, name: string, value: string): void {
  const list = fields.get(name);
  if (list === undefined) fields.set(name, [value]);
  else list.push(value);
}
