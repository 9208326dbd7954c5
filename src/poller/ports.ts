import type { Failure, FailureRecord, Stage } from '../base/failure.ts';
import type { KnownSet } from '../feed/data-set.ts';
import type { Finding, KeptFinding } from '../feed/finding.ts';
import type { PollMode } from '../feed/report.ts';
import type { SourceSettings } from '../feed/source.ts';
import type { Span } from '../feed/window.ts';
import type { Tally, WaitingIndicator } from '../indicator/indicator.ts';
import type { KeyListener } from '../net/request.ts';
import type { DocumentSink } from '../parse/session.ts';

/** What a client tells while it reads: for the progress line, the report and the log. */
export interface Observer {
  stage(stage: Stage): void;
  /** Milliseconds spent in a stage by one request. */
  spent(stage: Stage, ms: number): void;
  bytes(wire: number, decoded: number): void;
  /** One document (part) read to its end. */
  part(tally: Tally): void;
  warn(code: string, message: string): void;
  /** What the server `host:port` has shown; from and to are milliseconds since 1970. */
  certificate(server: string, valid: { readonly validFrom: number; readonly validTo: number }): void;
}

/** A segment read to its end. */
export interface SegmentOutcome {
  readonly parts: number;
  readonly blocks: number;
  /** Inclusive_End of the last part, the server's own text. */
  readonly answeredEnd: string | null;
  /** The server's clock at the first answer, milliseconds since 1970. */
  readonly serverNow: number | null;
  /** The answer may be cut without a sign: read the halves to be sure. */
  readonly doubtful: boolean;
  /** What was read is good, but the server never ended: keep the listings, leave the cursor. */
  readonly incomplete: Failure | null;
  /** What a data set is known by; absent where the server has no means to tell whether it has changed. */
  readonly set?: SeenSet;
}

/** A data set as it was found. */
export interface SeenSet extends Pick<KnownSet, 'etag' | 'lastModified' | 'digest'> {
  /** It is what was known before: where the server said so, nothing was read at all. */
  readonly unchanged: boolean;
}

/** What the clients of all kinds of source have. */
interface Client {
  waiting(): Promise<readonly WaitingIndicator[]>;
  close(): Promise<void>;
}

/** A source that is asked for spans with a begin and an end, for the length of one poll. */
export interface SegmentClient extends Client {
  readonly kind: 'segments';
  /** Reads one segment, or a whole data set (`null`). @throws Failure */
  read(span: Span | null, sink: DocumentSink): Promise<SegmentOutcome>;
  /** Told what the halves of a doubtful segment held. */
  compared(whole: number, halves: number): void;
}

/** A page of a walk, read to its end. */
export interface Stride {
  /** Whatever they are. */
  readonly objects: number;
  /** Everything up to here has been read, microseconds since 1970; `null` while that is not known. */
  readonly safe: bigint | null;
  /** `null` while there is more. */
  readonly end: WalkEnd | null;
}

/** How a walk ended. */
export interface WalkEnd {
  /** The latest instant of what was read, as the server stamped it, microseconds since 1970. */
  readonly last: bigint | null;
  /** The server's clock when the walk began, milliseconds since 1970. */
  readonly serverNow: number | null;
  /** What was read is good, but there is more that cannot be had: keep the listings, and the cursor where it is safe. */
  readonly incomplete: Failure | null;
}

/** A source that is read on from an instant, without an end that could be asked for, for the length of one poll. */
export interface WalkClient extends Client {
  readonly kind: 'walk';
  /** Begins after an instant in microseconds since 1970, or with everything (`null`). */
  begin(from: bigint | null): void;
  /** Reads the next page. @throws Failure; call `restart` or `shrink` then, to go on. */
  next(sink: DocumentSink): Promise<Stride>;
  /** Goes back to where everything before has been read. */
  restart(): void;
  /** The same with smaller pages; false where they cannot be smaller, and nothing has changed. */
  shrink(): boolean;
}

/** One kind of source, for the length of one poll. */
export type SourceClient = SegmentClient | WalkClient;

/** What is known when probes are made. */
export interface ProbeScene {
  /** Milliseconds that the poll segment spanned which failed; `null` where the collection is read whole. */
  readonly span: number | null;
  readonly signal: AbortSignal;
}

/** Asks again after a failure, to tell look-alikes apart; bounded in connections and time. @throws Failure when aborted. */
export type Probe = (failure: FailureRecord, settings: SourceSettings, scene: ProbeScene) => Promise<Finding>;

/** The classic sentences of a poll's life, and their structured twins. */
export interface PollLog {
  scheduled(source: string, mode: PollMode): void;
  started(poll: { source: string; pollId: string; mode: PollMode; host: string; collection: string }): void;
  fetching(source: string, begin: string, end: string): void;
  attemptFailed(source: string, failure: FailureRecord): void;
  gaveUp(source: string, attempts: number, failure: FailureRecord): void;
  jobFailed(source: string, failure: FailureRecord): void;
  fetched(source: string, observables: number): void;
  attempted(source: string, startedAt: number): void;
  alreadyPolling(source: string): void;
  warning(source: string, code: string, message: string): void;
  /** What probes made of the failure. */
  found(source: string, finding: KeptFinding): void;
}

/** What opens the client of a source for one poll. */
export type OpenClient = (poll: {
  readonly settings: SourceSettings;
  readonly waiting: readonly WaitingIndicator[];
  /** What a data set is known by that may be left as it is. */
  readonly known: KnownSet | null;
  readonly observer: Observer;
  readonly signal: AbortSignal;
  /** Told the keys of TLS connections; absent where nobody wants them. */
  readonly keys?: KeyListener | undefined;
}) => Promise<SourceClient>;

/** What is asked of one poll. */
export interface AskedOfPoll {
  /** Everything is read, and taken over whatever it has lost or gained. Default false. */
  readonly accept?: boolean;
  readonly keys?: KeyListener;
}
