import type { Clock, Random } from '../base/clock.ts';
import { asFailure, failing, type Failure, type FailureRecord } from '../base/failure.ts';
import { formatMicros, parseInstant } from '../base/instant.ts';
import { react, type Reaction } from '../feed/retry.ts';
import { halve, widthMs } from '../feed/segment.ts';
import { limits, type SourceSettings } from '../feed/source.ts';
import { cursorAfter, type Span } from '../feed/window.ts';
import type { SegmentWriter } from '../store/store.ts';
import { pollerConditions } from './conditions.ts';
import type { PollLog, SegmentClient, SegmentOutcome, SourceClient } from './ports.ts';
import type { PollRecorder } from './recorder.ts';

const fail = failing(pollerConditions);

/** Narrowest span that the search for a poison block goes down to before it is passed over. */
const poisonWidthMs = 1000;
/** Failed requests that a search may cost in one poll, and spans it may pass over: more is not poison but a broken server. */
const searchBudget = 80;
/** The same while nothing has been read yet in this poll, and the server may simply be down. */
const blindBudget = 16;
const skipBudget = 8;

interface Task {
  readonly span: Span;
  /** Found while searching a poison block: one attempt each, down to a second. */
  readonly bisecting: boolean;
  /** How often self-tuning has halved on the way to this span. */
  readonly halvings: number;
  /** Shared by the two halves of a doubtful TAXII 1.0 answer. */
  readonly doubt?: { readonly whole: number; sum: number; left: number };
}

/** What reading the window of a poll takes. */
export interface ReadingRun<Client extends SourceClient> {
  readonly settings: SourceSettings;
  readonly client: Client;
  readonly recorder: PollRecorder;
  readonly log: PollLog;
  readonly clock: Clock;
  readonly random: Random;
  readonly signal: AbortSignal;
  /** For what is read of a span. */
  openWriter(span: Span): Promise<SegmentWriter>;
  commit(writer: SegmentWriter, cursor: string | null): Promise<void>;
  /** The stored cursor when the poll began: a full poll does not move it back. */
  readonly cursor: string | null;
}

export type SegmentRun = ReadingRun<SegmentClient>;

/** What came of reading all segments. */
export interface SegmentsRead {
  readonly failure: FailureRecord | null;
  /** The narrowest span that worked where a wider one had failed, milliseconds. */
  readonly learnedMs: number | null;
}

/**
 * Reads the segments of a poll, oldest first, each committed with its cursor before the next is asked for. Halves
 * what the server cannot deliver, searches and passes over what breaks a window, tries again what may pass.
 */
export class SegmentReader {
  readonly #run: SegmentRun;
  readonly #queue: Task[];
  /** Spans of a second that failed: passed over once a later one could be read. */
  #suspects: { span: Span; failure: Failure }[] = [];
  /** The span that failed before anything could be read: it is searched only if its neighbour proves the server alive. */
  #deferred: { task: Task; failure: Failure } | null = null;
  #alive = false;
  #searched = 0;
  #skipped = 0;
  #learnedMs: number | null = null;

  constructor(run: SegmentRun, spans: readonly Span[]) {
    this.#run = run;
    this.#queue = spans.map((span) => ({ span, bisecting: false, halvings: 0 }));
    run.recorder.plan(spans);
  }

  async readAll(): Promise<SegmentsRead> {
    for (let task = this.#queue.shift(); task !== undefined; task = this.#queue.shift()) {
      const failure = await this.#read(task);
      if (failure === null) continue;
      this.#run.recorder.mark(task.span, 'failed');
      return { failure: failure.toJSON(), learnedMs: null };
    }
    const left = this.#deferred ?? this.#suspects[0];
    return { failure: left?.failure.toJSON() ?? null, learnedMs: left === undefined ? this.#learnedMs : null };
  }

  /** Reads one segment with its repetitions. Answers the failure that ends the poll, or `null`. */
  async #read(task: Task): Promise<Failure | null> {
    const { recorder, log, settings, signal } = this.#run;
    let attempts = 0;
    let waits = 0;
    for (;;) {
      if (signal.aborted) return cancelled(settings.name);
      recorder.mark(task.span, 'running');
      log.fetching(settings.name, formatMicros(task.span.begin), formatMicros(task.span.end));
      attempts += 1;
      const failure = await this.#attempt(task);
      if (failure === null || signal.aborted) return failure;
      recorder.attemptFailed(failure.toJSON());
      log.attemptFailed(settings.name, failure.toJSON());
      const reaction = this.#react(task, failure, attempts, waits);
      if (reaction.kind !== 'again') return this.#apply(task, failure, reaction);
      if (!reaction.counted) {
        attempts -= 1;
        waits += 1;
      }
      await this.#run.clock.sleep(reaction.ms, signal);
    }
  }

  #react(task: Task, failure: Failure, attempts: number, waits: number): Reaction {
    return react({
      failure: failure.toJSON(),
      attempts,
      waits,
      allowed: this.#run.settings.attempts,
      halvable: halve(task.span, limits.segment.min) !== undefined,
      halvings: task.halvings,
      bisecting: task.bisecting,
      jitter: this.#run.random(),
    });
  }

  #apply(task: Task, failure: Failure, reaction: Exclude<Reaction, { kind: 'again' }>): Failure | null {
    switch (reaction.kind) {
      case 'give-up':
        return failure;
      case 'halve':
        this.#split(task, limits.segment.min, task.bisecting);
        this.#learnedMs = Math.ceil(widthMs(task.span) / 2);
        return null;
      case 'bisect':
        return this.#search(task, failure);
    }
  }

  /** Looks for the one block that breaks its window, by halving down to a second. */
  #search(task: Task, failure: Failure): Failure | null {
    this.#searched += 1;
    if (this.#searched > (this.#alive ? searchBudget : blindBudget)) return failure;
    const narrow = halve(task.span, limits.segment.min) === undefined;
    if (narrow && !this.#alive) {
      if (this.#deferred !== null) return failure;
      this.#deferred = { task, failure };
      return null;
    }
    if (!this.#split(task, poisonWidthMs, true)) this.#suspects.push({ span: task.span, failure });
    return null;
  }

  /** The neighbour of a deferred span could be read: the span is searched after all, and first, for the cursor may not pass it. */
  #resume(deferred: Task, task: Task): void {
    this.#deferred = null;
    this.#queue.unshift({ ...deferred, bisecting: true }, task);
    for (const { span } of [deferred, task]) this.#run.recorder.mark(span, 'planned');
  }

  #split(task: Task, leastMs: number, bisecting: boolean, doubt?: Task['doubt']): boolean {
    const halves = halve(task.span, leastMs);
    if (halves === undefined) return false;
    this.#run.recorder.mark(task.span, 'split', 0, halves);
    this.#queue.unshift(
      ...halves.map((span) => ({
        span,
        bisecting,
        halvings: task.halvings + 1,
        ...(doubt === undefined ? {} : { doubt }),
      })),
    );
    return true;
  }

  async #attempt(task: Task): Promise<Failure | null> {
    const { client, recorder, settings } = this.#run;
    const writer = await this.#run.openWriter(task.span);
    try {
      const outcome = await client.read(task.span, { indicators: (batch) => writer.add(batch) });
      // A half that holds as many blocks as the whole did has met the same limit.
      if (outcome.doubtful && outcome.blocks >= (task.doubt?.whole ?? 0)) {
        const doubt = { whole: outcome.blocks, sum: 0, left: 2 };
        if (this.#split(task, limits.segment.min, false, doubt)) return null;
        recorder.warn('taxii/capped', `${outcome.blocks} blocks in the narrowest segment look like a server's limit`);
      }
      return await this.#finish(task, outcome, writer);
    } catch (error) {
      return asFailure(error, `poll of "${settings.name}"`);
    } finally {
      recorder.settle(null);
      await writer.discard();
    }
  }

  async #finish(task: Task, outcome: SegmentOutcome, writer: SegmentWriter): Promise<Failure | null> {
    const { recorder } = this.#run;
    this.#alive = true;
    if (this.#deferred !== null) {
      this.#resume(this.#deferred.task, task);
      return null;
    }
    const passed = this.#passSuspects();
    if (passed !== null) return passed;
    const cursor = cursorAfter({ asked: task.span.end, answered: outcome.answeredEnd, serverNow: outcome.serverNow });
    const incomplete = outcome.incomplete;
    await this.#run.commit(writer, incomplete === null ? this.#forward(cursor) : null);
    recorder.mark(task.span, incomplete === null ? 'done' : 'failed', outcome.parts);
    if (task.doubt !== undefined) this.#compare(task.doubt, outcome.blocks);
    return incomplete;
  }

  /** The segment's cursor as text; `null` where the stored one is already further (a full poll over old ground). */
  #forward(cursor: { micros: bigint; text: string | null }): string | null {
    const stored = this.#run.cursor === null ? undefined : parseInstant(this.#run.cursor);
    if (stored !== undefined && stored.micros >= cursor.micros) return null;
    return cursor.text ?? formatMicros(cursor.micros);
  }

  /** A later span has been read: the server is well, so the spans that failed hold poison and are passed over. */
  #passSuspects(): Failure | null {
    for (const { span, failure } of this.#suspects) {
      this.#skipped += 1;
      if (this.#skipped > skipBudget) return failure;
      this.#run.recorder.mark(span, 'skipped');
      const text = `what lies between ${formatMicros(span.begin)} and ${formatMicros(span.end)} was passed over: ${failure.message} [${failure.code}]`;
      this.#run.recorder.warn('data/poison-block', text);
      this.#run.log.warning(this.#run.settings.name, 'data/poison-block', text);
    }
    this.#suspects = [];
    return null;
  }

  #compare(doubt: { whole: number; sum: number; left: number }, blocks: number): void {
    doubt.sum += blocks;
    doubt.left -= 1;
    if (doubt.left === 0) this.#run.client.compared(doubt.whole, doubt.sum);
  }
}

/** The failure of a poll that somebody stopped. */
export function cancelled(source: string): Failure {
  return fail('gate/poll-cancelled', `poll of "${source}" was cancelled`);
}
