import { resultHeaders } from './headers.ts';
import type { FailMode, Outcome } from './inspection.ts';
import type { Action } from '../policy/rule.ts';

/** What an outcome means in the words of access(5), which policy services and access maps share; `null` for "go on". */
export function accessAction(outcome: Outcome, node: string): string | null {
  const reference = outcome.kind === 'inspected' ? outcome.inspection.reference : outcome.reference;
  const action = outcome.kind === 'inspected' ? outcome.inspection.verdict.action : outcome.failMode;
  if (silent.has(action)) return null;
  const word = words[action];
  if (word !== undefined) return `${word} by threat feed policy (ref ${reference})`;
  return (action === 'redirect' ? redirect(outcome) : null) ?? prepend(outcome, node);
}

const silent: ReadonlySet<Action | FailMode> = new Set(['accept', 'none', 'log']);

/** The actions that end the mail's way; every other one is a header, which is all that can be added here. */
const words: Partial<Readonly<Record<Action | FailMode, string>>> = {
  reject: '550 5.7.1 Message refused',
  tempfail: '451 4.7.1 Message deferred',
  discard: 'DISCARD',
  quarantine: 'HOLD',
};

function redirect(outcome: Outcome): string | null {
  const to = outcome.kind === 'inspected' ? outcome.inspection.redirectTo : null;
  return to === null ? null : `REDIRECT ${to}`;
}

/** One header, on one line. */
function prepend(outcome: Outcome, node: string): string | null {
  const [first] = resultHeaders(outcome, node);
  return first === undefined ? null : `PREPEND ${first.name}: ${first.value.replaceAll(/\s+/g, ' ')}`;
}
