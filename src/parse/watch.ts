import type { Clock } from '../base/clock.ts';
import type { ParserProcess } from './child-process.ts';

/** How often it is looked whether a child still moves, at most; milliseconds. */
const interval = 1000;

/** Kills a child that owes something and has not moved for too long. */
export class Watch {
  readonly #child: ParserProcess;
  readonly #clock: Clock;
  readonly #stallMs: number;
  readonly #done = new AbortController();
  /** Since when the child could have moved and has not; `null` while it owes nothing. */
  #since: number | null = null;
  #stalled = false;

  constructor(child: ParserProcess, clock: Clock, stallMs: number) {
    this.#child = child;
    this.#clock = clock;
    this.#stallMs = stallMs;
    void this.#run(this.#done.signal);
  }

  /** The child has been killed for not moving. */
  get stalled(): boolean {
    return this.#stalled;
  }

  /** The child has moved, or has been given something; `owes` says whether more is to come of it. */
  moved(owes: boolean): void {
    this.#since = owes ? this.#clock.monotonic() : null;
  }

  /** Ends the watch. */
  stop(): void {
    this.#done.abort();
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#clock.sleep(Math.min(interval, this.#stallMs), signal);
      const idle = this.#since === null ? 0 : this.#clock.monotonic() - this.#since;
      if (signal.aborted || this.#since === null || idle < this.#stallMs) continue;
      this.#stalled = true;
      this.#child.kill();
      return;
    }
  }
}
