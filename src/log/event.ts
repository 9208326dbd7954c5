import type { Code, JsonValue } from '../base/failure.ts';

/** Levels of the reference product, least first. */
export const logLevels = ['Debug', 'Info', 'Warning', 'Critical'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Stable names of what happens to a poll; everything else is a `note`. */
export type EventName =
  | 'poll.scheduled'
  | 'poll.started'
  | 'poll.fetching'
  | 'poll.fetched'
  | 'poll.attempt-failed'
  | 'poll.gave-up'
  | 'poll.job-failed'
  | 'poll.probed'
  | 'poll.attempted'
  | 'poll.refused'
  | 'note';

/** One thing that happened, for both faces of the log. Every text may hold a peer's words: the faces escape them. */
export interface LogEvent {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly level: LogLevel;
  readonly event: EventName;
  /** The sentence of the classic log, in English. */
  readonly text: string;
  readonly code?: Code;
  readonly source?: string;
  readonly pollId?: string;
  /** What a machine may want besides; no secrets. */
  readonly fields?: Readonly<Record<string, JsonValue>>;
}

/** Takes events. Never throws: a log that cannot be written must not stop what it tells of. */
export interface Log {
  write(event: LogEvent): void;
}

/** Whether an event of `level` passes a sink that starts at `least`. */
export function passes(level: LogLevel, least: LogLevel): boolean {
  return logLevels.indexOf(level) >= logLevels.indexOf(least);
}

/** One log that writes to all of the given ones. */
export function logToAll(...logs: readonly Log[]): Log {
  return {
    write(event) {
      for (const log of logs) log.write(event);
    },
  };
}
