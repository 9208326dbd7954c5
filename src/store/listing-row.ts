import { kindOf, tlpOf } from './codes.ts';
import type { Listing } from './store.ts';

/** A listing as read with `listingColumns` from `listing JOIN source`. */
export type ListingRow = readonly [
  source: string,
  indicator: string,
  kind: number,
  value: string,
  firstSeen: number,
  lastSeen: number,
  validFrom: number | null,
  validUntil: number | null,
  expiresAt: number,
  confidence: number | null,
  tlp: number | null,
  withdrawnAt: number | null,
];

export const listingColumns = `source.name, indicator, kind, value, first_seen, last_seen, valid_from, valid_until,
  expires_at, confidence, tlp, withdrawn_at`;

/** In force at an instant; takes `inForceValues(at)`. */
export const inForce = 'withdrawn_at IS NULL AND expires_at > ? AND (valid_from IS NULL OR valid_from <= ?)';

export function inForceValues(at: number): readonly [number, number] {
  return [at, at];
}

export function readListing(row: ListingRow): Listing {
  const [source, indicator, kind, value, firstSeen, lastSeen, validFrom, validUntil, ...rest] = row;
  const [expiresAt, confidence, tlp, withdrawnAt] = rest;
  return {
    kind: kindOf(kind),
    value,
    source,
    indicator,
    firstSeen,
    lastSeen,
    validFrom,
    validUntil,
    expiresAt,
    confidence,
    tlp: tlpOf(tlp),
    withdrawnAt,
  };
}
