import type { FailureRecord, JsonValue } from '../base/failure.ts';
import { formatMicros, microsOf, parseInstant } from '../base/instant.ts';
import type { KeptFinding } from '../feed/finding.ts';
import type { PollMode } from '../feed/report.ts';
import type { EventName, LogEvent, LogLevel } from './event.ts';

/** The poll that an event belongs to. */
export interface LoggedPoll {
  readonly source: string;
  readonly mode: PollMode;
  readonly id?: string;
}

/** What the reference product's `threatfeeds` log says of a poll, sentence for sentence (FAILURES §1). */

export function pollScheduled(time: number, poll: LoggedPoll): LogEvent {
  return aboutPoll(time, poll, {
    event: 'poll.scheduled',
    text: `A ${poll.mode} poll is scheduled for the source: ${poll.source}`,
  });
}

export function pollStarted(
  time: number,
  poll: LoggedPoll,
  target: { readonly host: string; readonly collection: string },
): LogEvent {
  return aboutPoll(time, poll, {
    event: 'poll.started',
    text: `A ${poll.mode} poll has started for the source: ${poll.source}, domain: ${target.host}, collection: ${target.collection}`,
    fields: { host: target.host, collection: target.collection },
  });
}

/** A segment is asked for. The labels are RFC 3339; `null` is an open end. */
export function pollFetching(
  time: number,
  poll: LoggedPoll,
  window: { readonly begin: string | null; readonly end: string | null },
): LogEvent {
  const begin = window.begin === null ? 'the beginning' : zoned(window.begin);
  const end = window.end === null ? 'now' : zoned(window.end);
  return aboutPoll(time, poll, {
    event: 'poll.fetching',
    text: `Observables are being fetched from the source: ${poll.source} between ${begin} and ${end}`,
    fields: { begin: window.begin, end: window.end },
  });
}

export function pollFetched(time: number, poll: LoggedPoll, observables: number): LogEvent {
  return aboutPoll(time, poll, {
    event: 'poll.fetched',
    text: `${observables} observables were fetched from the source: ${poll.source}`,
    fields: { observables },
  });
}

/** Debug in the reference product, where nobody saw why; Info here, with the code. */
export function pollAttemptFailed(time: number, poll: LoggedPoll, failure: FailureRecord): LogEvent {
  return failed(time, poll, failure, {
    event: 'poll.attempt-failed',
    text: `Failed to fetch observables from the source: ${poll.source}. Reason for failure: ${failure.message}`,
  });
}

export function pollGaveUp(time: number, poll: LoggedPoll, failure: FailureRecord, attempts: number): LogEvent {
  return failed(time, poll, failure, {
    event: 'poll.gave-up',
    level: 'Warning',
    text: `Unable to fetch the observables from the source: ${poll.source} after ${attempts} failed attempts. Reason for failure: ${failure.message}`,
    fields: { attempts },
  });
}

/** The blank before the first colon is the reference product's. */
export function pollJobFailed(time: number, poll: LoggedPoll, failure: FailureRecord): LogEvent {
  return failed(time, poll, failure, {
    event: 'poll.job-failed',
    text: `Job failed with exception : Source: ${poll.source}. Reason for failure: ${failure.message}`,
  });
}

/** No sentence of the reference product: what probes after the failure told, the finer code at the end. */
export function pollProbed(time: number, poll: LoggedPoll, { code, certainty, alternatives }: KeptFinding): LogEvent {
  const told = certainty === 'one-of' ? `one of these: ${[code, ...alternatives].join(', ')}` : certainty;
  return aboutPoll(time, poll, {
    event: 'poll.probed',
    code,
    text: `Cause of the failure of the source: ${poll.source}, after probes (${told})`,
    fields: { certainty, alternatives: [...alternatives] },
  });
}

/** Written whether or not the poll succeeded. The time is the poll's start, in UTC, and names no zone, as there. */
export function pollAttempted(time: number, poll: LoggedPoll, startedAt: number): LogEvent {
  return aboutPoll(time, poll, {
    event: 'poll.attempted',
    level: 'Debug',
    text: `Updating the timestamp: ${unzoned(microsOf(startedAt))} for the last attempted poll for the source: ${poll.source}`,
    fields: { startedAt: new Date(startedAt).toISOString() },
  });
}

/** Somebody asked for a poll while one runs. */
export function pollRefused(time: number, poll: LoggedPoll): LogEvent {
  return aboutPoll(time, poll, {
    event: 'poll.refused',
    code: 'gate/poll-running',
    text: `The source '${poll.source}' is currently in a polling state and therefore a poll for this source cannot be initiated at this time.`,
  });
}

/** Anything else worth a line: the daemon started, a segment was halved, a warning of a poll. */
export function note(
  time: number,
  level: LogLevel,
  text: string,
  more: Pick<LogEvent, 'code' | 'source' | 'pollId' | 'fields'> = {},
): LogEvent {
  return { time, level, event: 'note', text, ...more };
}

interface Said {
  readonly event: EventName;
  readonly text: string;
  /** Default Info. */
  readonly level?: LogLevel;
  readonly code?: FailureRecord['code'];
  readonly fields?: Readonly<Record<string, JsonValue>>;
}

function aboutPoll(time: number, poll: LoggedPoll, said: Said): LogEvent {
  return {
    time,
    level: 'Info',
    source: poll.source,
    ...(poll.id === undefined ? {} : { pollId: poll.id }),
    ...said,
    fields: { mode: poll.mode, ...said.fields },
  };
}

function failed(time: number, poll: LoggedPoll, failure: FailureRecord, said: Said): LogEvent {
  const { stage, fault, retry, evidence } = failure;
  return aboutPoll(time, poll, {
    ...said,
    code: failure.code,
    fields: { ...said.fields, stage, fault, retry, evidence },
  });
}

/** `2021-09-08 16:31:36.071684`, as Python writes a time. */
function unzoned(micros: bigint): string {
  return formatMicros(micros).slice(0, -1).replace('T', ' ');
}

function zoned(label: string): string {
  const instant = parseInstant(label);
  return instant === undefined ? label : `${unzoned(instant.micros)}+00:00`;
}
