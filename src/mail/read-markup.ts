import type { Place } from '../policy/fact.ts';
import { decodeText } from './charset.ts';
import { findStyleUrls } from './css.ts';
import { markupText, readMarkup, type Reference } from './html.ts';
import type { Reading } from './reading.ts';

/** Where what is read stands. */
export interface Spot {
  readonly where: Place;
  /** A file's name; hostile text. */
  readonly note: string | null;
  readonly depth: number;
}

/** Facts of a page: where it leads, what it shows, its comments (which some mail programs read), pages within it. */
export function readMarkupFacts(reading: Reading, source: string, spot: Spot, outerBase: string | null = null): void {
  const { collector, spending } = reading;
  if (!spending.hasTime()) return;
  const { where, note } = spot;
  const markup = readMarkup(source, () => spending.hasTime());
  const base = markup.base ?? outerBase;
  for (const reference of markup.references) readReference(reading, reference, spot, base);
  for (const { start, end } of markup.comments) {
    const comment = source.slice(start, end);
    if (comment.includes('<')) readWithin(reading, comment, spot, base);
    else collector.code(comment, where, note);
  }
  collector.text(markupText(source, markup), where, note);
}

/** Facts of one value in markup that leads somewhere. */
export function readReference(
  reading: Reading,
  { value, how }: Pick<Reference, 'value' | 'how'>,
  spot: Spot,
  base: string | null,
): void {
  const { collector } = reading;
  if (how === 'markup') readWithin(reading, value, spot, base);
  else if (how === 'text') readStyle(reading, value, spot, base);
  else if (how === 'script') collector.code(value, spot.where, spot.note);
  else if (!readData(reading, value, spot)) collector.reference(value, base, spot.where, spot.note);
}

function readWithin(reading: Reading, source: string, spot: Spot, base: string | null): void {
  const depth = spot.depth + 1;
  if (reading.spending.mayNest(depth)) readMarkupFacts(reading, source, { ...spot, depth }, base);
}

function readStyle({ collector }: Reading, value: string, { where, note }: Spot, base: string | null): void {
  collector.code(value, where, note);
  for (const url of findStyleUrls(value)) collector.reference(url, base, where, note);
}

/** A page that a link carries in itself (RFC 2397). */
function readData(reading: Reading, value: string, spot: Spot): boolean {
  const data = /^\s*data:([a-z+/-]*)([^,]{0,100}),/i.exec(value);
  if (data === null) return false;
  const [head, type = '', options = ''] = data;
  if (!/^(?:text\/|image\/svg|application\/x(?:html|ml))/i.test(type)) return true;
  const payload = value.slice(head.length);
  const bytes = /;\s*base64\s*$/i.test(options) ? Buffer.from(payload, 'base64') : Buffer.from(unescaped(payload));
  const charset = /charset=([\w-]+)/i.exec(options)?.[1] ?? '';
  readWithin(reading, decodeText(bytes, charset), spot, null);
  return true;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
