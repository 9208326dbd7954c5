import { Cron } from 'croner';
import type { RetryClass } from '../base/failure.ts';
import type { Interval } from './source.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** Whether a cron expression (five or six fields) can be scheduled; the reason where it cannot. */
export function checkCron(expression: string, zone: string | null): string | null {
  try {
    return nextCron(expression, zone, 0) === null ? 'it never comes due' : null;
  } catch (error) {
    return error instanceof Error ? error.message : 'not a cron expression';
  }
}

function nextCron(expression: string, zone: string | null, after: number): number | null {
  const cron = new Cron(expression, { paused: true, ...(zone === null ? {} : { timezone: zone }) });
  return cron.nextRun(new Date(after))?.getTime() ?? null;
}

export interface DueQuestion {
  readonly name: string;
  readonly interval: Interval;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Polls failed in a row, and the class of the last failure. */
  readonly failures: number;
  readonly retry: RetryClass | null;
  /** In [0, 1). */
  readonly jitter: number;
}

/**
 * When a source is due next. Sources of one interval lie on grids shifted by their names, so that many do not
 * come due at once; a jitter of up to 2 % is added. After a failure that only a change can mend, the wait doubles
 * with each poll up to a day, so that no account is locked out and a provider's repair is still noticed; after
 * five failures of any class it is at least five minutes.
 */
export function nextDue(question: DueQuestion): number {
  const due = scheduled(question);
  const { failures, now } = question;
  if (failures === 0) return due;
  const every = question.interval.kind === 'every' ? question.interval.ms : Math.max(due - now, minute);
  if (question.retry === 'after-change') {
    return Math.max(due, now + Math.min(every * 2 ** Math.min(failures - 1, 20), Math.max(day, every)));
  }
  return failures >= 5 ? Math.max(due, now + 5 * minute) : due;
}

function scheduled({ name, interval, now, jitter }: DueQuestion): number {
  if (interval.kind === 'cron') return nextCron(interval.expression, interval.zone, now) ?? now + day;
  const offset = spread(name) * interval.ms;
  const step = Math.floor((now - offset) / interval.ms) + 1;
  const due = offset + step * interval.ms + jitter * 0.02 * interval.ms;
  // The first poll after adding a source may fall just before its grid point: do not poll twice in a row.
  return Math.round(due - now < interval.ms / 2 ? due + interval.ms : due);
}

/** Where in [0, 1) a name lies: FNV-1a over its characters. Even, stable over restarts and nodes. */
export function spread(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  // FNV's high bits barely move for short names: one avalanche round evens them.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}

/** When an overdue source is polled after a start: spread over a fifth of its interval, at most ten minutes; at once if never polled. */
export function overdueStart(name: string, interval: Interval, lastAttempt: number | null, now: number): number {
  if (lastAttempt === null) return now;
  const every = interval.kind === 'every' ? interval.ms : 60 * minute;
  return now + Math.round(spread(name) * Math.min(every / 5, 10 * minute));
}
