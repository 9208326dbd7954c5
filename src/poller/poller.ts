import { activationConditions } from '../activation/conditions.ts';
import { asFailure, failing, Failure, type FailureRecord } from '../base/failure.ts';
import type { PollEvent, PollMode, PollProgress, PollWishes } from '../feed/report.ts';
import { overdueStart } from '../feed/schedule.ts';
import type { Store, StoredSource } from '../store/store.ts';
import { pollerConditions } from './conditions.ts';
import { startPoll, type PollDeps } from './poll.ts';
import type { AskedOfPoll } from './ports.ts';
import type { RunningPoll } from './recorder.ts';
import { scheduledMode } from './reconcile.ts';

const fail = failing(pollerConditions);

const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;

/** Listings from which on they are counted before somebody asks. */
const countedAhead = 150_000;

/** Listings deleted in one transaction: some 10 ms. */
const sweptAtOnce = 1000;

/** What polls need, on a whole store. */
export interface PollerDeps extends PollDeps {
  readonly store: Store;
  /** When the profiles of proxies were written, milliseconds since 1970; `null` where there are none. */
  readonly profilesChangedAt?: () => number | null;
}

export interface PollerOptions {
  /** Polls at once, default 4, and at one host, default 2. */
  readonly concurrency?: number;
  readonly perHost?: number;
  /** Listings out of force stay findable this long, default 7 days; reports 90 days. */
  readonly listingGraceMs?: number;
  readonly reportKeepMs?: number;
}

/**
 * Polls sources when they come due and when asked to, within its limits, and lets go of what has aged out. One per
 * data directory, or per node of a cluster: the lease keeps two from polling one source.
 */
export class Poller {
  readonly #deps: PollerDeps;
  readonly #options: Required<PollerOptions>;
  readonly #running = new Map<number, RunningPoll & { readonly host: string }>();
  #sources: readonly StoredSource[] = [];
  /** When a source is due, and the stored value that was made from. */
  readonly #due = new Map<number, { readonly stored: number | null; readonly at: number }>();
  /** The change of the profiles for which a source was polled out of turn. */
  readonly #triedWay = new Map<number, number>();
  #revision = -1;
  #reloadAt = 0;
  #choresAt = 0;
  #countAt = 0;
  #chores: Promise<void> = Promise.resolve();
  readonly #over = new AbortController();
  #wake = new AbortController();
  #roundAt: number;
  #changed: () => void = () => undefined;

  constructor(deps: PollerDeps, options: PollerOptions = {}) {
    this.#deps = deps;
    this.#roundAt = deps.clock.monotonic();
    this.#options = { concurrency: 4, perHost: 2, listingGraceMs: 7 * day, reportKeepMs: 90 * day, ...options };
  }

  /** Polls on schedule until `signal` aborts, then cancels what runs and waits for it. */
  async run(signal: AbortSignal): Promise<void> {
    const { store, clock } = this.#deps;
    await store.polls.closeOrphans(clock.now());
    while (!signal.aborted) {
      await this.#tick();
      this.#roundAt = clock.monotonic();
      await clock.sleep(second, AbortSignal.any([signal, this.#wake.signal]));
      if (this.#wake.signal.aborted) this.#wake = new AbortController();
    }
    for (const poll of this.#running.values()) poll.cancel('stopping');
    this.#over.abort();
    await this.#chores;
    await Promise.all([...this.#running.values()].map((poll) => poll.done));
  }

  /** Calls `listener` whenever a poll has ended or sources were changed, also by another process; and at the start. */
  onChange(listener: () => void): void {
    this.#changed = listener;
  }

  /** Milliseconds since the loop last came round, which it does once a second. */
  get idleMs(): number {
    return Math.round(this.#deps.clock.monotonic() - this.#roundAt);
  }

  /** Looks at the sources again now, rather than within a second. */
  wake(): void {
    this.#reloadAt = 0;
    this.#wake.abort();
  }

  /**
   * Polls one source now: progress a few times a second, then the report. A source that is suspended can be polled
   * by hand. @throws Failure `gate/poll-running`, `store/*`.
   */
  async *pollNow(
    source: StoredSource,
    mode: PollMode | null,
    { accept = false, keys: wanted = false }: PollWishes = {},
  ): AsyncGenerator<PollEvent> {
    let keys: string[] = [];
    const poll = await this.#start(source, mode, { accept, ...(wanted ? { keys: (line) => keys.push(line) } : {}) });
    const ended = poll.done.then((report): PollEvent => ({ kind: 'report', report }));
    for (;;) {
      yield { kind: 'progress', progress: poll.recorder.progress() };
      const event = await Promise.race([ended, this.#deps.clock.sleep(200)]);
      if (keys.length > 0) yield { kind: 'keys', lines: keys };
      keys = [];
      if (event === undefined) continue;
      yield event;
      return;
    }
  }

  /** Stops the running poll of a source at its next safe point; false where none runs here. */
  cancel(sourceId: number): boolean {
    const poll = this.#running.get(sourceId);
    poll?.cancel();
    return poll !== undefined;
  }

  progress(): readonly PollProgress[] {
    return [...this.#running.values()].map((poll) => poll.recorder.progress());
  }

  async #start(source: StoredSource, mode: PollMode | null, asked: AskedOfPoll = {}): Promise<RunningPoll> {
    const already = this.#running.get(source.id);
    if (already !== undefined) throw this.#alreadyRunning(source, already);
    const poll = await startPoll(source, mode, this.#deps, asked);
    this.#running.set(source.id, { ...poll, host: source.settings.host });
    void poll.done.then(() => {
      this.#running.delete(source.id);
      this.#changed();
      // The stored due time decides; this one stands in where the store could not take it.
      this.#due.set(source.id, { stored: source.state.nextDueAt, at: this.#deps.clock.now() + minute });
      this.wake();
    });
    return poll;
  }

  #alreadyRunning(source: StoredSource, poll: RunningPoll): Failure {
    const { name } = source.settings;
    const { stage, segment, segments, startedAt, pollId } = poll.recorder.progress();
    this.#deps.log.alreadyPolling(name);
    return fail('gate/poll-running', `a poll of "${name}" is already running since ${startedAt}`, {
      evidence: { pollId, since: startedAt, stage, segment, segments, holder: this.#deps.holder },
    });
  }

  async #tick(): Promise<void> {
    try {
      await this.#reload();
      await this.#startDue();
      this.#doChores();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#deps.log.warning('', error.code, error.message);
    }
  }

  async #reload(): Promise<void> {
    const { store, clock } = this.#deps;
    const revision = await store.sources.revision();
    if (revision === this.#revision && clock.monotonic() < this.#reloadAt) return;
    const first = this.#revision === -1;
    if (revision !== this.#revision) this.#changed();
    this.#revision = revision;
    this.#reloadAt = clock.monotonic() + minute;
    this.#sources = await store.sources.list();
    for (const source of this.#sources) {
      const stored = source.state.nextDueAt;
      const known = this.#due.get(source.id);
      if (known === undefined || known.stored !== stored)
        this.#due.set(source.id, { stored, at: this.#dueOf(source, first) });
    }
  }

  #dueOf(source: StoredSource, first: boolean): number {
    const now = this.#deps.clock.now();
    const { nextDueAt, lastAttemptAt } = source.state;
    if (nextDueAt === null) return now;
    if (!first || nextDueAt > now) return nextDueAt;
    return overdueStart(source.settings.name, source.settings.interval, lastAttemptAt, now);
  }

  async #startDue(): Promise<void> {
    const now = this.#deps.clock.now();
    const due = this.#sources
      .filter((source) => !source.suspended && !this.#running.has(source.id))
      .filter((source) => this.#dueAt(source) <= now || this.#hasOpened(source) || this.#hasNewWay(source))
      .sort((a, b) => this.#dueAt(a) - this.#dueAt(b));
    for (const source of due) {
      if (this.#running.size >= this.#options.concurrency) return;
      if (this.#atHost(source.settings.host) >= this.#options.perHost) continue;
      await this.#startScheduled(source);
    }
  }

  async #startScheduled(source: StoredSource): Promise<void> {
    const { store, log, profilesChangedAt } = this.#deps;
    const { name } = source.settings;
    this.#triedWay.set(source.id, profilesChangedAt?.() ?? 0);
    this.#due.set(source.id, { stored: source.state.nextDueAt, at: Number.POSITIVE_INFINITY });
    const fresh = await store.sources.get(name);
    if (fresh === undefined) return;
    log.scheduled(name, scheduledMode(fresh, this.#deps.clock.now()));
    try {
      await this.#start(fresh, null);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#due.set(source.id, { stored: source.state.nextDueAt, at: this.#deps.clock.now() + 30 * second });
      log.jobFailed(name, error.toJSON());
    }
  }

  /** What a gate has stopped is polled as soon as the gate is open. */
  #hasOpened({ id, state }: StoredSource): boolean {
    const stopped = Object.hasOwn(activationConditions, state.lastFailure?.code ?? '');
    const isStarting = this.#due.get(id)?.at === Number.POSITIVE_INFINITY;
    return stopped && !isStarting && (this.#deps.gate?.() ?? null) === null;
  }

  /** What failed for its proxy is polled as soon as the profiles have changed: once for each change. */
  #hasNewWay({ id, state, settings: { proxy } }: StoredSource): boolean {
    const { lastFailure, lastAttemptAt } = state;
    const isOwn = typeof proxy !== 'string' && proxy.kind !== 'profile';
    if (lastFailure === null || isOwn || !isOfProxy(lastFailure)) return false;
    const changedAt = this.#deps.profilesChangedAt?.() ?? 0;
    return changedAt > (lastAttemptAt ?? 0) && this.#triedWay.get(id) !== changedAt;
  }

  #dueAt(source: StoredSource): number {
    return this.#due.get(source.id)?.at ?? Number.POSITIVE_INFINITY;
  }

  #atHost(host: string): number {
    return [...this.#running.values()].filter((poll) => poll.host === host).length;
  }

  /** Counts a large store, so that the figures are at hand; in a hundredth of the time at most. */
  async #count(): Promise<void> {
    const { store, clock } = this.#deps;
    const held = this.#sources.reduce((sum, { state }) => sum + state.listings, 0);
    if (held < countedAhead || clock.monotonic() < this.#countAt) return;
    const began = clock.monotonic();
    await store.listings.count(clock.now(), this.#over.signal);
    const now = clock.monotonic();
    this.#countAt = now + Math.max(10 * minute, 100 * (now - began));
  }

  /** Once a minute, beside the polls: lets go of what is over, and keeps a count of a large store at hand. */
  #doChores(): void {
    const { clock, log } = this.#deps;
    if (clock.monotonic() < this.#choresAt) return;
    this.#choresAt = Number.POSITIVE_INFINITY;
    this.#chores = this.#sweep()
      .then(() => this.#count())
      .catch((error: unknown) => {
        if (this.#over.signal.aborted) return;
        const { code, message } = asFailure(error, 'looking after the listings');
        log.warning('', code, message);
      })
      .finally(() => {
        this.#choresAt = clock.monotonic() + minute;
      });
  }

  /** Deletes, in small steps with room for other writers between them, what has been out of force for the grace time, and old reports. */
  async #sweep(): Promise<void> {
    const { store, clock } = this.#deps;
    const before = clock.now() - this.#options.listingGraceMs;
    while (!this.#over.signal.aborted) {
      const began = clock.monotonic();
      if ((await store.listings.expire(before, sweptAtOnce)).size === 0) break;
      await clock.sleep(Math.max(1, clock.monotonic() - began), this.#over.signal);
    }
    await store.polls.prune(clock.now() - this.#options.reportKeepMs);
  }
}

/** Whether other profiles could mend it. */
function isOfProxy({ stage, hop, code }: FailureRecord): boolean {
  return stage === 'proxy' || hop === 'proxy' || code === 'config/proxy-unknown' || code === 'config/file-bad';
}
