import type { Clock } from '../base/clock.ts';
import { asFailure, Failure, type Evidence, type JsonValue } from '../base/failure.ts';
import type { NetCode } from './conditions.ts';

/** What an exchange spends its time on. Through a proxy, `dns` and `tcp` are the proxy's, `proxy` is the tunnel. */
export type TimedStage = 'dns' | 'tcp' | 'proxy' | 'tls' | 'head' | 'body';

/** Milliseconds; a stage that was not entered is absent. */
export type Timings = Partial<Readonly<Record<TimedStage, number>>>;

export type Hop = 'proxy' | 'origin';

/** Something that worked, but not as it should. */
export interface Warning {
  readonly code: NetCode;
  readonly message: string;
}

/** The record of one exchange while it goes on: time per stage, what was seen, what was odd. */
export class Trace {
  /** Whom the present stage talks to. */
  hop: Hop = 'origin';
  readonly warnings: Warning[] = [];
  readonly #clock: Clock;
  readonly #timings: Partial<Record<TimedStage, number>> = {};
  readonly #seen: Record<string, JsonValue> = {};
  readonly #attempted: string;

  /** @param attempted what stands before the cause in the message of an unknown failure: `request to https://…`. */
  constructor(clock: Clock, attempted: string) {
    this.#clock = clock;
    this.#attempted = attempted;
  }

  get timings(): Timings {
    return this.#timings;
  }

  /** What was seen so far. */
  get seen(): Evidence {
    return this.#seen;
  }

  /** Adds to the evidence of whatever fails from here on; a later value replaces an earlier one. */
  note(seen: Evidence): void {
    Object.assign(this.#seen, seen);
  }

  /** Runs a stage and adds its time, however it ends. */
  async time<T>(stage: TimedStage, work: () => Promise<T>): Promise<T> {
    const began = this.#clock.monotonic();
    try {
      return await work();
    } finally {
      this.#timings[stage] = (this.#timings[stage] ?? 0) + this.#clock.monotonic() - began;
    }
  }

  /** What was thrown, as a failure with everything seen so far as evidence. */
  failure(thrown: unknown): Failure {
    const failure = asFailure(thrown, this.#attempted);
    const elapsed = Object.fromEntries(Object.entries(this.#timings).map(([stage, ms]) => [stage, Math.round(ms)]));
    const local = failure.stage === 'config' || failure.stage === 'gate';
    return new Failure(
      {
        ...failure.toJSON(),
        evidence: { ...this.#seen, ...failure.evidence, elapsed },
        ...(local || failure.hop !== undefined ? {} : { hop: this.hop }),
      },
      { cause: failure.cause },
    );
  }
}
