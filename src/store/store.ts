import type { FailureRecord } from '../base/failure.ts';
import type { KnownSet } from '../feed/data-set.ts';
import type { PollReport } from '../feed/report.ts';
import type { SourceSettings } from '../feed/source.ts';
import type { Indicator, Tlp, WaitingIndicator } from '../indicator/indicator.ts';
import type { Kind, Observable } from '../observable/observable.ts';

/** A stored source: settings as configured and what polling has learned. Times are milliseconds since 1970. */
export interface StoredSource {
  readonly id: number;
  readonly settings: SourceSettings;
  /** Grows with every change of the settings. */
  readonly revision: number;
  readonly suspended: boolean;
  readonly createdAt: number;
  readonly state: SourceState;
}

export interface SourceState {
  /** How far the source has been read: the server's own label text, `null` before the first success and after a reset. */
  readonly cursor: string | null;
  /** The span that worked last where a wider one did not, milliseconds. */
  readonly segmentMs: number | null;
  readonly lastAttemptAt: number | null;
  readonly lastSuccessAt: number | null;
  readonly lastNewDataAt: number | null;
  readonly nextDueAt: number | null;
  /** Polls failed in a row, and why the last one did. */
  readonly failures: number;
  readonly lastFailure: FailureRecord | null;
  /** The last poll that read everything: when it began, after which label, and when one was last begun (src/feed/reconcile.ts). */
  readonly reconciledAt: number | null;
  readonly reconciledFrom: number | null;
  readonly reconcileTriedAt: number | null;
  /** What the last data set was known by that was taken over whole; `null` where it has to be read. */
  readonly dataSet: KnownSet | null;
  /** Asserted listings; those past their time count until `expire` has deleted them. */
  readonly listings: number;
}

/** The right to poll a source. `epoch` fences: a write under an older epoch is refused (`gate/lease-lost`). */
export interface Lease {
  readonly sourceId: number;
  readonly holder: string;
  readonly epoch: number;
  readonly expiresAt: number;
}

/** One observable asserted by one indicator of one source. Times are milliseconds since 1970. */
export interface Listing extends Observable {
  readonly source: string;
  readonly indicator: string;
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly validFrom: number | null;
  readonly validUntil: number | null;
  /** When it leaves force if nothing more is heard: `min(lastSeen + age, validUntil)`. */
  readonly expiresAt: number;
  readonly confidence: number | null;
  readonly tlp: Tlp | null;
  /** `null` while asserted; else when the source took it back. */
  readonly withdrawnAt: number | null;
}

/** A listing as the match index takes it, with the ids of the store. */
export interface StoredListing extends Omit<Listing, 'source'> {
  /** Never given to another listing, also after this one is deleted. */
  readonly id: number;
  /** `StoredSource.id`. */
  readonly source: number;
}

/** How far the listings have come. */
export interface StoreMark {
  /** A number of this database's own, made by chance when it was created. */
  readonly store: number;
  /** Number of the last committed segment. */
  readonly commit: number;
  /** The id that the next new listing will get. */
  readonly nextListing: number;
}

export interface ListingFilter {
  readonly source?: string;
  readonly kind?: Kind;
  /** Default false: only listings in force at `at`. */
  readonly all?: boolean;
  readonly at: number;
}

/** What a segment's commit changed. */
export interface SegmentResult {
  readonly new: number;
  readonly known: number;
  readonly withdrawn: number;
  /** Asserted for the first time when their validity was over already: not stored. Absent where there were none. */
  readonly lapsed?: number;
}

/** Listings of a source, still in force at `at`, that no commit after `afterCommit` has touched, last seen at `seenSince` or later. */
export interface Unseen {
  readonly afterCommit: number;
  readonly seenSince: number;
  readonly at: number;
}

export interface SegmentCommit {
  /** The cursor after this segment; `null` leaves it where it is. */
  readonly cursor: string | null;
  /** Replaces the source's waiting indicators. */
  readonly waiting: readonly WaitingIndicator[];
  /** Set on the commit that completes a snapshot: listings of the source not seen since `snapshotBegan` are withdrawn. */
  readonly snapshotBegan: number | null;
  /** Set on the commit that ends a poll which has read everything: what it has not seen is withdrawn. */
  readonly unseen?: Unseen;
  readonly report: PollReport;
}

/**
 * Takes the indicators of one poll segment and applies them all at once. Memory does not grow with the segment.
 * Until `commit` returns nothing is visible; after it returns everything is durable, listings and cursor together.
 */
export interface SegmentWriter {
  add(indicators: readonly Indicator[]): Promise<void>;
  /** @throws Failure `gate/lease-lost` when another holder has taken the source; `store/*` when it cannot be written. Then nothing is applied, and it may be tried again. */
  commit(commit: SegmentCommit): Promise<SegmentResult>;
  /** Forgets what was added. Safe to call after `commit`. */
  discard(): Promise<void>;
}

export interface SegmentOptions {
  readonly lease: Lease;
  /** Stamped as first/last seen. */
  readonly seenAt: number;
  /** Milliseconds a listing stays in force after its last sighting. */
  readonly age: number;
  /** For listings whose indicator states none. */
  readonly confidence: number | null;
  /**
   * `take`: every listing is stamped as seen. `keep`: those of which nothing has changed stay as they are, stamps
   * included, though a snapshot does not withdraw them. `mark`: those that are known are marked as touched by the commit,
   * and nothing else is changed. Default `take`.
   */
  readonly sightings?: 'take' | 'keep' | 'mark';
}

/** What is in force, counted. Sources by their ids. */
export interface Census {
  /** When it was counted. */
  readonly at: number;
  /** The last commit before the count. */
  readonly commit: number;
  readonly listings: number;
  /** Distinct observables, by kind. */
  readonly observables: Readonly<Partial<Record<Kind, number>>>;
  /** The 511 largest sources; `unique` are the observables that no other source lists. */
  readonly sources: readonly {
    readonly source: number;
    readonly listings: number;
    readonly observables: number;
    readonly unique: number;
  }[];
  /** Observables that two sources have in common, the most first. */
  readonly overlaps: readonly { readonly a: number; readonly b: number; readonly observables: number }[];
}

/** The settings of a source as its codec wrote them. */
export interface StoredSettings {
  readonly id: number;
  readonly name: string;
  readonly text: string;
}

/** One of several changes of sources that are made at once. */
export type StoredSourceChange =
  | { readonly kind: 'add'; readonly settings: SourceSettings; readonly suspended: boolean }
  | {
      readonly kind: 'change';
      /** The name it has now. */
      readonly name: string;
      readonly settings: SourceSettings;
      readonly suspended: boolean;
      readonly state: Partial<Omit<SourceState, 'listings'>>;
    }
  | { readonly kind: 'remove'; readonly name: string };

export interface SourceStore {
  list(): Promise<readonly StoredSource[]>;
  get(name: string): Promise<StoredSource | undefined>;
  /** @throws Failure `config/name-taken`. */
  add(settings: SourceSettings, now: number): Promise<StoredSource>;
  /** @throws Failure `config/no-such-source`, `config/name-taken`. */
  update(name: string, settings: SourceSettings): Promise<StoredSource>;
  /** Removes the source, its listings, polls and lease, in bounded steps that do not block a reader. */
  remove(name: string): Promise<void>;
  suspend(name: string, suspended: boolean): Promise<void>;
  /**
   * Makes all changes or none, in one transaction that keeps out every other writer of any process while `plan` runs; the
   * listings of what was removed go afterwards, as `remove` has it.
   * @throws Failure `config/no-such-source`, `config/name-taken`, and what `plan` throws.
   */
  changeAll(plan: (sources: readonly StoredSource[]) => readonly StoredSourceChange[], now: number): Promise<void>;
  /** Changes the given fields of the state. */
  patchState(sourceId: number, patch: Partial<Omit<SourceState, 'listings'>>): Promise<void>;
  /** A number that grows whenever a source is added, changed, suspended or removed, by any process. */
  revision(): Promise<number>;
  /** The settings of all sources as they are stored. */
  stored(): Promise<readonly StoredSettings[]>;
  /** Writes stored settings anew, by the ids of their sources, in one transaction that keeps out every other writer of any process while `change` runs. */
  rewrite(change: (stored: readonly StoredSettings[]) => ReadonlyMap<number, string>): Promise<void>;
}

export interface LeaseStore {
  /** The lease, or who holds it. Expired leases are taken over with a higher epoch. */
  acquire(sourceId: number, holder: string, ttlMs: number, now: number): Promise<Lease | { readonly heldBy: Lease }>;
  /** @throws Failure `gate/lease-lost`. */
  renew(lease: Lease, ttlMs: number, now: number): Promise<Lease>;
  release(lease: Lease): Promise<void>;
  get(sourceId: number): Promise<Lease | undefined>;
  /** Ends every lease whose holder `dead` recognises: at start, those of this node's dead processes. */
  breakHeldBy(dead: (holder: string) => boolean): Promise<number>;
}

export interface PollStore {
  save(sourceId: number, report: PollReport): Promise<void>;
  get(id: string): Promise<PollReport | undefined>;
  /** Newest first. */
  list(filter: { readonly source?: string; readonly limit: number }): Promise<readonly PollReport[]>;
  /** Reports still `running` whose source has no lease become `interrupted`. */
  closeOrphans(now: number): Promise<number>;
  prune(before: number): Promise<number>;
}

export interface ListingStore {
  openSegment(options: SegmentOptions): Promise<SegmentWriter>;
  waiting(sourceId: number): Promise<readonly WaitingIndicator[]>;
  lookup(observable: Observable): Promise<readonly Listing[]>;
  /** In storage order (no order of values is promised); reads in keyset pages, so that it never blocks a writer for long. */
  scan(filter: ListingFilter): AsyncIterable<Listing>;
  mark(): Promise<StoreMark>;
  /** Pages of the listings that are or will be in force after `at`, from an id on; as for `scan`, none blocks a writer for long. */
  asserted(at: number, from?: number): AsyncIterable<readonly StoredListing[]>;
  /** Pages of the listings that commits after `commit` have asserted, touched or taken back. Looks at every listing. */
  changedSince(commit: number): AsyncIterable<readonly StoredListing[]>;
  /** Deletes up to `limit` listings that left force before `before`; returns how many, by source id. Call until none. */
  expire(before: number, limit: number): Promise<ReadonlyMap<number, number>>;
  /** How many listings of a source `unseen` names, and how many would be named if no commit had touched any. */
  countUnseen(sourceId: number, unseen: Unseen): Promise<{ readonly unseen: number; readonly all: number }>;
  /** How many listings of a source left force by age or validity in `(from, to]`. */
  countExpired(sourceId: number, from: number, to: number): Promise<number>;
  /**
   * What is in force. Where there is much, the last count that `count` has kept, unless it was never called; else counted
   * now, in 0.1 s for each 100,000 listings or less.
   */
  census(at: number): Promise<Census>;
  /** Counts what is in force now, and keeps that. Reads every listing, in steps that block nobody; rejects when aborted. */
  count(at: number, signal?: AbortSignal): Promise<Census>;
  /** Size of the database, bytes. */
  bytes(): Promise<number>;
}

/** Everything durable. Several processes of one machine may have it open; each write is one transaction. */
export interface Store {
  readonly sources: SourceStore;
  readonly leases: LeaseStore;
  readonly polls: PollStore;
  readonly listings: ListingStore;
  close(): Promise<void>;
}
