import type { Clock } from '../base/clock.ts';
import { asFailure, type Failure } from '../base/failure.ts';
import { within } from '../net/within.ts';
import { problem, type Check, type Judgement, type Result } from './check.ts';
import { fail } from './conditions.ts';

/**
 * Runs the checks side by side, each within its own limit, and answers in their order. It never rejects: a check that
 * throws, or does not end, is a problem with the code of that.
 */
export async function runChecks(
  checks: readonly Check[],
  world: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<readonly Result[]> {
  const all = await Promise.all(checks.map((check) => runCheck(check, world)));
  return all.flat();
}

async function runCheck(
  check: Check,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<readonly Result[]> {
  const { id, section, title, limitMs } = check;
  const began = clock.monotonic();
  const expired = (): Failure =>
    fail('host/check-stalled', `check ${id} did not end within ${limitMs} ms`, { evidence: { check: id, limitMs } });
  const judged = await within({ clock, ms: limitMs, expired }, signal, (own) => check.run(own)).catch(
    (error: unknown): readonly Judgement[] => [thrown(asFailure(error, `check ${id}`))],
  );
  const ms = Math.round(clock.monotonic() - began);
  return judged.map((each) => ({ ...each, check: id, section, title, ms }));
}

/** A failure as what a check found. */
export function thrown({ code, message, evidence }: Pick<Failure, 'code' | 'message' | 'evidence'>): Judgement {
  const says = { en: 'could not be looked at', ko: '확인하지 못했습니다' };
  return problem(code, says, { message, evidence });
}
