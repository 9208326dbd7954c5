import type { Code, Evidence } from '../base/failure.ts';
import type { Problem } from './problem.ts';
import type { Rules } from './rules.ts';

/** Something that ends on a day that is known: a certificate, a feature key. */
export interface EndFact {
  readonly code: Code;
  /** The same for all that end with it. */
  readonly cause: string;
  readonly subject: string;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
  readonly evidence: Evidence;
}

const day = 86_400_000;
/** Days in which it is critical. */
const urgent = 7;

/** What ends within the days of the rules, or has ended. */
export function endProblems(facts: readonly EndFact[], { certificateDays }: Rules, now: number): readonly Problem[] {
  const soon = facts.filter(({ endsAt }) => endsAt - now <= certificateDays * day);
  return soon.map(({ code, cause, subject, endsAt, evidence }) => ({
    area: 'certificates',
    cause,
    subject,
    code,
    severity: endsAt - now <= urgent * day ? 'critical' : 'warning',
    ripe: true,
    since: null,
    message: '',
    evidence: { ...evidence, certificate: { validTo: endsAt } },
  }));
}
