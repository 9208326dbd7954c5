import type { Spending } from './budget.ts';
import { readHead, type Head } from './head.ts';
import { parseStructured, type Structured } from './structured.ts';
import { transferEncoding, type TransferEncoding } from './transfer.ts';
import { decodeWords } from './words.ts';

/** A part that holds no other parts, or an attached message (whose parts follow it). */
export interface Part {
  readonly head: Head;
  /** Of its Content-Type, lower case: `text/plain` where it says nothing. */
  readonly type: string;
  readonly charset: string;
  readonly encoding: TransferEncoding;
  /** From its disposition or type; `null` without one. Hostile text. */
  readonly fileName: string | null;
  readonly isAttachment: boolean;
  /** Where its head begins, where its body begins, and where that ends. */
  readonly start: number;
  readonly bodyStart: number;
  readonly end: number;
  readonly depth: number;
  /** The message ends before the part does. */
  readonly cut: boolean;
  /** Signed: to change a byte of it would break its signature. */
  readonly sealed: boolean;
}

/** A message, taken apart. */
export interface Structure {
  /** Of the message, and of those attached to it as they are. */
  readonly heads: readonly Head[];
  readonly parts: readonly Part[];
}

interface Range {
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  readonly cut: boolean;
  readonly sealed: boolean;
  /** `message`: it begins with the head of one. `digest`: holds an attached message where it does not say what it is. */
  readonly as: 'message' | 'digest' | 'part';
}

/** Takes a message apart, within the budget of parts, depth, headers and time; `truncated`: its end is missing. */
export function takeApart(
  bytes: Buffer,
  spending: Spending,
  options: { truncated: boolean; depth: number },
): Structure {
  const parts: Part[] = [];
  const { truncated: cut, depth } = options;
  // Last in, first out: what is inside a part comes before what follows it.
  const open: Range[] = [{ start: 0, end: bytes.length, depth, cut, sealed: false, as: 'message' }];
  const heads: Head[] = [];
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    if (!spending.takePart()) break;
    const head = readHead(bytes, range.start, range.end, spending);
    if (range.as === 'message') heads.push(head);
    const part = partOf(head, range);
    const inside = spending.mayNest(range.depth + 1) ? insideOf(bytes, part) : [];
    if (inside.length === 0 || isMessage(part.type)) parts.push(part);
    for (let i = inside.length - 1; i >= 0; i -= 1) {
      const each = inside[i];
      if (each !== undefined) open.push(each);
    }
  }
  return { heads, parts };
}

function partOf(head: Head, { start, end, depth, cut, sealed, as }: Range): Part {
  const { value, parameters } = contentType(head);
  const disposition = parseStructured(field(head, 'content-disposition'));
  const name = disposition.parameters.get('filename') ?? parameters.get('name') ?? null;
  return {
    head,
    type: /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(value) ? value : as === 'digest' ? 'message/rfc822' : 'text/plain',
    charset: parameters.get('charset') ?? '',
    encoding: transferEncoding(field(head, 'content-transfer-encoding')),
    fileName: name === null || name === '' ? null : name,
    isAttachment: disposition.value === 'attachment',
    start,
    bodyStart: head.bodyStart,
    end,
    depth,
    cut,
    sealed: sealed || isSealing(value),
  };
}

/** Whether a part of this type is a message (RFC 2046 §5.2.1, RFC 6532). */
export function isMessage(type: string): boolean {
  return type === 'message/rfc822' || type === 'message/global' || type === 'message/news';
}

/** S/MIME and PGP, signed or encrypted. */
function isSealing(type: string): boolean {
  return type === 'multipart/signed' || type === 'multipart/encrypted' || /^application\/(?:x-)?pkcs7-mime$/.test(type);
}

/** The first value of a field; empty where there is none. */
export function field({ fields }: Head, name: string): string {
  return fields.get(name)?.[0] ?? '';
}

function contentType(head: Head): Structured {
  return parseStructured(decodeWords(field(head, 'content-type')));
}

/** The parts of a multipart, or the message that is attached; none where a part holds no others. */
function insideOf(bytes: Buffer, part: Part): readonly Range[] {
  if (isMessage(part.type)) {
    if (part.encoding !== 'identity') return [];
    const { bodyStart: start, end, cut, sealed } = part;
    return [{ start, end, depth: part.depth + 1, cut, sealed, as: 'message' }];
  }
  if (!part.type.startsWith('multipart/')) return [];
  const named = contentType(part.head).parameters.get('boundary')?.trimEnd() ?? '';
  const found = named === '' ? [] : splitBy(bytes, part, named);
  if (found.length > 0) return found;
  // The boundary lies: the one that is there counts, as it does for lenient readers.
  const guessed = guessBoundary(bytes, part);
  return guessed === null || guessed === named ? [] : splitBy(bytes, part, guessed);
}

const dash = 0x2d;
const lineFeed = 10;
const carriageReturn = 13;

/** RFC 2046 §5.1.1; what follows the closing delimiter is read too where it is delimited as before. */
function splitBy(bytes: Buffer, part: Part, boundary: string): readonly Range[] {
  const ranges: Range[] = [];
  const delimiter = Buffer.from(`--${boundary}`, 'latin1');
  const body = bytes.subarray(0, part.end);
  const as = part.type === 'multipart/digest' ? 'digest' : 'part';
  const depth = part.depth + 1;
  const { sealed } = part;
  let start = -1;
  for (let at = body.indexOf(delimiter, part.bodyStart); at >= 0; at = body.indexOf(delimiter, at + 1)) {
    if (at > part.bodyStart && body[at - 1] !== lineFeed) continue;
    const after = afterDelimiter(body, at + delimiter.length);
    if (after === null) continue;
    if (start >= 0) {
      const end = withoutBreak(body, start, at);
      ranges.push({ start, end, depth, cut: false, sealed, as });
    }
    start = after.closes ? -1 : after.next;
    // Ten times the parts that are read, to no end but memory.
    if (ranges.length > 10_000) return ranges;
  }
  if (start >= 0) ranges.push({ start, end: part.end, depth, cut: part.cut, sealed, as });
  return ranges;
}

/** What follows the boundary on its line: blanks, or two dashes that close; `null` where it is a longer word. */
function afterDelimiter(body: Buffer, from: number): { readonly closes: boolean; readonly next: number } | null {
  const closes = body[from] === dash && body[from + 1] === dash;
  let at = closes ? from + 2 : from;
  while (body[at] === 0x20 || body[at] === 9 || body[at] === carriageReturn) at += 1;
  if (at >= body.length) return { closes, next: body.length };
  if (body[at] === lineFeed) return { closes, next: at + 1 };
  return closes ? { closes, next: at } : null;
}

/** The line break before a delimiter belongs to it. */
function withoutBreak(body: Buffer, start: number, at: number): number {
  let end = at;
  if (end > start && body[end - 1] === lineFeed) end -= 1;
  if (end > start && body[end - 1] === carriageReturn) end -= 1;
  return end;
}

/** The first line of a multipart that looks like a delimiter and comes again, closed. */
function guessBoundary(bytes: Buffer, { bodyStart, end }: Part): string | null {
  const text = bytes.toString('latin1', bodyStart, Math.min(end, bodyStart + 2000));
  const line = /^--([^\s-][^\r\n]{0,68}[^\s-]|[^\r\n]{1,70}?[^\s-])[ \t]*\r?$/m.exec(text)?.[1];
  if (line === undefined) return null;
  return bytes.subarray(bodyStart, end).includes(`--${line}--`, 0, 'latin1') ? line : null;
}
