import type { Code, Evidence, Stage } from '../base/failure.ts';

/** `certain`: what was seen fits nothing else. `likely`: it fits best. `one-of`: it fits the alternatives as well. */
export type Certainty = 'certain' | 'likely' | 'one-of';

/** A mechanical fix: a change of the source's settings as `mergeSource` takes it. Holds no secret. */
export interface Proposal {
  readonly patch: Evidence;
  readonly why: Why;
}

/** What was seen that speaks for a change. The command line says it in words (`cli/texts`). */
export const reasons = [
  'answered-at',
  'answers-without-credentials',
  'answers-without-proxy',
  'certificate-for',
  'collection-polled-at',
  'nearest-of-listed',
  'poll-service-listed-at',
  'port-443-answers',
  'port-80-answers',
  'port-in-clear',
  'port-in-clear-credentials',
  'port-speaks-tls',
  'proxy-answers-to',
  'reached-through-proxy',
  'redirects-to',
  'root-of-system',
  'server-names',
  'span-answered',
  'speaks-taxii',
  'speaks-tls-1.2',
] as const;
export type Reason = (typeof reasons)[number];

export interface Why {
  readonly reason: Reason;
  /** What the words name: `url`, `port`, `name` … Some of it is the peer's. */
  readonly values: Readonly<Record<string, string>>;
}

export function why(reason: Reason, values: Why['values'] = {}): Why {
  return { reason, values };
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
