import type { Alert, Notice } from './book.ts';
import { wordsOf, type Reader } from './text.ts';

/** A notice for a machine, and in words: what a webhook posts. Times are RFC 3339 in UTC. */
export function documentOf(notice: Notice, reader: Reader) {
  const { id, kind, severity, at, alert } = notice;
  const { subject, body, title, remedy } = wordsOf(notice, reader);
  const isTest = kind === 'test';
  const end = endOf(alert);
  return {
    feedgate: 1,
    id,
    node: reader.node,
    kind,
    severity,
    at: iso(at),
    /** The same from the first notice of a cause to its last. */
    key: alert.key,
    code: isTest ? null : alert.code,
    title,
    area: isTest ? null : alert.area,
    cause: alert.cause,
    count: alert.count,
    subjects: alert.subjects,
    since: iso(alert.since),
    until: end === null ? null : iso(end),
    message: alert.message,
    remedy,
    text: `${subject}\n\n${body}`,
  };
}

/** When an alert ended, milliseconds since 1970; `null` where it has not. */
export function endOf({ overAt, wellSince }: Alert): number | null {
  return overAt === null ? null : (wellSince ?? overAt);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
