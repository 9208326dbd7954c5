import type { FailureRecord } from '../base/failure.ts';
import type { PollReport } from '../feed/report.ts';
import { nextDue } from '../feed/schedule.ts';
import type { SourceSettings } from '../feed/source.ts';
import type { SourceState, StoredSource } from '../store/store.ts';

/** How a poll ended; `cancelled` counts neither as a success nor as a failure of the source. */
export interface PollEnd {
  readonly failure: FailureRecord | null;
  readonly cancelled: boolean;
  /** It was cancelled because the process ends: the next one goes on at once. */
  readonly goesOn: boolean;
  readonly newListings: number;
  /** The span learned by halving, milliseconds. */
  readonly learnedMs: number | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** In [0, 1). */
  readonly jitter: number;
}

export function stateName(end: PollEnd): PollReport['state'] {
  if (end.failure === null) return 'succeeded';
  return end.cancelled ? 'cancelled' : 'failed';
}

/** What a source remembers of a poll that has ended. */
export function stateAfter(source: StoredSource, end: PollEnd): Partial<Omit<SourceState, 'listings'>> {
  const { settings, state } = source;
  const failed = end.failure !== null && !end.cancelled;
  const failures = failed ? state.failures + 1 : end.cancelled ? state.failures : 0;
  return {
    failures,
    nextDueAt: end.goesOn ? null : dueAfter(settings, end, failed ? failures : 0),
    ...(failed ? { lastFailure: end.failure } : {}),
    ...(end.failure === null ? { lastSuccessAt: end.now, lastFailure: null } : {}),
    ...(end.newListings > 0 ? { lastNewDataAt: end.now } : {}),
    ...(end.learnedMs === null ? {} : { segmentMs: end.learnedMs }),
  };
}

function dueAfter({ name, interval }: SourceSettings, { now, failure, jitter }: PollEnd, failures: number): number {
  const retry = failures === 0 ? null : (failure?.retry ?? null);
  return nextDue({ name, interval, now, failures, retry, jitter });
}
