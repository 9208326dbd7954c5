import type { Code, FailureRecord } from '../base/failure.ts';
import type { KeptFinding } from '../feed/finding.ts';
import type { PollReport } from '../feed/report.ts';
import type { RoutedSource } from '../feed/source.ts';
import type { StoredSource } from '../store/store.ts';
import { check, ok, problem, skipped, warning, type Check, type Judgement } from './check.ts';
import { causeOf } from './shared-cause.ts';
import { figure, plural, span } from './words.ts';

/** A source as it is stored, with its proxy found; without one where none was found. */
export interface KnownSource extends StoredSource {
  readonly settings: RoutedSource;
}

export interface SourceFacts {
  readonly source: KnownSource;
  /** Newest first; those that are kept of it. */
  readonly reports: readonly PollReport[];
}

export interface SourcesFacts {
  /** `null` where nothing is stored yet, or what is stored cannot be read. */
  readonly sources: readonly SourceFacts[] | null;
  readonly now: number;
}

const minute = 60_000;
const hour = 60 * minute;
/** A new source is polled at once; this long it may wait for its turn. */
const firstPollWithin = 10 * minute;
/** Intervals without a success after which a source is stale. */
const staleAfter = 3;

export function judgeSources({ sources, now }: SourcesFacts): readonly Judgement[] {
  if (sources === null) return [skipped({ en: 'the database was not read', ko: '데이터베이스를 읽지 않음' })];
  if (sources.length === 0) return [skipped({ en: 'there are none yet', ko: '아직 없음' })];
  return sources.map((facts) => judgeSource(facts, now));
}

/** The first that applies. */
export function judgeSource({ source, reports }: SourceFacts, now: number): Judgement {
  const { settings, state, suspended, createdAt } = source;
  const subject = settings.name;
  const listings = figure(state.listings);
  const evidence = {
    source: subject,
    listings: state.listings,
    failures: state.failures,
    lastSuccess: iso(state.lastSuccessAt),
    nextDue: iso(state.nextDueAt),
  };
  if (suspended) {
    const says = {
      en: `suspended, ${listings} listings age out`,
      ko: `일시 중지, 등재 ${listings}건은 기간이 지나면 만료`,
    };
    return skipped(says, { subject, evidence });
  }
  if (state.failures > 0 && state.lastFailure !== null) return judgeFailing({ source, reports }, now);
  if (state.lastSuccessAt === null) {
    const age = span(now - createdAt);
    const says = { en: `not polled yet, added ${age.en} ago`, ko: `${age.ko} 전에 추가, 아직 폴링하지 않음` };
    if (now - createdAt <= firstPollWithin) return skipped(says, { subject, evidence });
    return warning('source/never-polled', says, { subject, evidence, cause: 'never' });
  }
  const ago = span(now - state.lastSuccessAt);
  const every = settings.interval.kind === 'every' ? settings.interval.ms : 24 * hour;
  if (now - state.lastSuccessAt > staleAfter * every) {
    const says = {
      en: `last polled ${ago.en} ago, due every ${span(every).en}`,
      ko: `마지막 폴링 ${ago.ko} 전, 주기 ${span(every).ko}`,
    };
    return problem('source/stale', says, { subject, evidence, cause: 'stale' });
  }
  const says = {
    en: `${plural(state.listings, 'listing')}, ${ago.en} ago`,
    ko: `등재 ${listings}건, ${ago.ko} 전`,
  };
  if (state.listings === 0)
    return warning('source/empty', says, { subject, evidence: { ...evidence, ...told(reports) } });
  return ok(says, { subject, evidence });
}

/** How much the last poll received and kept. */
function told([last]: readonly PollReport[]) {
  return last === undefined ? {} : { received: last.funnel.received, supported: last.funnel.supported };
}

function judgeFailing({ source, reports }: SourceFacts, now: number): Judgement {
  const { settings, state } = source;
  const { failure, finding, code } = whyOf({ source, reports });
  const since = failingSince(source, reports);
  const age = since === null ? null : span(now - since);
  const polls = state.failures;
  const says = {
    en: `failing${age === null ? '' : ` for ${age.en}`}, ${plural(polls, 'poll')}`,
    ko: `${age === null ? '' : `${age.ko}째 `}실패, 폴링 ${polls}회`,
  };
  const evidence = {
    ...failure?.evidence,
    ...finding?.evidence,
    source: settings.name,
    host: settings.host,
    port: settings.port,
    // A query may hold a key.
    path: settings.path.replace(/\?.*/s, ''),
    collection: settings.collection,
    failures: polls,
    failingSince: iso(since),
    lastSuccess: iso(state.lastSuccessAt),
    listings: state.listings,
  };
  const fix = (finding?.proposal ?? null) === null ? [] : [byFix];
  const cause = failure === null ? null : causeOf({ ...failure, code }, settings);
  return problem(code, says, { subject: settings.name, evidence, message: failure?.message ?? null, cause, fix });
}

export interface Why {
  readonly failure: FailureRecord | null;
  readonly finding: KeptFinding | null;
  readonly code: Code;
}

/** The last failure; the finding of its probes names the cause more exactly. */
export function whyOf({ source, reports: [last] }: SourceFacts): Why {
  const failure = last?.failure ?? source.state.lastFailure;
  const finding = last?.state === 'failed' ? (last.finding ?? null) : null;
  return { failure, finding, code: finding?.code ?? failure?.code ?? 'bug/unknown' };
}

const byFix = {
  en: 'See the change and make it: `feedgate source fix {source}`',
  ko: '변경 내용을 확인하고 적용하십시오: `feedgate source fix {source}`',
};

/** The oldest of the reports that failed in a row; `null` where they are no longer kept. */
function failingSince({ state }: StoredSource, reports: readonly PollReport[]): number | null {
  const broken = reports.filter(({ state }) => state !== 'running');
  const row = broken.findIndex(({ state }) => state !== 'failed' && state !== 'interrupted');
  const failed = row < 0 ? broken : broken.slice(0, row);
  const first = failed.at(-1);
  if (first !== undefined && (row >= 0 || failed.length >= state.failures)) return Date.parse(first.startedAt);
  return state.lastSuccessAt;
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

export function sourcesCheck(facts: () => Promise<SourcesFacts>): Check {
  return check({
    id: 'sources',
    section: 'sources',
    title: { en: 'sources', ko: '소스' },
    gather: facts,
    judge: judgeSources,
  });
}
