import type { Clock } from '../base/clock.ts';
import type { PollReport } from '../feed/report.ts';
import { check, ok, problem, warning, type Check, type Judgement } from './check.ts';
import { alike, span } from './words.ts';

/** The time of a server against ours, when its answer came. */
export interface Drift {
  readonly host: string;
  /** Theirs less ours, milliseconds. */
  readonly ms: number;
}

export interface ClockFacts {
  readonly now: number;
  /** Wall time less monotonic time that went by while it was looked at, milliseconds. */
  readonly slipMs: number;
  /** By the `Date` headers that are kept; each host once, its newest. */
  readonly drifts: readonly Drift[];
}

/** Time between the two looks. */
const lookMs = 50;

async function gatherClock(clock: Clock, reports: readonly PollReport[], hostOf: HostOf): Promise<ClockFacts> {
  const wall = clock.now();
  const steady = clock.monotonic();
  await clock.sleep(lookMs);
  const slipMs = clock.now() - wall - (clock.monotonic() - steady);
  return { now: clock.now(), slipMs: Math.round(slipMs), drifts: driftsIn(reports, hostOf) };
}

/** The host of a source, by its name. */
type HostOf = (source: string) => string | undefined;

/** Only answers that failed keep their `Date`; the newest report comes first. */
export function driftsIn(reports: readonly PollReport[], hostOf: HostOf): readonly Drift[] {
  const found = new Map<string, Drift>();
  for (const { source, attempts, failure, finishedAt } of reports) {
    const host = hostOf(source);
    const at = finishedAt ?? attempts.at(-1)?.at;
    const date = dateIn(failure?.evidence['headers']);
    if (host === undefined || at === undefined || date === null || found.has(host)) continue;
    found.set(host, { host, ms: date - Date.parse(at) });
  }
  return [...found.values()];
}

function dateIn(headers: unknown): number | null {
  if (typeof headers !== 'object' || headers === null || !('date' in headers)) return null;
  const ms = typeof headers.date === 'string' ? Date.parse(headers.date) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}

/** Feedgate was not there before, and will hardly be after. */
const firstYear = 2026;
const lastYear = 2100;
/** A poll ends within minutes of its last answer. */
const mostDrift = 5 * 60_000;

export function judgeClock(facts: ClockFacts): readonly Judgement[] {
  const { now, slipMs, drifts } = facts;
  const at = new Date(now).toISOString();
  const evidence = { now: at, slipMs, drifts: drifts.map((drift) => ({ ...drift })) };
  const year = new Date(now).getUTCFullYear();
  if (year < firstYear || year > lastYear) return [problem('host/clock-unset', alike(at), { evidence, fix: [mend] })];
  if (Math.abs(slipMs) > 1000) {
    const by = span(Math.abs(slipMs));
    const says = { en: `it moved by ${by.en} while it was looked at`, ko: `확인하는 동안 ${by.ko} 움직임` };
    return [problem('host/clock', says, { evidence, fix: [mend] })];
  }
  const off = drifts.filter(({ ms }) => Math.abs(ms) > mostDrift);
  if (off.length > 0) return [judgeDrift(off, drifts.length, evidence)];
  const told = drifts.length;
  const says =
    told === 0
      ? {
          en: `${at.slice(0, 10)}, no server's time is known to compare`,
          ko: `${at.slice(0, 10)}, 비교할 서버 시각 없음`,
        }
      : { en: `agrees with ${told} ${told === 1 ? 'server' : 'servers'}`, ko: `서버 ${told}곳의 시각과 일치` };
  return [ok(says, { evidence })];
}

/** One server may be wrong itself; two that agree are right. */
function judgeDrift(off: readonly Drift[], of: number, evidence: Judgement['evidence']): Judgement {
  const [first] = off;
  const by = span(Math.abs(first?.ms ?? 0));
  const late = (first?.ms ?? 0) > 0;
  const says = {
    en: `${by.en} ${late ? 'behind' : 'ahead of'} ${off.length} of ${of} servers`,
    ko: `서버 ${of}곳 중 ${off.length}곳보다 ${by.ko} ${late ? '늦음' : '빠름'}`,
  };
  const grade = off.length > 1 && off.length * 2 > of ? problem : warning;
  return grade('host/clock', says, { evidence, fix: [mend] });
}

const mend = alike('`timedatectl set-ntp true`');

export function clockCheck(clock: Clock, known: () => Promise<KnownReports>): Check {
  return check({
    id: 'clock',
    section: 'machine',
    title: { en: 'clock', ko: '시각' },
    gather: async () => {
      const { reports, hostOf } = await known();
      return gatherClock(clock, reports, hostOf);
    },
    judge: judgeClock,
  });
}

export interface KnownReports {
  /** Newest first. */
  readonly reports: readonly PollReport[];
  readonly hostOf: HostOf;
}
