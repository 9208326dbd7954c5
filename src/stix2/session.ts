import type { Indicator, Tally, WaitingIndicator } from '../indicator/indicator.ts';
import { emptyTally } from '../indicator/indicator.ts';

export interface Stix2Options {
  /** Milliseconds since 1970: the `since` of what begins to wait. */
  readonly now: number;
  /**
   * `indicated`: what the patterns of indicators name. `all`: also cyber-observable objects, observed data and malware
   * analyses, which the standard takes for observations only; for sources that send nothing else.
   */
  readonly assert: 'indicated' | 'all';
  /** Values of `indicator_types` or `labels` that keep an indicator from being listed. Default `benign`, `anomalous-activity`. */
  readonly benignTypes?: readonly string[];
}

/** What the documents of one poll share: object versions, markings, and objects that come in other pages. */
export class Stix2Session {
  readonly #waiting: readonly WaitingIndicator[];

  constructor(_options: Stix2Options, waiting: readonly WaitingIndicator[]) {
    this.#waiting = waiting;
  }

  /** What has been read since the last call. `tally.received` is 0. */
  drain(): { readonly indicators: readonly Indicator[]; readonly tally: Tally } {
    return { indicators: [], tally: emptyTally };
  }

  /** What still waits for objects that it refers to, for the segment's commit and the next session. */
  waiting(): readonly WaitingIndicator[] {
    return this.#waiting;
  }
}
