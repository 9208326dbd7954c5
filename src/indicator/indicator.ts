import type { Observable, Refusal } from '../observable/observable.ts';

/** Traffic Light Protocol, 1.0 and 2.0 (`white` reads as `clear`, `amber+strict` is kept apart). */
export const tlps = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const;
export type Tlp = (typeof tlps)[number];

/** What one indicator of a source asserts, in the same shape whatever the format it came in. */
export interface Indicator {
  /** The format's own identifier (a STIX id); where there is none, one derived from the content, stable between polls. */
  readonly id: string;
  /** Version: milliseconds since 1970 of the indicator's own timestamp (1.x) or `modified` (2.x). A newer one replaces an older. */
  readonly version: number | null;
  readonly title: string | null;
  /** Validity asserted by the source, milliseconds since 1970; `null` is open. `validUntil` is exclusive. */
  readonly validFrom: number | null;
  readonly validUntil: number | null;
  /** 0–100; `null` where the source says nothing. */
  readonly confidence: number | null;
  readonly tlp: Tlp | null;
  /** The source takes back what it said under this id (revoked, or a newer version with nothing in it). */
  readonly withdrawn: boolean;
  /** At most 1,000; an indicator that names more comes as several records with the same id and version. */
  readonly observables: readonly Observable[];
}

/** An indicator of this poll whose observables are named by references not yet seen; kept with the source until they come. */
export interface WaitingIndicator {
  readonly indicator: Indicator;
  readonly references: readonly string[];
  /** Milliseconds since 1970; dropped (and counted) when older than the source's age. */
  readonly since: number;
}

/** What was read and what was not, with reasons: nothing is dropped without a count. */
export interface Tally {
  /** Content blocks (TAXII 1.x), objects (2.x) or lines received. */
  readonly received: number;
  /** Indicators read out of them. */
  readonly parsed: number;
  /** Observables read out of the indicators, before duplicates are folded. */
  readonly supported: number;
  /** Values that were not well formed. */
  readonly refused: number;
  /** Reasons of what was skipped, with counts: `and-composition`, `unsupported-object:MutexObjectType`, `negated` … */
  readonly skipped: Readonly<Record<string, number>>;
  /** The first 20 refused values, to be shown. */
  readonly refusals: readonly Refusal[];
}

export const emptyTally: Tally = { received: 0, parsed: 0, supported: 0, refused: 0, skipped: {}, refusals: [] };

/** The sum of two tallies; keeps the first 20 refusals. */
export function addTallies(a: Tally, b: Tally): Tally {
  const skipped: Record<string, number> = { ...a.skipped };
  for (const [reason, count] of Object.entries(b.skipped)) skipped[reason] = (skipped[reason] ?? 0) + count;
  return {
    received: a.received + b.received,
    parsed: a.parsed + b.parsed,
    supported: a.supported + b.supported,
    refused: a.refused + b.refused,
    skipped,
    refusals: [...a.refusals, ...b.refusals].slice(0, 20),
  };
}
