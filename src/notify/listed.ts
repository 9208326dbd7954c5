import type { Code } from '../base/failure.ts';
import type { Alert } from '../alert/book.ts';
import { isAtLeast, type Severity } from '../alert/problem.ts';
import type { Kept } from '../alert/queue.ts';
import type { AlertSettings } from '../config/alert-settings.ts';

/** An alert as it is shown. Times are RFC 3339 in UTC. */
export interface AlertView {
  readonly key: string;
  /** `held`: nobody was told yet; `calming`: well again, but not for long enough to count as gone. */
  readonly state: 'held' | 'open' | 'calming';
  readonly severity: Severity;
  readonly code: Code;
  readonly area: string;
  readonly cause: string;
  readonly count: number;
  readonly subjects: readonly string[];
  readonly message: string;
  readonly since: string;
  readonly openings: number;
  readonly toldAt: string | null;
  /** Channels that it arrived by. */
  readonly told: readonly string[];
}

/** A channel as it is shown. */
export interface ChannelView {
  readonly name: string;
  readonly kind: string;
  readonly minimumSeverity: Severity;
  readonly language: string;
  /** Notices on their way. */
  readonly waiting: number;
  readonly sentAt: string | null;
  readonly failures: number;
  readonly failure: { readonly code: Code; readonly message: string } | null;
  /** Notices that were given up. */
  readonly dropped: number;
}

/** What `alert list` shows. */
export interface AlertsView {
  readonly alerts: readonly AlertView[];
  readonly channels: readonly ChannelView[];
}

/** Alerts that are open, the worst and oldest first, and the channels of the settings. */
export function listed(kept: Kept, { channels }: AlertSettings): AlertsView {
  const open = kept.book.alerts.filter(({ overAt }) => overAt === null);
  const order = (a: Alert, b: Alert): number =>
    a.severity === b.severity ? a.since - b.since : isAtLeast(a.severity, b.severity) ? -1 : 1;
  return {
    alerts: open.toSorted(order).map((alert) => viewOf(alert, kept, channels)),
    channels: channels.map(({ name, kind, minimumSeverity, language }) => {
      const state = kept.channels.find((each) => each.name === name);
      return {
        name,
        kind,
        minimumSeverity,
        language,
        waiting: kept.queue.filter(({ channel }) => channel === name).length,
        sentAt: iso(state?.sentAt ?? null),
        failures: state?.failures ?? 0,
        failure: state?.failure ?? null,
        dropped: state?.dropped ?? 0,
      };
    }),
  };
}

function viewOf(alert: Alert, { queue, channels: states }: Kept, channels: AlertSettings['channels']): AlertView {
  const { key, severity, code, area, cause, count, subjects, message, since, openings, told, wellSince } = alert;
  const waits = (name: string): boolean =>
    queue.some(({ channel, notice }) => channel === name && notice.alert.key === key);
  // A channel that came later was told of nothing.
  const heardSince = (name: string): boolean =>
    states.some((state) => state.name === name && (state.sentAt ?? 0) >= (told?.at ?? Infinity));
  const reached = told === null ? [] : channels.filter((each) => isAtLeast(told.severity, each.minimumSeverity));
  return {
    key,
    state: wellSince !== null ? 'calming' : told === null ? 'held' : 'open',
    severity,
    code,
    area,
    cause,
    count,
    subjects: subjects.filter((each) => each !== ''),
    message,
    since: new Date(since).toISOString(),
    openings,
    toldAt: iso(told?.at ?? null),
    told: reached.filter(({ name }) => heardSince(name) && !waits(name)).map(({ name }) => name),
  };
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
