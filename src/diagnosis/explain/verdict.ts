import type { Code, Evidence } from '../../base/failure.ts';

/** `certain`: the reason says it itself; `likely`: it says this, and rarely means another; `one-of`: it fits several. */
export type Certainty = 'certain' | 'likely' | 'one-of';

/** A certainty as a log of ours says it; where it says something else it was one of several. */
export function certaintyOf(said: unknown): Certainty {
  return said === 'certain' || said === 'likely' ? said : 'one-of';
}

/** What a reason in a log amounts to. */
export interface Verdict {
  readonly code: Code;
  /** What else it may be, or what is behind it, likely first; each entry's `certain` sentence says what to check. With `one-of`, `code` stands among them unless it is what they have in common. */
  readonly alternatives: readonly Code[];
  readonly certainty: Certainty;
  /** What the reason carries: host, port, path, errno, status. */
  readonly evidence: Evidence;
}

/** A verdict without its evidence. */
export type Ruling = Omit<Verdict, 'evidence'>;

export function certain(code: Code): Ruling {
  return { code, alternatives: [], certainty: 'certain' };
}

export function likely(code: Code, ...alternatives: Code[]): Ruling {
  return { code, alternatives, certainty: 'likely' };
}

/** `code` is certain and says what the alternatives have in common; each of them says why. */
export function oneOf(code: Code, ...alternatives: Code[]): Ruling {
  return { code, alternatives, certainty: 'one-of' };
}

/** The reason fits several; `code`, the likeliest, stands among its own alternatives. */
export function anyOf(code: Code, ...others: Code[]): Ruling {
  return { code, alternatives: [code, ...others], certainty: 'one-of' };
}

/** A sign in a reason and what it means. Patterns are linear: literal words, bounded gaps, no nested repetition. */
export type Rule = readonly [sign: RegExp, ruling: Ruling];
