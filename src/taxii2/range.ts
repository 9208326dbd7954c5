/** `Content-Range: items 0-98/250` (TAXII 2.0 §1.6.9.1); `total` is `null` for `*`. */
export interface ItemRange {
  readonly start: number;
  /** Inclusive. */
  readonly end: number;
  readonly total: number | null;
}

/** `items=0-99` is the form of HTTP; the examples of the standard, and some servers, have a space. */
export type RangeForm = '=' | ' ';

export function rangeHeader(form: RangeForm, start: number, count: number): string {
  return `items${form}${start}-${start + count - 1}`;
}

/** What came; `null` where the header is absent, cannot be read, or says that nothing was in range. */
export function parseRange(header: string | null): ItemRange | null {
  const [, start, end, total] =
    /^\s*items[\s=]+(\d{1,15})\s*-\s*(\d{1,15})\s*\/\s*(\d{1,15}|\*)\s*$/i.exec(header ?? '') ?? [];
  if (start === undefined || end === undefined || Number(end) < Number(start)) return null;
  return { start: Number(start), end: Number(end), total: total === '*' ? null : Number(total) };
}

/** How many there are in all, which an answer 416 tells too; `null` where it does not. */
export function parseTotal(header: string | null): number | null {
  const total = /\/\s*(\d{1,15})\s*$/.exec(header ?? '')?.[1];
  return total === undefined ? null : Number(total);
}
