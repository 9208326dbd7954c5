import { Veil } from '../auth/veil.ts';
import type { Guards } from '../guard/guard.ts';
import type { Clock, Random } from '../base/clock.ts';
import type { Code, FailureRecord } from '../base/failure.ts';
import type { Finding } from '../feed/finding.ts';
import type { PollReport } from '../feed/report.ts';
import { proxyOf } from '../feed/proxy.ts';
import { sourceUrl, type RoutedSource, type SourceSettings } from '../feed/source.ts';
import type { TrialBound, TrialEvent, TrialProgress, TrialReport } from '../feed/trial.ts';
import { addTallies, emptyTally, type Tally } from '../indicator/indicator.ts';
import type { Response } from '../net/exchange.ts';
import type { StoredSource } from '../store/store.ts';
import { clockDrift } from './finding.ts';
import { isOurs, startPoll } from './poll.ts';
import type { RunningPoll } from './recorder.ts';
import type { Observer, OpenClient, PollLog, Probe } from './ports.ts';
import { trialStages } from './trial-stages.ts';
import { TrialStore } from './trial-store.ts';
import { waiting } from './waiting.ts';

/** Where a trial stops unless the whole is wanted: after the part with which so many observables were read … */
const mostObservables = 1000;
/** … or so long after the first answer; and whatever happens, so long after its start. Milliseconds. */
const mostTime = 60_000;
const mostInAll = 120_000;

export interface TrialDeps {
  /** Opens the clients of polls, and tells each answer whose head has come. */
  openClient(heard: (answer: Response) => void): OpenClient;
  readonly probe: Probe;
  readonly guards?: () => Guards;
  readonly clock: Clock;
  readonly random: Random;
  readonly holder: string;
  /** A source with its proxy found. @throws Failure `config/*` */
  readonly route: (settings: SourceSettings) => RoutedSource;
}

export interface TrialOptions {
  /** The whole age window to its end; else its newest segment, within bounds. */
  readonly full: boolean;
  /** Asks again where the poll fails. */
  readonly probe: boolean;
  /** Who polls the source at the moment; a trial does not mind. */
  readonly polledBy: string | null;
  /** Code of the gate that stops polls; a trial does not mind. */
  readonly closed: Code | null;
}

/**
 * Polls a source with nothing stored and nothing logged: the poll's own code on a store that only counts. One attempt,
 * no lease. Progress a few times a second, then the report. To end it early, return the iterator.
 */
export async function* runTrial(
  source: StoredSource,
  deps: TrialDeps,
  options: TrialOptions,
): AsyncGenerator<TrialEvent> {
  const trial = new Trial(source, deps, options);
  try {
    const report = yield* trial.run();
    yield { kind: 'report', report };
  } finally {
    trial.stop();
  }
}

class Trial {
  readonly #source: StoredSource;
  readonly #deps: TrialDeps;
  readonly #options: TrialOptions;
  readonly #store: TrialStore;
  readonly #over = new AbortController();
  readonly #began: number;
  #answer: Response | null = null;
  #tally: Tally = emptyTally;
  #parts = 0;
  #bound: TrialBound | null = null;
  #poll: RunningPoll | null = null;
  /** The server asked to be left alone for a while: a poll waits, a trial tells. */
  #turnedAway: FailureRecord | null = null;

  constructor(source: StoredSource, deps: TrialDeps, options: TrialOptions) {
    this.#source = source;
    this.#deps = deps;
    this.#options = options;
    this.#store = new TrialStore(deps.clock.now());
    this.#began = deps.clock.monotonic();
  }

  stop(): void {
    this.#over.abort();
    this.#poll?.cancel();
  }

  async *run(): AsyncGenerator<TrialEvent, TrialReport> {
    const { clock, random, holder, guards } = this.#deps;
    const store = this.#store;
    const open = this.#deps.openClient((answer) => this.#heard(answer));
    this.#poll = await startPoll(this.#asTried(), 'full', {
      store,
      clock,
      random,
      holder,
      ...(guards === undefined ? {} : { guards }),
      log: { ...silent, attemptFailed: (_source, failure) => this.#stopIfTurnedAway(failure) },
      openClient: (poll) => open({ ...poll, observer: this.#watched(poll.observer) }),
    });
    const { done, recorder } = this.#poll;
    this.#limit(mostInAll);
    const report = yield* this.#while(done, () => recorder.progress());
    const failure = this.#failureOf(report);
    const asks = failure !== null && this.#options.probe && !isOurs(failure);
    const probing = asks ? this.#probe(failure) : null;
    const finding =
      probing === null ? null : yield* this.#while(probing, () => ({ stage: 'probing', received: 0, supported: 0 }));
    return this.#tell(report, failure, finding);
  }

  /** One attempt; and of the window its newest segment, unless the whole is wanted. */
  #asTried(): StoredSource {
    const { settings, state } = this.#source;
    const segment = Math.min(
      settings.age,
      settings.segment === 'auto' ? settings.age : settings.segment,
      state.segmentMs ?? settings.age,
    );
    const age = this.#options.full ? settings.age : segment;
    return { ...this.#source, settings: { ...settings, attempts: 1, age, reconcile: 'never' } };
  }

  #heard(answer: Response): void {
    if (this.#answer === null) this.#limit(mostTime);
    this.#answer ??= answer;
  }

  #limit(ms: number): void {
    if (this.#options.full) return;
    void this.#deps.clock.sleep(ms, this.#over.signal).then(() => {
      if (!this.#over.signal.aborted) this.#stopAt({ kind: 'time', limit: ms });
    });
  }

  #stopAt(bound: TrialBound): void {
    this.#bound ??= bound;
    this.#poll?.cancel();
  }

  #stopIfTurnedAway(failure: FailureRecord): void {
    if (failure.retryAfterMs === undefined) return;
    this.#turnedAway = failure;
    this.#poll?.cancel();
  }

  #watched(observer: Observer): Observer {
    return {
      stage: (stage) => observer.stage(stage),
      spent: (stage, ms) => observer.spent(stage, ms),
      bytes: (wire, decoded) => observer.bytes(wire, decoded),
      warn: (code, message) => observer.warn(code, message),
      certificate: (server, valid) => observer.certificate(server, valid),
      part: (tally) => {
        observer.part(tally);
        this.#tally = addTallies(this.#tally, tally);
        this.#parts += 1;
        if (!this.#options.full && this.#tally.supported >= mostObservables)
          this.#stopAt({ kind: 'observables', limit: mostObservables });
      },
    };
  }

  /** Where no way was found, nothing was reached by any. */
  #routed(): RoutedSource {
    const { settings } = this.#source;
    try {
      return this.#deps.route(settings);
    } catch {
      return { ...settings, proxy: 'none' };
    }
  }

  /** Waits, and says meanwhile how far it is. */
  #while<T>(
    work: Promise<T>,
    look: () => Pick<TrialProgress, 'stage' | 'received' | 'supported'>,
  ): AsyncGenerator<TrialEvent, T> {
    const { clock } = this.#deps;
    return waiting(work, clock, (): TrialEvent => {
      const { stage, received, supported } = look();
      const elapsedMs = Math.round(clock.monotonic() - this.#began);
      return { kind: 'progress', progress: { stage, received, supported, elapsedMs } };
    });
  }

  /** Stopped by its bound a trial has not failed, unless nothing could be read until then. */
  #failureOf(report: PollReport): FailureRecord | null {
    if (this.#turnedAway !== null) return this.#turnedAway;
    if (this.#bound === null || report.state !== 'cancelled') return report.failure;
    const read = this.#parts > 0 || this.#store.counted.observables > 0;
    return read ? null : (report.attempts.at(-1)?.failure ?? report.failure);
  }

  async #probe(failure: FailureRecord): Promise<Finding> {
    const { clock, probe } = this.#deps;
    const { settings } = this.#source;
    const seen = { ...failure, evidence: { ...failure.evidence, ...clockDrift(failure.evidence, clock.now()) } };
    const span = this.#poll?.recorder.failedSpanMs ?? null;
    return probe(seen, settings, { span, signal: this.#over.signal });
  }

  #tell(report: PollReport, failure: FailureRecord | null, finding: Finding | null): TrialReport {
    const { settings, suspended } = this.#source;
    const { clock } = this.#deps;
    const bound = report.state === 'cancelled' ? this.#bound : null;
    const funnel = this.#funnel(report);
    const settingsOfWay = this.#routed();
    // Nothing was sent where a secret cannot be had, so there is nothing to hide.
    const veil =
      failure?.code.startsWith('secret/') === true
        ? new Veil({ kind: 'none' })
        : new Veil(settings.credentials, proxyOf(settingsOfWay));
    const stages = trialStages({
      settings: settingsOfWay,
      suspended,
      polledBy: this.#options.polledBy,
      closed: this.#options.closed,
      report,
      failure,
      bound,
      funnel,
      answer: this.#answer,
      parts: this.#parts,
      now: clock.now(),
    });
    return {
      source: settings.name,
      url: sourceUrl(settings),
      collection: settings.collection,
      result: failure === null ? 'works' : 'fails',
      window: report.window,
      whole: bound === null && this.#asTried().settings.age === settings.age,
      segments: report.segments.filter(({ state }) => state !== 'split').length,
      parts: this.#parts,
      stages: stages.map((each) => ({ ...each, seen: veil.evidence(each.seen) })),
      funnel,
      skipped: Object.entries(this.#tally.skipped)
        .map(([reason, count]) => ({ reason, count }))
        .sort((a, b) => b.count - a.count),
      refusals: this.#tally.refusals,
      warnings: report.warnings,
      sample: this.#store.sample,
      bound,
      failure,
      finding,
      startedAt: report.startedAt,
      finishedAt: new Date(clock.now()).toISOString(),
    };
  }

  /** A document that was broken off has no tally; what came of it counts all the same. */
  #funnel(report: PollReport): TrialReport['funnel'] {
    const { received, parsed, supported, refused } = this.#tally;
    const { indicators, observables, wouldStore } = this.#store.counted;
    return {
      received,
      parsed: Math.max(parsed, indicators),
      supported: Math.max(supported, observables),
      refused,
      guarded: report.funnel.guarded,
      wouldStore,
    };
  }
}

const silent: PollLog = {
  scheduled: () => undefined,
  started: () => undefined,
  fetching: () => undefined,
  attemptFailed: () => undefined,
  gaveUp: () => undefined,
  jobFailed: () => undefined,
  fetched: () => undefined,
  attempted: () => undefined,
  alreadyPolling: () => undefined,
  warning: () => undefined,
  found: () => undefined,
};
