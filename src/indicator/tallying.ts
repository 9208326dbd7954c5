import { emptyTally, type Tally } from './indicator.ts';
import type { Refusal } from '../observable/observable.ts';
import type { Found } from './found.ts';

/** The most different reasons of one session; a peer chooses some of them, and what comes beyond is `other`. */
const maximumReasons = 200;

/** Counts until it is asked. `received` stays 0: whoever cuts the answer into blocks counts them. */
export class Tallying {
  #parsed = 0;
  #supported = 0;
  #refused = 0;
  #refusals: Refusal[] = [];
  #skipped = new Map<string, number>();

  parsed(): void {
    this.#parsed += 1;
  }

  supported(count: number): void {
    this.#supported += count;
  }

  skip(reason: string, times = 1): void {
    const known = this.#skipped.has(reason) || this.#skipped.size < maximumReasons ? reason : 'other';
    this.#skipped.set(known, (this.#skipped.get(known) ?? 0) + times);
  }

  /** What was skipped and refused in something that was asserted. */
  note(found: Found): void {
    if (found.skipped !== null) for (const [reason, times] of found.skipped) this.skip(reason, times);
    this.#refused += found.refused;
    for (const refusal of found.refusals) if (this.#refusals.length < 20) this.#refusals.push(refusal);
  }

  /** What was counted since the last call. */
  take(): Tally {
    const tally = {
      ...emptyTally,
      parsed: this.#parsed,
      supported: this.#supported,
      refused: this.#refused,
      skipped: Object.fromEntries(this.#skipped),
      refusals: this.#refusals,
    };
    this.#parsed = this.#supported = this.#refused = 0;
    this.#refusals = [];
    this.#skipped = new Map();
    return tally;
  }
}
