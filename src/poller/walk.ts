import { asFailure, type Failure, type FailureRecord } from '../base/failure.ts';
import { formatMicros, parseInstant } from '../base/instant.ts';
import { react, type Reaction } from '../feed/retry.ts';
import { cursorAfterWalk, type Span } from '../feed/window.ts';
import type { SegmentWriter } from '../store/store.ts';
import type { Stride, WalkClient, WalkEnd } from './ports.ts';
import { cancelled, type ReadingRun } from './segments.ts';

/** Objects that are read before what came of them is committed, unless told otherwise. */
const mostUncommitted = 50_000;

/** How often pages are made smaller before one gets through. */
const mostShrinkings = 3;

/**
 * Reads on from the beginning of a span, whose end is only the moment of the poll. Whatever is committed on the way
 * takes the cursor along no further than everything has been read, so that a poll that dies goes on from there; only
 * the end of the walk moves it up to the last stamp. A page that is lost costs the walk back to that point.
 */
export async function readWalk(
  run: ReadingRun<WalkClient>,
  span: Span,
  commitAfter = mostUncommitted,
): Promise<FailureRecord | null> {
  return walk(run, span, { commitAfter, stops: false });
}

/** Reads what lies within a span, whole pages, and moves no cursor. */
export async function readWalkWithin(run: ReadingRun<WalkClient>, span: Span): Promise<FailureRecord | null> {
  return walk({ ...run, commit: (writer) => run.commit(writer, null) }, span, {
    commitAfter: mostUncommitted,
    stops: true,
  });
}

interface Reach {
  readonly commitAfter: number;
  /** Whether the walk ends with its span. */
  readonly stops: boolean;
}

async function walk(run: ReadingRun<WalkClient>, span: Span, reach: Reach): Promise<FailureRecord | null> {
  const reader = new WalkReader(run, span, reach);
  const { recorder } = run;
  recorder.plan([span]);
  recorder.mark(span, 'running');
  const failure = await reader.read();
  recorder.mark(span, failure === null ? 'done' : 'failed', reader.pages);
  return failure?.toJSON() ?? null;
}

class WalkReader {
  readonly #run: ReadingRun<WalkClient>;
  readonly #span: Span;
  readonly #reach: Reach;
  #writer: SegmentWriter | null = null;
  #uncommitted = 0;
  #pages = 0;
  #attempts = 0;
  #waits = 0;
  #shrunk = 0;
  /** How far everything has been read. */
  #safe: bigint | null = null;

  constructor(run: ReadingRun<WalkClient>, span: Span, reach: Reach) {
    this.#run = run;
    this.#span = span;
    this.#reach = reach;
  }

  get pages(): number {
    return this.#pages;
  }

  async read(): Promise<Failure | null> {
    const { client, log, settings } = this.#run;
    client.begin(this.#span.begin);
    log.fetching(settings.name, formatMicros(this.#span.begin), formatMicros(this.#span.end));
    try {
      return await this.#readAll();
    } catch (error) {
      return asFailure(error, `poll of "${settings.name}"`);
    } finally {
      this.#run.recorder.settle(null);
      await this.#writer?.discard();
    }
  }

  async #readAll(): Promise<Failure | null> {
    const { settings, signal } = this.#run;
    for (;;) {
      if (signal.aborted) return cancelled(settings.name);
      this.#attempts += 1;
      const stride = await this.#next();
      if (!('objects' in stride)) {
        const failure = signal.aborted ? cancelled(settings.name) : await this.#again(stride);
        if (failure !== null) return failure;
        continue;
      }
      this.#came(stride);
      if (stride.end !== null) return this.#finish(stride.end);
      if (this.#reach.stops && stride.safe !== null && stride.safe >= this.#span.end) {
        await this.#commit(null);
        return null;
      }
      if (this.#uncommitted >= this.#reach.commitAfter) await this.#commit(this.#safe);
    }
  }

  async #next(): Promise<Stride | Failure> {
    const { client, settings } = this.#run;
    this.#writer ??= await this.#run.openWriter(this.#span);
    const writer = this.#writer;
    try {
      return await client.next({ indicators: (batch) => writer.add(batch) });
    } catch (error) {
      return asFailure(error, `poll of "${settings.name}"`);
    }
  }

  /** Only what brings the walk further counts as a success: a page that is read again and again does not. */
  #came({ objects, safe }: Stride): void {
    this.#pages += 1;
    this.#uncommitted += objects;
    if (safe !== null && (this.#safe === null || safe > this.#safe)) {
      this.#attempts = 0;
      this.#waits = 0;
      this.#shrunk = 0;
    } else {
      this.#attempts -= 1;
    }
    this.#safe = safe;
  }

  /** Makes ready for another attempt, or answers the failure that ends the poll. */
  async #again(failure: Failure): Promise<Failure | null> {
    const { client, clock, recorder, log, settings, signal } = this.#run;
    recorder.attemptFailed(failure.toJSON());
    log.attemptFailed(settings.name, failure.toJSON());
    const reaction = this.#react(failure);
    switch (reaction.kind) {
      case 'again':
        if (!reaction.counted) {
          this.#attempts -= 1;
          this.#waits += 1;
        }
        client.restart();
        await clock.sleep(reaction.ms, signal);
        return null;
      case 'halve':
        this.#shrunk += 1;
        return null;
      case 'bisect':
      case 'give-up':
        await this.#commit(this.#safe);
        return failure;
    }
  }

  #react(failure: Failure): Reaction {
    const { client, settings, random } = this.#run;
    const situation = {
      failure: failure.toJSON(),
      attempts: this.#attempts,
      waits: this.#waits,
      // Once something has been read, a page that is lost is asked for again at least once.
      allowed: this.#pages > 0 ? Math.max(2, settings.attempts) : settings.attempts,
      halvings: this.#shrunk,
      bisecting: false,
      jitter: random(),
    };
    const reaction = react({ ...situation, halvable: this.#shrunk < mostShrinkings });
    if (reaction.kind !== 'halve' || client.shrink()) return reaction;
    return react({ ...situation, halvable: false });
  }

  async #finish({ last, serverNow, incomplete }: WalkEnd): Promise<Failure | null> {
    const { cursor: stored, settings } = this.#run;
    const { overlap } = settings;
    await this.#commit(incomplete === null ? cursorAfterWalk({ last, serverNow, stored, overlap }) : this.#safe);
    return incomplete;
  }

  /** Commits what was read; the cursor never goes back, not even by a full poll over old ground. */
  async #commit(upTo: bigint | null): Promise<void> {
    const writer = this.#writer;
    if (writer === null) return;
    const before = this.#run.cursor === null ? undefined : parseInstant(this.#run.cursor);
    const further = upTo !== null && (before === undefined || before.micros < upTo);
    await this.#run.commit(writer, further ? formatMicros(upTo) : null);
    await writer.discard();
    this.#writer = null;
    this.#uncommitted = 0;
  }
}
