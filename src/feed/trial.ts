import type { Evidence, FailureRecord, Stage } from '../base/failure.ts';
import type { Kind, Refusal } from '../observable/observable.ts';
import type { Finding } from './finding.ts';

/** `skipped`: this source has no such stage (no proxy, no TLS). `partly`: it was stopped here by its bound. */
export type TrialStageState = 'ok' | 'partly' | 'failed' | 'skipped' | 'not-reached';

/** One stage of a trial and what was seen in it; peer text in it is hostile. */
export interface TrialStage {
  readonly stage: Stage;
  readonly state: TrialStageState;
  /** Milliseconds, summed over all requests; `null` where none were measured. */
  readonly ms: number | null;
  readonly seen: Evidence;
}

/** What ends a trial before its window does. */
export interface TrialBound {
  readonly kind: 'observables' | 'time';
  /** Observables read, or milliseconds since the first answer. */
  readonly limit: number;
}

/** What a poll would have done: everything but storing. All times RFC 3339 in UTC. */
export interface TrialReport {
  readonly source: string;
  readonly url: string;
  readonly collection: string;
  readonly result: 'works' | 'fails';
  readonly window: { readonly begin: string | null; readonly end: string | null };
  /** The whole age window was asked for, and read as far as it could be. */
  readonly whole: boolean;
  /** Poll segments asked for, and parts read. */
  readonly segments: number;
  readonly parts: number;
  readonly stages: readonly TrialStage[];
  readonly funnel: {
    readonly received: number;
    readonly parsed: number;
    readonly supported: number;
    readonly refused: number;
    readonly guarded: number;
    /** Listings that would have been stored: what is over already, withdrawn or told twice is none. */
    readonly wouldStore: number;
  };
  readonly skipped: readonly { readonly reason: string; readonly count: number }[];
  readonly refusals: readonly Refusal[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  /** The first observables. */
  readonly sample: readonly { readonly kind: Kind; readonly value: string }[];
  /** What it was stopped by; `null` where it came to its end. */
  readonly bound: TrialBound | null;
  readonly failure: FailureRecord | null;
  /** What probes made of the failure; `null` without one, or where they were not wanted. */
  readonly finding: Finding | null;
  readonly startedAt: string;
  readonly finishedAt: string;
}

/** How far a trial is; sent a few times a second. */
export interface TrialProgress {
  /** `discovering` what an address lacks, before the poll; `probing` once the poll has failed. */
  readonly stage: Stage | 'discovering' | 'probing';
  readonly received: number;
  readonly supported: number;
  readonly elapsedMs: number;
}

export type TrialEvent =
  | { readonly kind: 'progress'; readonly progress: TrialProgress }
  | { readonly kind: 'report'; readonly report: TrialReport };
