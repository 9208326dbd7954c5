import type { Alert, Book, Notice, NoticeKind } from './book.ts';
import { isAtLeast, worst, type Severity } from './problem.ts';
import { isQuiet } from './quiet.ts';
import type { Rules } from './rules.ts';

/** What ends on a day that is known is reminded of this many times less often. */
const slower = 7;

interface Told {
  readonly book: Pick<Book, 'alerts' | 'next'>;
  readonly alerts: readonly Alert[];
  readonly notices: readonly Notice[];
}

/** Compares what people know with what is, and tells them the difference. What is over and told is left out. */
export function tell(book: Pick<Book, 'alerts' | 'next'>, rules: Rules, now: number): Told {
  const notices: Notice[] = [];
  const alerts = book.alerts.flatMap((alert): Alert[] => {
    if (isForgotten(alert, rules)) return [];
    const kind = owed(alert, rules, now);
    if (kind === null) return [alert];
    const severity = severityOf(alert);
    if (severity !== 'critical' && isQuiet(rules.quietHours, now)) return [alert];
    const id = `${now.toString(36)}-${(book.next + notices.length).toString(36)}`;
    const told = { ...alert, told: { at: now, severity: worst([severity, alert.told?.severity ?? 'info']) } };
    notices.push({ id, kind, at: now, severity, alert: told });
    return alert.overAt === null ? [told] : [];
  });
  return { book: { alerts, next: book.next + notices.length }, alerts, notices };
}

/** It was over before anybody was to be told, or is told as something else. Of mails that lie in mailboxes nothing is ever over. */
function isForgotten({ area, overAt, told, wellSince, openedAt, moved }: Alert, { holdFor }: Rules): boolean {
  if (overAt === null) return false;
  return area === 'mail' || (told === null && (moved || (wellSince ?? overAt) - openedAt < holdFor));
}

/** What people do not know yet; `null` where they know all. */
function owed(alert: Alert, { holdFor, remindAfter }: Rules, now: number): NoticeKind | null {
  const { told, overAt, wellSince, openedAt, severity, area, moved } = alert;
  if (overAt !== null) return told === null ? 'passed' : moved ? 'moved' : 'recovered';
  if (wellSince !== null) return null;
  if (told === null) return now - openedAt >= holdFor ? 'opened' : null;
  if (!isAtLeast(told.severity, severity)) return 'worse';
  const pace = area === 'certificates' && severity !== 'critical' ? slower : 1;
  return now - told.at >= remindAfter * pace ? 'reminder' : null;
}

/** Of what is over, the worst that was told, so that all who were told hear of it. */
function severityOf({ overAt, told, peak, severity }: Alert): Severity {
  return overAt === null ? severity : (told?.severity ?? peak);
}
