import type { Clock } from '../base/clock.ts';
import type { FailureRecord, Stage } from '../base/failure.ts';
import { formatMicros } from '../base/instant.ts';
import type { KeptFinding } from '../feed/finding.ts';
import type {
  AttemptReport,
  PollMode,
  PollProgress,
  PollReport,
  SeenCertificate,
  SegmentState,
} from '../feed/report.ts';
import { widthMs } from '../feed/segment.ts';
import type { Span } from '../feed/window.ts';
import { addKeptOut, type KeptOut, nothingKeptOut } from '../guard/intake.ts';
import { addTallies, emptyTally, type Tally } from '../indicator/indicator.ts';
import type { Refusal } from '../observable/observable.ts';
import type { SegmentResult } from '../store/store.ts';
import type { Observer } from './ports.ts';

interface SegmentNote {
  span: Span | null;
  parts: number;
  state: SegmentState;
}

/** Attempts and warnings kept in a report; the rest is in the log. */
const keep = 50;

/** Warnings after which something may be missing: a limit, a page that could not be had, a block that was passed over. */
const doubtful = /^(?:taxii2?|body|data|xml|json)\//;
const harmless: ReadonlySet<string> = new Set(['taxii/version', 'taxii2/version', 'taxii2/media-type']);

/** Gathers what happens in one poll and makes its report at any moment. */
export class PollRecorder implements Observer {
  readonly id: string;
  readonly source: string;
  readonly mode: PollMode;
  readonly window: Span | null;
  readonly startedAt: number;
  readonly #clock: Clock;
  readonly #began: number;
  #tally: Tally = emptyTally;
  /** Of the segment under way; joins the poll's tally when the segment is committed. */
  #pending: Tally = emptyTally;
  #out: KeptOut = nothingKeptOut;
  #pendingOut: KeptOut = nothingKeptOut;
  #changed: SegmentResult = { new: 0, known: 0, withdrawn: 0 };
  #expired = 0;
  #stage: Stage = 'gate';
  #wire = 0;
  #decoded = 0;
  #parts = 0;
  #unchanged = false;
  #finding: KeptFinding | null = null;
  readonly #segments: SegmentNote[] = [];
  readonly #stages = new Map<Stage, number>();
  readonly #attempts: AttemptReport[] = [];
  readonly #certificates = new Map<string, SeenCertificate>();
  readonly #warnings = new Map<string, { code: string; message: string }>();

  constructor(poll: { id: string; source: string; mode: PollMode; window: Span | null; clock: Clock }) {
    this.id = poll.id;
    this.source = poll.source;
    this.mode = poll.mode;
    this.window = poll.window;
    this.#clock = poll.clock;
    this.startedAt = poll.clock.now();
    this.#began = poll.clock.monotonic();
  }

  stage(stage: Stage): void {
    this.#stage = stage;
  }

  spent(stage: Stage, ms: number): void {
    this.#stages.set(stage, (this.#stages.get(stage) ?? 0) + ms);
  }

  bytes(wire: number, decoded: number): void {
    this.#wire += wire;
    this.#decoded += decoded;
  }

  part(tally: Tally): void {
    this.#parts += 1;
    this.#pending = addTallies(this.#pending, tally);
  }

  /** What guards kept out of the segment under way. */
  keptOut(out: KeptOut): void {
    this.#pendingOut = addKeptOut(this.#pendingOut, out);
  }

  warn(code: string, message: string): void {
    if (this.#warnings.size < keep) this.#warnings.set(`${code} ${message}`, { code, message });
  }

  certificate(server: string, { validFrom, validTo }: { readonly validFrom: number; readonly validTo: number }): void {
    if (this.#certificates.size >= keep && !this.#certificates.has(server)) return;
    const seen = { server, validFrom: this.#iso(validFrom), validTo: this.#iso(validTo) };
    this.#certificates.set(server, seen);
  }

  plan(spans: readonly (Span | null)[]): void {
    for (const span of spans) this.#segments.push({ span, parts: 0, state: 'planned' });
  }

  /** The segment under way changes state; `split` puts the halves in its place. */
  mark(span: Span | null, state: SegmentState, parts = 0, halves: readonly Span[] = []): void {
    const at = this.#segments.findIndex((note) => note.span === span);
    const note = this.#segments[at];
    if (note === undefined) return;
    note.state = state;
    note.parts = parts;
    if (halves.length > 0) {
      this.#segments.splice(
        at + 1,
        0,
        ...halves.map((half): SegmentNote => ({ span: half, parts: 0, state: 'planned' })),
      );
    }
  }

  /** What was counted for the segment under way is kept (its listings were committed) or forgotten (it will be read again). */
  settle(result: SegmentResult | null): void {
    if (result !== null) {
      const lapsed = result.lapsed ?? 0;
      const over: Tally = { ...emptyTally, skipped: lapsed > 0 ? { 'validity-over': lapsed } : {} };
      this.#tally = addTallies(addTallies(this.#tally, this.#pending), over);
      this.#out = addKeptOut(this.#out, this.#pendingOut);
      this.#changed = {
        new: this.#changed.new + result.new,
        known: this.#changed.known + result.known,
        withdrawn: this.#changed.withdrawn + result.withdrawn,
      };
    }
    this.#pending = emptyTally;
    this.#pendingOut = nothingKeptOut;
  }

  /** The data set is the one that was taken over before, and its listings stay as they are. */
  unchanged(): void {
    this.#unchanged = true;
  }

  get isUnchanged(): boolean {
    return this.#unchanged;
  }

  expired(count: number): void {
    this.#expired += count;
  }

  found(finding: KeptFinding | null): void {
    this.#finding = finding;
  }

  attemptFailed(failure: FailureRecord): void {
    if (this.#attempts.length < keep) this.#attempts.push({ at: this.#iso(this.#clock.now()), failure });
  }

  /** Whether all that was asked for was read, as far as can be told. */
  get complete(): boolean {
    const doubts = [...this.#warnings.values()].some(({ code }) => doubtful.test(code) && !harmless.has(code));
    const broken = (this.#tally.skipped['malformed-content'] ?? 0) > 0;
    return !doubts && !broken && this.#segments.every(({ state }) => state === 'done' || state === 'split');
  }

  get newListings(): number {
    return this.#changed.new;
  }

  /** Width of the segment that ended the poll, milliseconds; `null` where none did, or it has no bounds. */
  get failedSpanMs(): number | null {
    const span = this.#segments.find(({ state }) => state === 'failed')?.span ?? null;
    return span === null ? null : widthMs(span);
  }

  get observables(): number {
    return this.#tally.supported;
  }

  /** How far the poll is, for whoever watches. */
  progress(): PollProgress {
    const running = this.#segments.findIndex((note) => note.state === 'running');
    const all = addTallies(this.#tally, this.#pending);
    return {
      pollId: this.id,
      source: this.source,
      mode: this.mode,
      stage: this.#stage,
      segment: running < 0 ? this.#segments.length : running + 1,
      segments: this.#segments.length,
      parts: this.#parts,
      received: all.received,
      supported: all.supported,
      bytes: this.#decoded,
      startedAt: this.#iso(this.startedAt),
      elapsedMs: Math.round(this.#clock.monotonic() - this.#began),
    };
  }

  report(state: PollReport['state'], failure: FailureRecord | null): PollReport {
    const { received, parsed, supported, refused, skipped, refusals } = this.#tally;
    return {
      id: this.id,
      source: this.source,
      mode: this.mode,
      state,
      window: label(this.window),
      segments: this.#segments.map((note) => ({ ...label(note.span), parts: note.parts, state: note.state })),
      bytes: this.#wire,
      decodedBytes: this.#decoded,
      funnel: {
        received,
        parsed,
        supported,
        refused,
        guarded: this.#out.count,
        ...this.#changed,
        expired: this.#expired,
      },
      skipped: Object.entries({ ...skipped, ...guardReasons(this.#out) })
        .map(([reason, count]) => ({ reason, count }))
        .sort((a, b) => b.count - a.count),
      refusals: [...refusals.slice(0, keep), ...guardRefusals(this.#out)],
      stages: [...this.#stages].map(([stage, ms]) => ({ stage, ms: Math.round(ms * 10) / 10 })),
      attempts: this.#attempts,
      warnings: [...this.#warnings.values()],
      failure,
      ...(this.#finding === null ? {} : { finding: this.#finding }),
      ...(this.#unchanged ? { unchanged: true } : {}),
      ...(this.#certificates.size === 0 ? {} : { certificates: [...this.#certificates.values()] }),
      startedAt: this.#iso(this.startedAt),
      finishedAt: state === 'running' ? null : this.#iso(this.#clock.now()),
    };
  }

  #iso(ms: number): string {
    return new Date(ms).toISOString();
  }
}

/** Reasons as those of what was skipped: `guard:private-address`. */
function guardReasons({ byGuard }: KeptOut): Record<string, number> {
  return Object.fromEntries(Object.entries(byGuard).map(([guard, count]) => [`guard:${guard}`, count]));
}

function guardRefusals({ samples }: KeptOut): Refusal[] {
  return samples.map(({ kind, value, guard }) => ({ kind, text: value.slice(0, 200), rule: `guard:${guard}` }));
}

function label(span: Span | null): { begin: string | null; end: string | null } {
  if (span === null) return { begin: null, end: null };
  return { begin: formatMicros(span.begin), end: formatMicros(span.end) };
}

/** Why a poll is cancelled when its process ends. */
export const stopping = new Error('the process ends');

/** One poll under way. */
export interface RunningPoll {
  readonly recorder: PollRecorder;
  readonly done: Promise<PollReport>;
  /** Stops it at its next safe point. With `stopping` the source is due again at once, for the process that comes next. */
  cancel(why?: 'asked' | 'stopping'): void;
}
