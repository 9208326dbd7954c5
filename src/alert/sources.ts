import type { Code, Evidence } from '../base/failure.ts';
import type { Problem } from './problem.ts';
import type { Rules } from './rules.ts';

/** How a source is. Times are milliseconds since 1970. */
export interface SourceFact {
  readonly name: string;
  readonly suspended: boolean;
  readonly createdAt: number;
  readonly lastSuccessAt: number | null;
  /** Milliseconds between two polls. */
  readonly every: number;
  /** Polls failed in a row. */
  readonly failures: number;
  /** Why the last one did, and what is to blame; `null` where none failed. */
  readonly failure: {
    readonly code: Code;
    readonly cause: string;
    readonly message: string;
    readonly evidence: Evidence;
  } | null;
}

/** A daemon that has just started has polls to catch up with: until then only what it did not catch up with is stale. */
const catchingUp = 15 * 60_000;
/** Intervals of its own that every source is given. */
const intervals = 3;

/** A moment of a daemon, milliseconds since 1970. */
export interface Moment {
  readonly now: number;
  /** When it started. */
  readonly upSince: number;
}

/** What is wrong with sources: polls that fail, data sets that were held back, and silence beyond the service level. */
export function sourceProblems(facts: readonly SourceFact[], rules: Rules, moment: Moment): readonly Problem[] {
  return facts.flatMap((fact) => (fact.suspended ? [] : problemOf(fact, rules, moment)));
}

function problemOf(fact: SourceFact, rules: Rules, { now, upSince }: Moment): Problem[] {
  const { name, failures, failure, lastSuccessAt, createdAt, every } = fact;
  const since = lastSuccessAt ?? createdAt;
  const stale = now - upSince > catchingUp && now - since > Math.max(rules.staleAfter, intervals * every);
  const common = { area: 'sources', subject: name, since } as const;
  if (failure !== null && failures > 0) {
    const { code, message, evidence } = failure;
    // What was held back is held back: nobody waits for another poll to say so.
    const held = isHeldBack(code);
    const ripe = stale || held || failures >= rules.failingAfter;
    const cause = held ? `data of ${name}` : failure.cause;
    return [{ ...common, cause, code, severity: stale ? 'critical' : 'warning', ripe, message, evidence }];
  }
  if (!stale) return [];
  const code = lastSuccessAt === null ? 'source/never-polled' : 'source/stale';
  return [{ ...common, cause: 'schedule', code, severity: 'critical', ripe: true, message: '', evidence: {} }];
}

/** Whether a data set was not believed: it shrank, vanished or grew too much. */
function isHeldBack(code: Code): boolean {
  return code.startsWith('guard/');
}
