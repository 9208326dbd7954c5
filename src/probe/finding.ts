import type { Code } from '../base/failure.ts';
import type { Certainty, Verdict } from '../feed/finding.ts';

type Details = Partial<Omit<Verdict, 'code' | 'certainty'>>;

/** It cannot be anything else. */
export function certain(code: Code, details: Details = {}): Verdict {
  return verdict(code, 'certain', details);
}

/** It is most probably this. */
export function likely(code: Code, details: Details = {}): Verdict {
  return verdict(code, 'likely', details);
}

/** It is this or one of the alternatives. */
export function oneOf(code: Code, alternatives: readonly Code[], details: Details = {}): Verdict {
  return verdict(code, 'one-of', { ...details, alternatives });
}

function verdict(code: Code, certainty: Certainty, details: Details): Verdict {
  const { alternatives = [], evidence = {}, proposal = null } = details;
  return { code, certainty, alternatives, evidence, proposal };
}
