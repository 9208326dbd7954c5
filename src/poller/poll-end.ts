import { failing, type Failure } from '../base/failure.ts';
import type { PollReport } from '../feed/report.ts';
import type { Lease } from '../store/store.ts';
import { pollerConditions } from './conditions.ts';
import type { PollLog } from './ports.ts';

const fail = failing(pollerConditions);

/** The failure of a poll that cannot begin because another one is under way. */
export function pollRunning(name: string, heldBy: Lease): Failure {
  return fail('gate/poll-running', `a poll of "${name}" is already running at ${heldBy.holder}`, {
    evidence: { holder: heldBy.holder, leaseUntil: new Date(heldBy.expiresAt).toISOString() },
  });
}

/** Tells the log how a poll ended. */
export function tellReport(log: PollLog, report: PollReport): void {
  const { source, failure, warnings, finding } = report;
  for (const { code, message } of warnings) log.warning(source, code, message);
  if (failure === null) log.fetched(source, report.funnel.supported);
  else if (report.state === 'cancelled') log.jobFailed(source, failure);
  else {
    if (report.attempts.length > 0) log.gaveUp(source, report.attempts.length, failure);
    log.jobFailed(source, failure);
    if (finding !== undefined) log.found(source, finding);
  }
}
