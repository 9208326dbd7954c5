import type { Evidence, FailureRecord } from '../base/failure.ts';
import { check, ok, problem, skipped, warning, type Check, type Judgement } from './check.ts';
import { alike, figure, span } from './words.ts';

/** A front as the doctor sees it. Times are milliseconds since 1970. */
export interface FrontFacts {
  readonly kind: string;
  readonly address: string;
  /** Why it does not listen. */
  readonly failure: FailureRecord | null;
  readonly requests: number;
  readonly lastAt: number | null;
  /** Milliseconds; `null` before any request. */
  readonly p99: number | null;
  /** When each map of it was fetched last; it has none, or none was. */
  readonly maps?: Readonly<Record<string, number>>;
  /** What came of asking it about the test value, and what was heard instead. */
  readonly proof: { readonly state: 'matches' | 'misses' | 'silent'; readonly heard: string } | null;
}

export interface GatewayFacts {
  readonly now: number;
  /** Fronts that the settings open. */
  readonly wanted: readonly string[];
  /** Why the settings, or the gateway, cannot be read. */
  readonly failure: FailureRecord | null;
  /** `null` where none runs. */
  readonly running: {
    readonly pid: number;
    readonly since: number;
    /** `null` before the first. */
    readonly indexBuiltAt: number | null;
    readonly fronts: readonly FrontFacts[];
  } | null;
}

const day = 24 * 3_600_000;

/** An index older than this is told in every mail. */
const staleMs = 7 * day;

/** The gateway itself, and then each of its fronts. */
export function judgeGateway({ now, wanted, failure, running }: GatewayFacts): readonly Judgement[] {
  if (failure !== null) return [told(failure, null)];
  if (running === null) {
    if (wanted.length === 0) return [skipped({ en: 'no front is on', ko: '켜진 프런트 없음' })];
    const says = {
      en: `not running, though on: ${wanted.join(', ')}`,
      ko: `실행 중이 아님. 켜진 프런트: ${wanted.join(', ')}`,
    };
    return [problem('gateway/down', says, { evidence: { fronts: [...wanted] } })];
  }
  const { pid, since, indexBuiltAt, fronts } = running;
  return [judgeIndex(pid, indexBuiltAt, now), ...fronts.map((front) => judgeFront(front, now, since))];
}

function judgeIndex(pid: number, builtAt: number | null, now: number): Judgement {
  if (builtAt === null)
    return warning('match/missing', {
      en: `pid ${pid}, has no match index yet`,
      ko: `pid ${pid}, 아직 일치 색인 없음`,
    });
  const age = span(now - builtAt);
  const says = { en: `pid ${pid}, match index ${age.en} old`, ko: `pid ${pid}, 일치 색인 생성 후 ${age.ko}` };
  return now - builtAt > staleMs ? warning('match/stale', says) : ok(says);
}

function judgeFront(front: FrontFacts, now: number, since: number): Judgement {
  const { kind, address, failure, requests, proof } = front;
  if (failure !== null) return told(failure, kind);
  const evidence = { front: kind, address, requests, heard: proof?.heard ?? '' };
  if (proof?.state === 'silent') {
    const says = { en: `${kind} does not answer (${proof.heard})`, ko: `${kind} 응답 없음 (${proof.heard})` };
    return problem('gateway/unreachable', says, { evidence: { ...evidence, error: proof.heard } });
  }
  if (proof?.state === 'misses')
    return problem(
      'gateway/canary-missed',
      { en: `${kind} does not match the test value`, ko: `${kind} 시험 값 불일치` },
      { evidence },
    );
  return judgeUse(front, { now, since, evidence });
}

interface Use {
  readonly now: number;
  readonly since: number;
  readonly evidence: Evidence;
}

/** A front that answers, and matches: whether anybody asks it. */
function judgeUse(front: FrontFacts, { now, since, evidence }: Use): Judgement {
  const { kind, requests, lastAt, p99 } = front;
  const quiet = now - Math.max(lastAt ?? 0, since);
  if (quiet > day) {
    const hours = Math.floor(quiet / 3_600_000);
    const says = { en: `${kind} was not asked for ${hours} h`, ko: `${kind} ${hours}시간 동안 요청 없음` };
    return warning('gateway/front-unused', says, { evidence: { ...evidence, hours } });
  }
  const forgotten = forgottenMaps(front, now);
  if (forgotten.length > 0) return warnOfMaps(kind, forgotten, evidence);
  if (lastAt === null)
    return ok({ en: `${kind} listens, not asked yet`, ko: `${kind} 수신 중, 아직 요청 없음` }, { evidence });
  const ago = span(now - lastAt);
  const figures = `${figure(requests)}, p99 ${p99 ?? 0} ms`;
  const says = {
    en: `${kind} asked ${ago.en} ago, requests ${figures}`,
    ko: `${kind} 마지막 요청 ${ago.ko} 전, 요청 ${figures}`,
  };
  return ok(says, { evidence });
}

/** Maps that somebody fetched, and has not fetched for a day. */
function forgottenMaps({ maps = {} }: FrontFacts, now: number): readonly string[] {
  return Object.entries(maps).flatMap(([name, at]) => (now - at > day ? [name] : []));
}

function warnOfMaps(kind: string, maps: readonly string[], evidence: Evidence): Judgement {
  const which = maps.join(', ');
  const says = {
    en: `${kind}: maps not fetched for a day: ${which}`,
    ko: `${kind}: 하루 동안 받아 가지 않은 맵: ${which}`,
  };
  return warning('gateway/map-unfetched', says, { evidence: { ...evidence, maps } });
}

function told({ code, message, evidence }: FailureRecord, kind: string | null): Judgement {
  const says = kind === null ? alike(code) : { en: `${kind} does not listen`, ko: `${kind} 수신하지 못함` };
  return problem(code, says, { evidence, message });
}

export function gatewayCheck(facts: (signal: AbortSignal) => Promise<GatewayFacts>): Check {
  return check({
    id: 'gateway',
    section: 'mail',
    title: { en: 'mail fronts', ko: '메일 프런트' },
    limitMs: 8000,
    gather: facts,
    judge: judgeGateway,
  });
}
