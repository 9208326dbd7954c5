import type { FailureRecord, JsonValue } from '../base/failure.ts';
import type { SourceChange } from '../config/whole-file.ts';
import type { DoctorOptions } from '../doctor/checks.ts';
import type { DoctorEvent } from '../doctor/examine.ts';
import type { PollEvent, PollMode, PollProgress, PollReport, PollWishes } from '../feed/report.ts';
import type { TrialProgress, TrialReport } from '../feed/trial.ts';
import type { GatewayStatus } from '../gateway/status.ts';
import type { Tlp } from '../indicator/indicator.ts';
import type { Kind } from '../observable/observable.ts';
import type { Offer } from '../probe/offer.ts';
import type { GuardHit } from '../guard/guard.ts';
import type { ListUpdate } from '../guard/list-update.ts';
import type { ComparisonView } from './compare.ts';
import type { ProxyView } from './proxy-view.ts';
import type { RelatedView } from './related.ts';
import type { ReloadView } from './reload.ts';
import type { RotationView, SecretsView } from './secrets.ts';
import type { GuardsView, GuardTestView } from './guards.ts';

/** The shapes below are what `--json` prints: stable, times RFC 3339 in UTC, durations in milliseconds, secrets as `***`. */
export type JsonObject = Readonly<Record<string, JsonValue>>;

export interface SourceView {
  readonly name: string;
  readonly kind: string;
  /** `https://host/path` of the poll service. */
  readonly url: string;
  readonly collection: string;
  readonly mode: 'monitor' | 'enforce';
  /** `ok`, `failing` (serving its last good listings), `stale` (nothing for 3 intervals), `never` (not polled yet), `polling`, `suspended`. */
  readonly state: 'ok' | 'failing' | 'stale' | 'never' | 'polling' | 'suspended';
  /** Not polled until it is resumed; `state` tells it unless a poll runs that was asked for. */
  readonly suspended: boolean;
  readonly listings: number;
  readonly lastAttempt: string | null;
  readonly lastSuccess: string | null;
  readonly lastNewData: string | null;
  readonly nextDue: string | null;
  /** When everything was last read again, so that what had vanished was withdrawn; `null` where that was not done yet. */
  readonly reconciled: string | null;
  readonly cursor: string | null;
  /** The span that is asked for at once, and whether it was learned from the server's failures. */
  readonly segment: { readonly ms: number; readonly learned: boolean } | null;
  /** Polls failed in a row, and why the last did. */
  readonly failures: number;
  readonly failure: FailureRecord | null;
  /** The proxy that it is polled by now, and who says so. */
  readonly proxy: ProxyView;
  /** The settings as configured, secrets as `***`. */
  readonly settings: JsonObject;
}

export interface ListingView {
  readonly source: string;
  readonly indicator: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly validUntil: string | null;
  readonly expiresAt: string;
  readonly confidence: number | null;
  readonly tlp: Tlp | null;
}

/** One observable in force with everything that asserts it. */
export interface ObservableView {
  readonly kind: Kind;
  readonly value: string;
  readonly sources: readonly ListingView[];
}

/** The answer to "why is this stopped?", or "why is it not?". */
export interface LookupView {
  /** As asked. */
  readonly query: string;
  /** What the text was read as; `null` where it is no observable, with the rule that says so. */
  readonly observable: { readonly kind: Kind; readonly value: string } | null;
  readonly refused: string | null;
  readonly inForce: boolean;
  /** All listings, those no longer in force too, with the reason. */
  readonly listings: readonly (ListingView & {
    readonly inForce: boolean;
    readonly why: 'in-force' | 'withdrawn' | 'expired' | 'not-yet-valid';
    /** When its source took it back. */
    readonly withdrawnAt: string | null;
  })[];
  /** Networks that hold the asked address, in force. */
  readonly networks: readonly ObservableView[];
  /** What else is in force and has to do with it: the host of a URL, names above, the same written in another way. */
  readonly related: readonly RelatedView[];
  /** The guards that keep it out at intake. */
  readonly guards: readonly GuardHit[];
}

export interface StatsView {
  readonly sources: number;
  readonly listings: number;
  readonly observables: Readonly<Partial<Record<Kind, number>>>;
  readonly bytes: number;
  /** When it was counted: now, or for a large store some minutes ago. */
  readonly countedAt: string;
}

export interface StatusView {
  readonly version: string;
  readonly data: string;
  /** `null` when no daemon runs and the answer was read from the data directory. */
  readonly daemon: { readonly pid: number; readonly since: string } | null;
  readonly sources: {
    readonly total: number;
    readonly ok: number;
    readonly failing: number;
    readonly suspended: number;
  };
  readonly polling: readonly PollProgress[];
  readonly stats: StatsView;
  /** `null` where no gateway runs. */
  readonly gateway: GatewayStatus | null;
}

export interface ObservableFilter {
  readonly source?: string;
  readonly kind?: Kind;
}

/**
 * What is tested or asked: a source, for the time of a test with some settings changed; or settings as `addSource`
 * takes them, where name, path and collection may be missing.
 */
export type TestSubject = { readonly name: string; readonly changes?: JsonObject } | { readonly input: JsonObject };

export interface TestOptions {
  /** The whole age window; else its newest segment, within bounds. */
  readonly full: boolean;
  /** Asks again where it fails. */
  readonly probe: boolean;
}

/** A poll with nothing stored, and what discovery added to an address that is no source. */
export interface TestView extends TrialReport {
  /** `null` for a source, and where nothing was missing. `settings` are those that the offer filled in or corrected. */
  readonly discovery: { readonly offer: Offer; readonly settings: JsonObject } | null;
}

export type TestEvent =
  | { readonly kind: 'progress'; readonly progress: TrialProgress }
  | { readonly kind: 'report'; readonly report: TestView };

export type DiscoverEvent =
  | { readonly kind: 'progress'; readonly progress: TrialProgress }
  | { readonly kind: 'offer'; readonly offer: Offer };

/**
 * Everything that can be asked of Feedgate. Implemented on the data directory (`local.ts`) and through the
 * daemon's socket (`remote.ts`); the command line does not know which it talks to. Every method rejects with a
 * `Failure`: `config/no-such-source` (evidence `nearest`), `config/*` for refused input, `gate/*`, `store/*`, `host/*`.
 */
export interface Service {
  status(): Promise<StatusView>;
  listSources(): Promise<readonly SourceView[]>;
  getSource(name: string): Promise<SourceView>;
  /** The settings of all sources with their secrets in clear, and `suspended` where one is: to be written to a file, never shown. */
  exportSources(): Promise<readonly JsonObject[]>;
  /** A number that grows whenever a source is added, changed, suspended or removed. */
  sourcesRevision(): Promise<number>;
  /** Makes all changes of sources or none; what is changed in a way that asks for it is read again from the start. */
  applySources(changes: readonly SourceChange[]): Promise<void>;
  /** `input` is checked by `config/`; secrets stand in it in clear. */
  addSource(input: JsonObject): Promise<SourceView>;
  /** Changes the given settings. A change of window or collection needs `resetCursor` decided (`config/cursor-reset-needed` otherwise). */
  editSource(name: string, changes: JsonObject, resetCursor: boolean | null): Promise<SourceView>;
  removeSource(name: string): Promise<void>;
  suspendSource(name: string, suspended: boolean): Promise<SourceView>;
  /** Forgets the cursor, or sets it to an instant (RFC 3339), so that the next poll reads from there. */
  resetSource(name: string, from: string | null): Promise<SourceView>;
  /** Polls now. @throws Failure `gate/poll-running` with who polls, since when, in which stage, how far. */
  poll(name: string, mode: PollMode | null, wishes?: PollWishes): AsyncIterable<PollEvent>;
  /** Asks the running poll to stop at the next safe point; false when none runs. */
  cancelPoll(name: string): Promise<boolean>;
  /** Polls with nothing stored, and finds out why where it fails. Leaving the iteration stops it. */
  testSource(subject: TestSubject, options: TestOptions): AsyncIterable<TestEvent>;
  /** What the server of an address offers. Leaving the iteration stops it. */
  discoverSource(subject: TestSubject): AsyncIterable<DiscoverEvent>;
  listPolls(filter: { readonly source?: string; readonly limit: number }): Promise<readonly PollReport[]>;
  /** @throws Failure `config/no-such-poll`. */
  getPoll(id: string): Promise<PollReport>;
  lookup(text: string): Promise<LookupView>;
  listObservables(filter: ObservableFilter): AsyncIterable<ObservableView>;
  stats(): Promise<StatsView>;
  /** What each source contributes, and has in common with others; `now` counts at once what else may be minutes old. */
  compareSources(now: boolean): Promise<ComparisonView>;
  /** The guards, and what they kept out of all sources or of one. @throws Failure `config/file-bad`. */
  listGuards(filter: { readonly source?: string }): Promise<GuardsView>;
  /** Reads the lists of guards again, or one; `force` takes over one that lost more than half. @throws Failure `guard/no-such-list`, `config/file-bad`. */
  updateGuards(name: string | null, force: boolean): AsyncIterable<ListUpdate>;
  /** What the guards would do with a value, defanged or not. @throws Failure `config/file-bad`. */
  testGuards(text: string): Promise<GuardTestView>;
  /** The secrets of sources and of proxies, and their keys, counted. */
  secrets(): Promise<SecretsView>;
  /** Encrypts all secrets with a new key; with `lost` those whose key is lost do not stand in the way. @throws Failure `secret/*` */
  rotateSecrets(lost: boolean): Promise<RotationView>;
  /** The text of the file of proxies with its passwords encrypted. @throws Failure `secret/*` */
  sealProxies(text: string): Promise<string>;
  /** The text of the file of proxies with its passwords in clear. @throws Failure `secret/*` */
  openProxies(text: string): Promise<string>;
  /** Has the daemon read the files of settings again. @throws Failure `gate/daemon-unreachable` where none runs */
  reload(): Promise<ReloadView>;
  /** Looks at what only the process that serves can see. Leaving the iteration stops it. */
  doctor(options: DoctorOptions): AsyncIterable<DoctorEvent>;
  close(): Promise<void>;
}
