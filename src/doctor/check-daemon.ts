import type { Evidence } from '../base/failure.ts';
import type { Running } from '../host/directory-lock.ts';
import { check, ok, problem, skipped, warning, type Check, type Judgement } from './check.ts';
import { alike, span } from './words.ts';

/** What a daemon says of itself first of all. */
export interface DaemonHello {
  readonly version: string;
  readonly pid: number;
  /** RFC 3339. */
  readonly since: string;
}

export interface DaemonFacts {
  /** Of this command. */
  readonly version: string;
  readonly now: number;
  /** What answered on the socket; a refusal or silence as text; `null` where nobody listens. */
  readonly answer: DaemonHello | string | null;
  /** Whether the lock of the data directory is held. */
  readonly locked: boolean;
  /** Who last said that it runs here. */
  readonly running: Running | null;
}

/** What answered does not know what a doctor asks. */
export const olderDaemon = 'it does not know the question';

const restart = alike('`systemctl restart feedgate`');
const begin = {
  en: '`systemctl start feedgate`, or by hand `feedgate start`',
  ko: '`systemctl start feedgate`, 직접 실행하려면 `feedgate start`',
};

export function judgeDaemon(facts: DaemonFacts): readonly Judgement[] {
  const { answer, locked, running, version, now } = facts;
  if (answer !== null && typeof answer !== 'string') return [judgeAnswer(answer, version, now)];
  const evidence = { locked, answer, pid: running?.pid ?? null, since: running?.since ?? null };
  if (answer === null && !locked) {
    const says = { en: 'not running, so nothing is polled on schedule', ko: '실행 중이 아니므로 예약된 폴링이 없음' };
    return [warning('gate/daemon-down', says, { evidence, fix: [begin] })];
  }
  if (answer === olderDaemon) {
    const says = { en: `it is older than this command, ${version}`, ko: `이 명령(${version})보다 오래된 버전` };
    return [warning('gate/version-differs', says, { evidence, fix: [restart] })];
  }
  return [judgeSilence(answer, running === null ? '' : ` (pid ${running.pid})`, evidence)];
}

function judgeSilence(answer: string | null, who: string, evidence: Evidence): Judgement {
  const says =
    answer === null
      ? { en: `it runs${who} and does not listen`, ko: `실행 중이나${who} 수신하지 않음` }
      : { en: `its socket does not answer${who}: ${answer}`, ko: `소켓이 응답하지 않음${who}: ${answer}` };
  return problem('gate/daemon-unreachable', says, { evidence, fix: [answer === 'EACCES' ? asService : restart] });
}

const asService = {
  en: 'Run this as the user of the service: `sudo -u feedgate feedgate doctor`',
  ko: '서비스 사용자로 실행하십시오: `sudo -u feedgate feedgate doctor`',
};

function judgeAnswer({ version, pid, since }: DaemonHello, own: string, now: number): Judgement {
  const up = span(now - Date.parse(since));
  const evidence = { pid, since, version, command: own };
  if (version !== own) {
    const says = {
      en: `pid ${pid} is version ${version}, this command is ${own}`,
      ko: `pid ${pid}의 버전은 ${version}, 이 명령의 버전은 ${own}`,
    };
    return warning('gate/version-differs', says, { evidence, fix: [restart] });
  }
  return ok({ en: `pid ${pid}, up ${up.en}`, ko: `pid ${pid}, 가동 ${up.ko}` }, { evidence });
}

export function daemonCheck(facts: DaemonFacts): Check {
  return check({
    id: 'daemon',
    section: 'service',
    title: { en: 'daemon', ko: '데몬' },
    gather: async () => facts,
    judge: judgeDaemon,
  });
}

/** The poller process as its daemon sees it. */
export interface PollerVitals {
  /** `null` while it is being started again. */
  readonly pid: number | null;
  /** Starts after the first one, and milliseconds since the last start. */
  readonly restarts: number;
  readonly upMs: number;
  /** Milliseconds since its loop last came round; `null` where it did not answer in time. */
  readonly idleMs: number | null;
}

/** The loop comes round once a second, unless it is deleting what has aged out. */
const longestRound = 60_000;

/** `null`: no daemon runs, and so no poller. */
export function judgePoller(vitals: PollerVitals | null): readonly Judgement[] {
  if (vitals === null) return [skipped({ en: 'no daemon runs', ko: '실행 중인 데몬 없음' })];
  const { pid, restarts, upMs, idleMs } = vitals;
  const evidence = { ...vitals };
  const up = span(upMs);
  if (pid === null) {
    return [problem('gate/poller-down', { en: 'it is being started again', ko: '다시 시작하는 중' }, { evidence })];
  }
  if (idleMs === null || idleMs > longestRound) {
    const since = idleMs === null ? null : span(idleMs);
    const says =
      since === null
        ? { en: `pid ${pid} does not answer`, ko: `pid ${pid}이(가) 응답하지 않음` }
        : {
            en: `pid ${pid} has not looked at its sources for ${since.en}`,
            ko: `pid ${pid}이(가) ${since.ko} 동안 소스를 확인하지 않음`,
          };
    return [problem('gate/poller-stuck', says, { evidence, fix: [restart] })];
  }
  if (restarts > 0 && upMs < 3_600_000) {
    const says = {
      en: `pid ${pid}, started again ${up.en} ago (${restarts} times in all)`,
      ko: `pid ${pid}, ${up.ko} 전에 다시 시작됨(모두 ${restarts}회)`,
    };
    return [warning('host/poller-died', says, { evidence, fix: [alike('`feedgate log grep host/poller-died`')] })];
  }
  return [ok({ en: `pid ${pid}, up ${up.en}`, ko: `pid ${pid}, 가동 ${up.ko}` }, { evidence })];
}

export function pollerCheck(vitals: () => Promise<PollerVitals | null>): Check {
  return check({
    id: 'poller',
    section: 'service',
    title: { en: 'poller', ko: '폴러' },
    gather: vitals,
    judge: judgePoller,
  });
}

/** How long a parser child took to start and read a document of a few hundred bytes. */
export interface ParserFacts {
  readonly ms: number;
}

export function judgeParser({ ms }: ParserFacts): readonly Judgement[] {
  const says = {
    en: `started and read a document in ${Math.round(ms)} ms`,
    ko: `시작하여 문서를 읽는 데 ${Math.round(ms)}ms`,
  };
  return [ok(says, { evidence: { ms: Math.round(ms) } })];
}

/** `read` starts a parser child and lets it read a tiny document; it throws what a poll would meet (`host/parser-*`). */
export function parserCheck(read: (signal: AbortSignal) => Promise<ParserFacts>): Check {
  return check({
    id: 'parser',
    section: 'service',
    title: { en: 'parser child', ko: '파서 프로세스' },
    limitMs: 10_000,
    gather: read,
    judge: judgeParser,
  });
}
