/** Time as an argument: nothing below the composition roots reads a clock of its own. */
export interface Clock {
  /** Wall time in milliseconds since 1970, for display, expiry and the log; it may jump. */
  now(): number;
  /** Milliseconds from an arbitrary start, never backwards; for every duration, lease and rate. */
  monotonic(): number;
  /** Resolves after `ms`, or at once when `signal` aborts (it never rejects). */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A number in [0, 1), for jitter and identifiers. */
export type Random = () => number;
