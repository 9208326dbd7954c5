import type { Code, Evidence } from '../base/failure.ts';
import { renewalLate } from '../base/renewal.ts';
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
  /** How long it is valid in all, milliseconds, where somebody renews it as a matter of course; else `null`. */
  readonly life: number | null;
  readonly evidence: Evidence;
}

const day = 86_400_000;
/** Days in which it is critical. */
const urgent = 7;

/** What ends within the days of the rules, or has ended. */
export function endProblems(facts: readonly EndFact[], { certificateDays }: Rules, now: number): readonly Problem[] {
  const soon = facts.filter(({ endsAt, life }) => endsAt - now <= renewalLate(certificateDays * day, life));
  return soon.map(({ code, cause, subject, endsAt, life, evidence }) => ({
    area: 'certificates',
    cause,
    subject,
    code,
    severity: endsAt - now <= renewalLate(urgent * day, life === null ? null : life / 2) ? 'critical' : 'warning',
    ripe: true,
    since: null,
    message: '',
    evidence: { ...evidence, certificate: { validTo: endsAt } },
  }));
}
