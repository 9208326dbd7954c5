import { type Tlp, tlps } from '../indicator/indicator.ts';
import type { IndexedListing } from './match.ts';
import { readText, writeText } from './text.ts';

/** Bytes of a listing before its indicator's id. */
const fixedLength = 44;
const longestIndicator = 2048;

/** The most bytes a listing takes. */
export const longestListing = fixedLength + longestIndicator * 3;

/** Bytes, and the same bytes as a view. */
export interface Memory {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly view: DataView<ArrayBuffer>;
}

export function memory(length: number): Memory {
  const bytes = new Uint8Array(length);
  return { bytes, view: new DataView(bytes.buffer) };
}

/** A listing without its kind and value, which stand once before all listings of an observable. */
export type ListingFacts = Omit<IndexedListing, 'kind' | 'value'>;

/** Stands for `null` where a time may be one. */
const noTime = 2 ** 48 - 1;
const noConfidence = 255;

/** Writes a listing and answers where it ends. An indicator's id is cut after 2,048 characters; times before 1970 are 1970. */
export function writeListing({ bytes, view }: Memory, at: number, listing: ListingFacts): number {
  putTime(view, at, listing.id);
  view.setUint32(at + 6, listing.source, true);
  putTime(view, at + 10, listing.firstSeen);
  putTime(view, at + 16, listing.lastSeen);
  putTime(view, at + 22, listing.validFrom);
  putTime(view, at + 28, listing.validUntil);
  putTime(view, at + 34, listing.expiresAt);
  view.setUint8(at + 40, listing.confidence === null ? noConfidence : clamp(listing.confidence, 254));
  view.setUint8(at + 41, listing.tlp === null ? 0 : tlps.indexOf(listing.tlp) + 1);
  const end = writeText(bytes, at + fixedLength, listing.indicator.slice(0, longestIndicator));
  view.setUint16(at + 42, end - at - fixedLength, true);
  return end;
}

/** Bytes of the listing at a place. */
export function listingLength(view: DataView, at: number): number {
  return fixedLength + view.getUint16(at + 42, true);
}

export function expiryAt(view: DataView, at: number): number {
  return numberAt(view, at + 34);
}

export function sourceAt(view: DataView, at: number): number {
  return view.getUint32(at + 6, true);
}

/** @throws RangeError where the listing does not end within the view. */
export function readListing(view: DataView, at: number): ListingFacts {
  const length = listingLength(view, at);
  if (at + length > view.byteLength) throw new RangeError('the listing does not end');
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  const confidence = view.getUint8(at + 40);
  return {
    id: numberAt(view, at),
    source: sourceAt(view, at),
    indicator: readText(bytes, at + fixedLength, at + length),
    firstSeen: numberAt(view, at + 10),
    lastSeen: numberAt(view, at + 16),
    validFrom: timeAt(view, at + 22),
    validUntil: timeAt(view, at + 28),
    expiresAt: expiryAt(view, at),
    confidence: confidence === noConfidence ? null : confidence,
    tlp: tlpOf(view.getUint8(at + 41)),
  };
}

function tlpOf(code: number): Tlp | null {
  return tlps[code - 1] ?? null;
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(Math.trunc(value), 0), most);
}

/** 48 bits: milliseconds until the year 10889. */
function putTime(view: DataView, at: number, value: number | null): void {
  const time = value === null ? noTime : clamp(value, noTime - 1);
  view.setUint32(at, time % 2 ** 32, true);
  view.setUint16(at + 4, Math.floor(time / 2 ** 32), true);
}

function numberAt(view: DataView, at: number): number {
  return view.getUint16(at + 4, true) * 2 ** 32 + view.getUint32(at, true);
}

function timeAt(view: DataView, at: number): number | null {
  const time = numberAt(view, at);
  return time === noTime ? null : time;
}
