import type { MailBudget } from './budget.ts';
import type { MailReservation } from './conditions.ts';
import { decodeWords, type HeaderField, readHeaders, readParameters, type Parameters } from './header.ts';
import { decodeTransfer } from './transfer.ts';

/** One leaf of a message, or a message within it. */
export interface Part {
  /** `text/html`; what says nothing is `text/plain` (RFC 2045 §5.2). */
  readonly type: string;
  readonly charset: string | null;
  readonly fileName: string | null;
  readonly isAttachment: boolean;
  /** Headers of the part itself. */
  readonly fields: readonly HeaderField[];
  /** Without its transfer encoding. */
  readonly content: Uint8Array;
  /** It reaches to the end of what is known of the message, whose rest was cut away. */
  readonly cut: boolean;
  /** Messages around it. */
  readonly nested: number;
}

/** Everything a message is made of. */
export interface Message {
  readonly fields: readonly HeaderField[];
  readonly parts: readonly Part[];
  readonly reservations: ReadonlySet<MailReservation>;
}

/** Takes a message apart (RFC 2046). Never fails: what cannot be taken apart is one part. `truncated`: its end is missing. */
export function readMessage(bytes: Uint8Array, budget: MailBudget, truncated = false): Message {
  const walk = new Walk(bytes, budget, truncated);
  const fields = walk.entity({ from: 0, to: bytes.length }, 0, 0);
  return { fields, parts: walk.parts, reservations: walk.reservations };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

class Walk {
  readonly parts: Part[] = [];
  readonly reservations = new Set<MailReservation>();
  readonly #bytes: Uint8Array;
  readonly #budget: MailBudget;
  readonly #truncated: boolean;
  #seen = 0;

  constructor(bytes: Uint8Array, budget: MailBudget, truncated: boolean) {
    this.#bytes = bytes;
    this.#budget = budget;
    this.#truncated = truncated;
  }

  /** Reads one entity, its parts into `parts`; answers its headers. */
  entity(range: Range, depth: number, nested: number): readonly HeaderField[] {
    this.#seen += 1;
    if (this.#seen > this.#budget.parts) {
      this.reservations.add('mail/too-many-parts');
      return [];
    }
    const bytes = this.#bytes.subarray(0, range.to);
    const { fields, end, cut } = readHeaders(bytes, range.from, this.#budget.headerBytes);
    if (cut) this.reservations.add('mail/header-too-long');
    const type = readParameters(valueOf(fields, 'content-type') ?? 'text/plain');
    const body: Range = { from: end, to: range.to };
    const boundary = type.parameters.get('boundary');
    if (type.value.startsWith('multipart/') && boundary !== undefined && boundary !== '')
      this.#multipart(body, boundary, { depth, nested });
    else if (type.value === 'message/rfc822' && !isEncoded(fields)) this.#message(body, depth, nested);
    else this.#leaf(fields, type, body, nested);
    return fields;
  }

  #multipart(
    body: Range,
    boundary: string,
    { depth, nested }: { readonly depth: number; readonly nested: number },
  ): void {
    if (depth >= this.#budget.depth) {
      this.reservations.add('mail/too-deep');
      return;
    }
    const ranges = between(this.#bytes, body, boundary);
    // A boundary that never comes is a lie or a cut: what is there is looked at all the same.
    if (ranges.length === 0) this.#leaf([], readParameters('text/plain'), body, nested);
    for (const range of ranges) {
      if (this.#seen > this.#budget.parts) return;
      this.entity(range, depth + 1, nested);
    }
  }

  #message(body: Range, depth: number, nested: number): void {
    if (depth >= this.#budget.depth) this.reservations.add('mail/too-deep');
    else this.entity(body, depth + 1, nested + 1);
  }

  #leaf(fields: readonly HeaderField[], type: Parameters, body: Range, nested: number): void {
    const disposition = readParameters(valueOf(fields, 'content-disposition') ?? '');
    const name = disposition.parameters.get('filename') ?? type.parameters.get('name') ?? null;
    const raw = this.#bytes.subarray(body.from, body.to);
    this.parts.push({
      type: type.value === '' ? 'text/plain' : type.value,
      charset: type.parameters.get('charset') ?? null,
      fileName: name === null ? null : decodeWords(name),
      isAttachment: disposition.value === 'attachment' || name !== null || !type.value.startsWith('text/'),
      fields,
      content: decodeTransfer(raw, valueOf(fields, 'content-transfer-encoding') ?? ''),
      cut: this.#truncated && body.to === this.#bytes.length,
      nested,
    });
  }
}

/** The first value of a header. */
export function valueOf(fields: readonly HeaderField[], name: string): string | undefined {
  return fields.find((field) => field.name === name)?.value;
}

function isEncoded(fields: readonly HeaderField[]): boolean {
  return /^(?:base64|quoted-printable)$/i.test(valueOf(fields, 'content-transfer-encoding') ?? '');
}

/** The entities between the boundary lines (RFC 2046 §5.1.1); the last reaches to the end where the closing line is missing. */
function between(bytes: Uint8Array, { from, to }: Range, boundary: string): Range[] {
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, to);
  const ranges: Range[] = [];
  let start = -1;
  for (let at = whole.indexOf(mark, from); at >= 0; at = whole.indexOf(mark, at + mark.length)) {
    if (at > from && whole[at - 1] !== 10) continue;
    const after = at + mark.length;
    const isLast = whole[after] === 45 && whole[after + 1] === 45;
    const rest = lineRest(whole, isLast ? after + 2 : after);
    if (rest < 0) continue;
    if (start >= 0) ranges.push({ from: start, to: Math.max(start, at - (whole[at - 2] === 13 ? 2 : 1)) });
    start = isLast ? -1 : rest;
    if (isLast) return ranges;
  }
  if (start >= 0) ranges.push({ from: start, to });
  return ranges;
}

/** Where the next line begins if nothing but blanks stands on this one; −1 else: a longer boundary begins like this one. */
function lineRest(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === 32 || bytes[at] === 9 || bytes[at] === 13) at += 1;
  if (at >= bytes.length) return bytes.length;
  return bytes[at] === 10 ? at + 1 : -1;
}
