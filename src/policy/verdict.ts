import { exempts, inForce, suspends, takesAway, type Exemption } from './exemption.ts';
import type { Assertion, Envelope, Match } from './fact.ts';
import { actions, applies, type Action, type Policy, type Rule } from './rule.ts';

/** What was decided about one match, and why. */
export interface Ruling {
  readonly match: Match;
  /** The exemption that lets it pass. */
  readonly exemption: Exemption | null;
  /** The first rule that fits. */
  readonly rule: Rule | null;
  /** What the rule says. */
  readonly wanted: Action;
  /** What is done: the same, or no more than a header where the policy or all sources behind it only monitor. */
  readonly done: Action;
}

/** What is done with a mail. */
export interface Verdict {
  readonly action: Action;
  /** What would be done if everything were enforced. */
  readonly wanted: Action;
  /** The ruling that the action comes from; `null` without any match. */
  readonly decisive: Ruling | null;
  readonly rulings: readonly Ruling[];
}

export interface Question {
  readonly matches: readonly Match[];
  readonly envelope: Envelope;
  readonly policy: Policy;
  readonly exemptions: readonly Exemption[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Decides about a mail: exemptions come first, then per match the first rule that fits; the strongest action of all
 * matches is the mail's. A match that no rule names is logged. Changes nothing.
 */
export function decide(question: Question): Verdict {
  const rulings = question.matches.map((match) => ruling(match, question));
  const decisive = strongest(rulings, ({ done }) => done);
  return {
    action: decisive?.done ?? 'none',
    wanted: strongest(rulings, ({ wanted }) => wanted)?.wanted ?? 'none',
    decisive,
    rulings,
  };
}

function ruling(match: Match, { envelope, policy, exemptions, now }: Question): Ruling {
  const valid = exemptions.filter((each) => inForce(each, now));
  const left = match.assertions.filter((assertion) => takerOf({ assertions: [assertion] }, valid) === null);
  const exemption =
    valid.find((each) => exempts(each, match, envelope)) ?? (left.length > 0 ? null : takerOf(match, valid));
  if (exemption !== null) return exempted(match, exemption);
  for (const rule of policy.rules) {
    const assertions = applies(rule, { ...match, assertions: left }, envelope);
    if (assertions.length === 0) continue;
    const suspended = valid.find((each) => suspends(each, rule.name));
    if (suspended !== undefined) return exempted(match, suspended);
    return { match, exemption: null, rule, wanted: rule.do, done: held(rule.do, policy, assertions) };
  }
  return { match, exemption: null, rule: null, wanted: 'log', done: 'log' };
}

function exempted(match: Match, exemption: Exemption): Ruling {
  return { match, exemption, rule: null, wanted: 'none', done: 'none' };
}

/** The first exemption that takes one of these assertions away; `valid` are those in force. */
export function takerOf({ assertions }: Pick<Match, 'assertions'>, valid: readonly Exemption[]): Exemption | null {
  return valid.find((each) => assertions.some((assertion) => takesAway(each, assertion))) ?? null;
}

/** Only what somebody has set to enforce may do more to a mail than write a header. */
function held(action: Action, policy: Policy, assertions: readonly Assertion[]): Action {
  const enforced = policy.mode === 'enforce' && assertions.some(({ mode }) => mode === 'enforce');
  return enforced || strength(action) <= strength('header') ? action : 'header';
}

function strongest(rulings: readonly Ruling[], of: (ruling: Ruling) => Action): Ruling | null {
  return rulings.reduce<Ruling | null>(
    (best, each) => (best === null || strength(of(each)) > strength(of(best)) ? each : best),
    null,
  );
}

export function strength(action: Action): number {
  return actions.indexOf(action);
}
