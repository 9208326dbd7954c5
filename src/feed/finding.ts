import type { Code, Evidence, Stage } from '../base/failure.ts';

/** `certain`: what was seen fits nothing else. `likely`: it fits best. `one-of`: it fits the alternatives as well. */
export type Certainty = 'certain' | 'likely' | 'one-of';

/** A mechanical fix: a change of the source's settings as `mergeSource` takes it. Holds no secret. */
export interface Proposal {
  readonly patch: Evidence;
  /** One line, lower case: what was seen that speaks for it. */
  readonly why: string;
}

/** What probes make of a failure. */
export interface Verdict {
  /** Finer than the failure's, or the same. */
  readonly code: Code;
  readonly certainty: Certainty;
  /** Other conditions that the same observations fit; empty where it is certain. */
  readonly alternatives: readonly Code[];
  /** What was learnt besides the probes themselves: `nearest`, `collections`, `issuer` … */
  readonly evidence: Evidence;
  readonly proposal: Proposal | null;
}

/** A verdict with all that was seen: the failure's evidence, and under `probes` each `{probe, asked, answered, ms}`. */
export interface Finding extends Verdict {
  readonly stage: Stage;
}

/** A finding that is kept with a poll. */
export interface KeptFinding extends Finding {
  /** When it was probed (RFC 3339): before this poll, where the same failure has gone on since. */
  readonly at: string;
}
