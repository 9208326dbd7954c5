import type { FailureRecord, Stage } from '../base/failure.ts';
import type { KeptFinding } from './finding.ts';
import type { Refusal } from '../observable/observable.ts';

export type PollMode = 'full' | 'delta';

/** `done` committed; `split` gave up at this width and was halved; `skipped` a poison span that was passed over. */
export type SegmentState = 'planned' | 'running' | 'done' | 'split' | 'skipped' | 'failed';

/** A poll segment `(begin, end]`; the labels are RFC 3339 with six decimals. */
export interface SegmentReport {
  readonly begin: string | null;
  readonly end: string | null;
  readonly parts: number;
  readonly state: SegmentState;
}

/** DESIGN §3: received → parsed → supported → guarded → new / known / withdrawn / expired. */
export interface Funnel {
  /** Content blocks received. */
  readonly received: number;
  /** Indicators read. */
  readonly parsed: number;
  /** Observables read, before duplicates are folded. */
  readonly supported: number;
  /** Values that were not well formed. */
  readonly refused: number;
  /** Kept out by a guard. */
  readonly guarded: number;
  /** Listings that this poll added, touched again, took back, and let age out. */
  readonly new: number;
  readonly known: number;
  readonly withdrawn: number;
  readonly expired: number;
}

export const emptyFunnel: Funnel = {
  received: 0,
  parsed: 0,
  supported: 0,
  refused: 0,
  guarded: 0,
  new: 0,
  known: 0,
  withdrawn: 0,
  expired: 0,
};

/** A failed attempt that was tried again; the last one is the report's `failure`. */
export interface AttemptReport {
  readonly at: string;
  readonly failure: FailureRecord;
}

/** The certificate that a server has shown to a poll. */
export interface SeenCertificate {
  /** `host:port` */
  readonly server: string;
  readonly validFrom: string;
  readonly validTo: string;
}

/** What a poll leaves behind, kept 90 days. All times RFC 3339 in UTC. */
export interface PollReport {
  readonly id: string;
  readonly source: string;
  readonly mode: PollMode;
  /** `running` while under way, `interrupted` when the process died with it. */
  readonly state: 'running' | 'succeeded' | 'failed' | 'cancelled' | 'interrupted';
  readonly window: { readonly begin: string | null; readonly end: string | null };
  readonly segments: readonly SegmentReport[];
  /** Bytes of the answers' bodies as they came. */
  readonly bytes: number;
  /** The same unpacked. */
  readonly decodedBytes: number;
  readonly funnel: Funnel;
  readonly skipped: readonly { readonly reason: string; readonly count: number }[];
  /** The first refused values with the rule that broke. */
  readonly refusals: readonly Refusal[];
  /** Milliseconds spent in each stage, summed over all requests. */
  readonly stages: readonly { readonly stage: Stage; readonly ms: number }[];
  readonly attempts: readonly AttemptReport[];
  /** Things worth knowing that stopped nothing: code and text. */
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  readonly failure: FailureRecord | null;
  /** What probes made of the failure; absent where none were made. */
  readonly finding?: KeptFinding;
  /** The data set was the same as before, and its listings were left as they are; absent where it was not. */
  readonly unchanged?: boolean;
  /** Of each server the last; absent where none was shown. */
  readonly certificates?: readonly SeenCertificate[];
  readonly startedAt: string;
  readonly finishedAt: string | null;
}

/** How far a running poll is; sent a few times a second. */
export interface PollProgress {
  readonly pollId: string;
  readonly source: string;
  readonly mode: PollMode;
  readonly stage: Stage;
  /** 1-based number of the segment being read, and how many there are as planned now. */
  readonly segment: number;
  readonly segments: number;
  readonly parts: number;
  /** Content blocks and observables so far. */
  readonly received: number;
  readonly supported: number;
  readonly bytes: number;
  readonly startedAt: string;
  readonly elapsedMs: number;
}

/** What is wished of one poll besides what its source says. */
export interface PollWishes {
  /** Everything is read, and taken over whatever it has lost or gained. Default false. */
  readonly accept?: boolean;
  /** The keys of its TLS connections are told, so that packets can be read. Default false. */
  readonly keys?: boolean;
}

export type PollEvent =
  | { readonly kind: 'progress'; readonly progress: PollProgress }
  /** Lines of the key log of NSS, each a secret of a connection. */
  | { readonly kind: 'keys'; readonly lines: readonly string[] }
  | { readonly kind: 'report'; readonly report: PollReport };
