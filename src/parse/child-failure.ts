import type { Failure } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import type { ChildEnd } from './child-process.ts';
import { fail } from './conditions.ts';

/** Why a child is gone. `offset`: bytes of the document that it had been given. */
export function childFailure(end: ChildEnd | null, when: string, offset: number): Failure {
  const { code, signal, said } = end ?? { code: null, signal: null, said: '' };
  const evidence = { offset, exit: code, signal };
  if (signal === 'SIGABRT' || /heap out of memory|Allocation failed/.test(said)) {
    return fail('host/parser-out-of-memory', `the parser ran out of memory while ${when}`, { evidence });
  }
  return fail('host/parser-crashed', `the parser ended (${signal ?? `exit ${code ?? 'unknown'}`}) while ${when}`, {
    evidence: { ...evidence, said: safeText(said.slice(-500), 500) },
  });
}

/** The child was killed because it did not move. */
export function stalledFailure(stallMs: number, offset: number): Failure {
  return fail('host/parser-stalled', `the parser made nothing of what it was given for ${stallMs} ms and was ended`, {
    evidence: { offset, stallMs },
  });
}
