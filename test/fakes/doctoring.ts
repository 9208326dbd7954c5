import type { FailureRecord } from '../../src/base/failure.ts';
import { parseSource } from '../../src/config/source-settings.ts';
import type { JsonObject } from '../../src/config/plain.ts';
import type { Judgement, Result } from '../../src/doctor/check.ts';
import type { SourceFacts } from '../../src/doctor/check-sources.ts';
import type { PollReport } from '../../src/feed/report.ts';
import type { SourceState, StoredSource } from '../../src/store/store.ts';
import { pollReport } from './fake-service.ts';
import { withoutProfiles } from './profiles.ts';

/** 2026-11-22T10:00:00Z, where the manual clock stands. */
export const now = Date.parse('2026-11-22T10:00:00Z');
export const minute = 60_000;
export const day = 86_400_000;

export interface Given {
  readonly settings?: JsonObject;
  readonly state?: Partial<SourceState>;
  readonly source?: Partial<StoredSource>;
  readonly reports?: readonly PollReport[];
}

/** A source that was polled ten minutes ago and lists something, but for what is given. */
export function sourceFacts(name: string, given: Given = {}): SourceFacts {
  const state: SourceState = {
    cursor: null,
    segmentMs: null,
    lastAttemptAt: now - 10 * minute,
    lastSuccessAt: now - 10 * minute,
    lastNewDataAt: now - 10 * minute,
    nextDueAt: now + 50 * minute,
    failures: 0,
    lastFailure: null,
    reconciledAt: null,
    reconciledFrom: null,
    reconcileTriedAt: null,
    dataSet: null,
    listings: 12_841,
    ...given.state,
  };
  const settings = withoutProfiles(
    parseSource({
      name,
      url: 'https://taxii.example.net/taxii/poll/',
      collection: 'phish',
      ...given.settings,
    }),
  );
  const source = { id: 1, revision: 1, suspended: false, createdAt: now - 9 * day, state, ...given.source, settings };
  return { source, reports: given.reports ?? [pollReport({ source: name })] };
}

export function failureRecord(record: Partial<FailureRecord> = {}): FailureRecord {
  return {
    code: 'http/401',
    stage: 'auth',
    fault: 'operator',
    retry: 'after-change',
    message: 'poll of "x": the server answered 401',
    evidence: { status: 401 },
    ...record,
  };
}

/** A source whose last two polls failed, the first of them two hours ago. */
export function failingSource(name: string, record: Partial<FailureRecord> = {}, given: Given = {}): SourceFacts {
  const failure = failureRecord(record);
  const report = (startedAt: string): PollReport =>
    pollReport({ source: name, state: 'failed', failure, startedAt, finishedAt: startedAt });
  return sourceFacts(name, {
    ...given,
    state: { failures: 2, lastFailure: failure, lastSuccessAt: now - 3 * 60 * minute, ...given.state },
    reports: given.reports ?? [
      report('2026-11-22T09:00:00.000Z'),
      report('2026-11-22T08:00:00.000Z'),
      pollReport({ source: name, startedAt: '2026-11-22T07:00:00.000Z' }),
    ],
  });
}

/** A judgement as the result of a check of its own. */
export function resultOf(judgement: Judgement, result: Partial<Result> = {}): Result {
  return { ...judgement, check: 'test', section: 'sources', title: { en: 'test', ko: '시험' }, ms: 1, ...result };
}
