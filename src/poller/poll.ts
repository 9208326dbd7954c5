import type { Clock, Random } from '../base/clock.ts';
import { asFailure, type Failure, type FailureRecord } from '../base/failure.ts';
import { newId } from '../base/id.ts';
import { type KnownSet, unchangedSince } from '../feed/data-set.ts';
import type { PollMode, PollReport } from '../feed/report.ts';
import { tile } from '../feed/segment.ts';
import type { Span } from '../feed/window.ts';
import type { Guards } from '../guard/guard.ts';
import type {
  Lease,
  LeaseStore,
  ListingStore,
  PollStore,
  SegmentCommit,
  SegmentOptions,
  SegmentWriter,
  SourceStore,
  StoredSource,
} from '../store/store.ts';
import { findingAfter } from './finding.ts';
import { stateAfter, stateName, type PollEnd } from './outcome.ts';
import { guardedWriter } from './guarded-writer.ts';
import type { AskedOfPoll, OpenClient, PollLog, Probe, SourceClient } from './ports.ts';
import { planPoll, type PollPlan, reconcile, scheduledMode } from './reconcile.ts';
import { keepLease } from './keep-lease.ts';
import { pollRunning, tellReport } from './poll-end.ts';
import { PollRecorder, stopping, type RunningPoll } from './recorder.ts';
import { cancelled, SegmentReader } from './segments.ts';
import { readSnapshot, takeOver } from './snapshot.ts';
import { readWalk, readWalkWithin } from './walk.ts';

/** How long a lease lasts without renewal. */
const leaseMs = 30_000;

/** Reports of earlier polls that are looked through for a finding that still holds. */
const reportsSeen = 20;

/** What a poll needs of a store. */
export interface PollStorage {
  readonly sources: Pick<SourceStore, 'patchState'>;
  readonly leases: Pick<LeaseStore, 'acquire' | 'renew' | 'release'>;
  readonly polls: Pick<PollStore, 'save' | 'list'>;
  readonly listings: Pick<ListingStore, 'openSegment' | 'waiting' | 'countExpired' | 'countUnseen' | 'mark'>;
}

export interface PollDeps {
  readonly store: PollStorage;
  readonly openClient: OpenClient;
  readonly log: PollLog;
  readonly clock: Clock;
  readonly random: Random;
  /** Names this process in leases: node, process and start. */
  readonly holder: string;
  /** Asks again after a failure; without it a failure stands for itself. */
  readonly probe?: Probe;
  /** What keeps bad observables out, as it stands now; without it all are taken. */
  readonly guards?: () => Guards;
  /** Why the service may not be used here now; `null` where it may, as it may where nobody can tell. */
  readonly gate?: () => Failure | null;
}

/**
 * Starts a poll of a source. Resolves once it holds the lease; `done` never rejects: a failure stands in the report.
 * @throws Failure `gate/poll-running` with the holder, `store/*`.
 */
export async function startPoll(
  source: StoredSource,
  asked: PollMode | null,
  deps: PollDeps,
  { accept = false, keys }: AskedOfPoll = {},
): Promise<RunningPoll> {
  const mode = accept ? 'full' : asked;
  const { settings } = source;
  const lease = await deps.store.leases.acquire(source.id, deps.holder, leaseMs, deps.clock.now());
  if ('heldBy' in lease) {
    deps.log.alreadyPolling(settings.name);
    throw pollRunning(settings.name, lease.heldBy);
  }
  const abort = new AbortController();
  const now = deps.clock.now();
  const plan = planPoll(source, mode ?? scheduledMode(source, now), now);
  const recorder = new PollRecorder({
    id: newId(now, deps.random),
    source: settings.name,
    mode: plan.mode,
    window: plan.span,
    clock: deps.clock,
  });
  const known =
    mode === 'full' ? null : unchangedSince(source.state.dataSet, settings, { revision: source.revision, now });
  const poll = new Poll({ source, deps, recorder, lease, plan, known, accept, keys, signal: abort.signal });
  return {
    recorder,
    done: poll.run(),
    cancel: (why = 'asked') => abort.abort(why === 'stopping' ? stopping : undefined),
  };
}

interface PollParts {
  readonly source: StoredSource;
  readonly deps: PollDeps;
  readonly recorder: PollRecorder;
  readonly lease: Lease;
  readonly plan: PollPlan;
  readonly known: KnownSet | null;
  readonly accept: boolean;
  readonly keys: AskedOfPoll['keys'];
  readonly signal: AbortSignal;
}

class Poll {
  readonly #parts: PollParts;
  readonly #finished = new AbortController();
  #lease: Lease;
  #learnedMs: number | null = null;
  #client: SourceClient | null = null;

  constructor(parts: PollParts) {
    this.#parts = parts;
    this.#lease = parts.lease;
  }

  async run(): Promise<PollReport> {
    const { clock, store } = this.#parts.deps;
    const renewing = keepLease(this.#lease, { clock, store, ms: leaseMs, ended: this.#finished.signal }, (lease) => {
      this.#lease = lease;
    });
    const failure = await this.#read().catch((error: unknown) => this.#failed(error));
    await this.#client?.close().catch(() => undefined);
    const stopped = failure !== null && this.#parts.signal.aborted;
    if (failure !== null && !stopped && !isOurs(failure)) await this.#probe(failure);
    this.#finished.abort();
    await renewing;
    return this.#finish(failure, stopped);
  }

  /** Once the poll has given up: what the failure amounts to. The lease is still held; cancelling ends the probes alone. */
  async #probe(failure: FailureRecord): Promise<void> {
    const { probe, store, clock, log } = this.#parts.deps;
    if (probe === undefined) return;
    const { name } = this.#parts.source.settings;
    const reports = () => store.polls.list({ source: name, limit: reportsSeen });
    const scene = { span: this.#parts.recorder.failedSpanMs, signal: this.#parts.signal };
    try {
      const finding = await findingAfter(failure, this.#parts.source, scene, { probe, clock, reports });
      this.#parts.recorder.found(finding);
    } catch (error) {
      if (this.#parts.signal.aborted) return;
      const { code, message } = asFailure(error, `probe of "${name}"`);
      log.warning(name, code, message);
    }
  }

  #failed(error: unknown): FailureRecord {
    return asFailure(error, `poll of "${this.#parts.source.settings.name}"`).toJSON();
  }

  async #read(): Promise<FailureRecord | null> {
    const { settings, id } = this.#parts.source;
    const { store, log } = this.#parts.deps;
    const recorder = this.#parts.recorder;
    const { mode } = recorder;
    await store.polls.save(id, recorder.report('running', null));
    await store.sources.patchState(id, {
      lastAttemptAt: recorder.startedAt,
      ...(mode === 'full' ? { reconcileTriedAt: recorder.startedAt } : {}),
    });
    const closed = this.#parts.deps.gate?.() ?? null;
    if (closed !== null) throw closed;
    log.started({
      source: settings.name,
      pollId: recorder.id,
      mode,
      host: settings.host,
      collection: settings.collection,
    });
    const waiting = await store.listings.waiting(id);
    const client = await this.#parts.deps.openClient({
      settings,
      waiting,
      known: this.#parts.known,
      observer: recorder,
      signal: this.#parts.signal,
      keys: this.#parts.keys,
    });
    this.#client = client;
    if (recorder.window === null) return this.#readSet(client);
    const { afterCommit, failure } = await this.#readWindow(client, recorder.window);
    if (failure !== null || mode !== 'full') return failure;
    return reconcile({
      store,
      source: this.#parts.source,
      recorder,
      reconciled: this.#parts.plan.reconciled,
      accept: this.#parts.accept,
      afterCommit,
      withdraw: async (unseen) => {
        const writer = await this.#openWriter(null);
        await this.#commit(writer, { cursor: null, snapshotBegan: null, unseen });
      },
    });
  }

  async #readSet(client: SourceClient): Promise<FailureRecord | null> {
    const { settings, state } = this.#parts.source;
    return readSnapshot({
      ...this.#parts.deps,
      settings,
      client,
      recorder: this.#parts.recorder,
      signal: this.#parts.signal,
      openWriter: () => this.#openWriter(null),
      before: state.reconciledAt === null ? 0 : (state.dataSet?.observables ?? state.listings),
      accept: this.#parts.accept,
      commit: (writer, set) =>
        takeOver(
          { ...this.#parts.deps, source: this.#parts.source, recorder: this.#parts.recorder, known: this.#parts.known },
          set,
          (snapshotBegan) => this.#commit(writer, { cursor: null, snapshotBegan }),
        ),
    });
  }

  /** Reads what is older, and then the window. */
  async #readWindow(client: SourceClient, all: Span) {
    const { settings } = this.#parts.source;
    const { clock, random, log, store } = this.#parts.deps;
    const recorder = this.#parts.recorder;
    const { commit: afterCommit } = await store.listings.mark();
    const run = {
      settings,
      recorder,
      log,
      clock,
      random,
      signal: this.#parts.signal,
      openWriter: (span: Span) => this.#openWriter(span),
      commit: (writer: SegmentWriter, cursor: string | null) => this.#commit(writer, { cursor, snapshotBegan: null }),
      cursor: this.#parts.source.state.cursor,
    };
    const { older } = this.#parts.plan;
    const window = { ...all, begin: older?.end ?? all.begin };
    if (client.kind === 'walk') {
      const before = older === null ? null : await readWalkWithin({ ...run, client }, older);
      return { afterCommit, failure: before ?? (await readWalk({ ...run, client }, window)) };
    }
    const spans = [older, window].flatMap((span) => (span === null ? [] : tile(span, this.#segmentMs(window))));
    const { failure, learnedMs } = await new SegmentReader({ ...run, client }, spans).readAll();
    this.#learnedMs = learnedMs;
    return { afterCommit, failure };
  }

  #segmentMs(window: Span): number {
    const { segment } = this.#parts.source.settings;
    const learned = this.#parts.source.state.segmentMs ?? Number.POSITIVE_INFINITY;
    const configured = segment === 'auto' ? Number((window.end - window.begin) / 1000n) + 1 : segment;
    return Math.min(configured, learned);
  }

  /** A set that was written not long ago need not be written again: what has changed is enough. */
  #sightings(span: Span | null): NonNullable<SegmentOptions['sightings']> {
    if (span === null) return this.#parts.known === null ? 'take' : 'keep';
    const { older } = this.#parts.plan;
    return older !== null && span.end <= older.end ? 'mark' : 'take';
  }

  async #openWriter(span: Span | null): Promise<SegmentWriter> {
    const { settings } = this.#parts.source;
    const { store, guards } = this.#parts.deps;
    const writer = await store.listings.openSegment({
      lease: this.#lease,
      seenAt: this.#parts.recorder.startedAt,
      age: settings.age,
      confidence: settings.confidence,
      sightings: this.#sightings(span),
    });
    return guards === undefined ? writer : guardedWriter(writer, guards(), (out) => this.#parts.recorder.keptOut(out));
  }

  async #commit(writer: SegmentWriter, what: Pick<SegmentCommit, 'cursor' | 'snapshotBegan' | 'unseen'>) {
    const recorder = this.#parts.recorder;
    recorder.stage('store');
    const began = this.#parts.deps.clock.monotonic();
    const waiting = (await this.#client?.waiting()) ?? [];
    const report = recorder.report('running', null);
    const result = await writer.commit({ ...what, waiting, report });
    recorder.spent('store', this.#parts.deps.clock.monotonic() - began);
    recorder.settle(result);
  }

  /** Writes down how it ended. A store that cannot take it any more makes that the failure: the poll itself must end. */
  async #finish(failure: FailureRecord | null, stopped: boolean): Promise<PollReport> {
    const { store, clock, log, random } = this.#parts.deps;
    const { settings, state, id } = this.#parts.source;
    const recorder = this.#parts.recorder;
    const end: PollEnd = {
      failure: stopped ? cancelled(settings.name).toJSON() : failure,
      cancelled: stopped,
      goesOn: stopped && this.#parts.signal.reason === stopping,
      newListings: recorder.newListings,
      learnedMs: this.#learnedMs,
      now: clock.now(),
      jitter: random(),
    };
    try {
      // To count them all the listings are read: nothing that is left as it is should cost that.
      const expired = recorder.isUnchanged
        ? 0
        : await store.listings.countExpired(id, state.lastAttemptAt ?? recorder.startedAt, end.now);
      recorder.expired(expired);
      const report = recorder.report(stateName(end), end.failure);
      await store.polls.save(id, report);
      await store.sources.patchState(id, stateAfter(this.#parts.source, end));
      await store.leases.release(this.#lease);
      tellReport(log, report);
      return report;
    } catch (error) {
      const report = recorder.report('failed', failure ?? this.#failed(error));
      tellReport(log, report);
      return report;
    } finally {
      log.attempted(settings.name, recorder.startedAt);
    }
  }
}

/** Whether nobody was asked anything: a gate is closed, a secret cannot be had. */
export function isOurs({ stage, code }: FailureRecord): boolean {
  return stage === 'gate' || code.startsWith('secret/');
}
