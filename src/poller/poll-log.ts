import type { Clock } from '../base/clock.ts';
import type { Code } from '../base/failure.ts';
import type { PollMode } from '../feed/report.ts';
import type { Log } from '../log/event.ts';
import {
  note,
  pollAttemptFailed,
  pollAttempted,
  pollFetched,
  pollFetching,
  pollGaveUp,
  pollJobFailed,
  pollProbed,
  pollRefused,
  pollScheduled,
  pollStarted,
  type LoggedPoll,
} from '../log/events.ts';
import type { PollLog } from './ports.ts';

/** Writes the life of polls into the log, each event under the id of the poll that is running for its source. */
export function pollLog(log: Log, clock: Clock): PollLog {
  const running = new Map<string, LoggedPoll>();
  const poll = (source: string): LoggedPoll => running.get(source) ?? { source, mode: 'delta' };
  return {
    scheduled: (source, mode: PollMode) => log.write(pollScheduled(clock.now(), { source, mode })),
    started({ source, pollId, mode, host, collection }) {
      running.set(source, { source, mode, id: pollId });
      log.write(pollStarted(clock.now(), poll(source), { host, collection }));
    },
    fetching: (source, begin, end) => log.write(pollFetching(clock.now(), poll(source), { begin, end })),
    attemptFailed: (source, failure) => log.write(pollAttemptFailed(clock.now(), poll(source), failure)),
    gaveUp: (source, attempts, failure) => log.write(pollGaveUp(clock.now(), poll(source), failure, attempts)),
    jobFailed: (source, failure) => log.write(pollJobFailed(clock.now(), poll(source), failure)),
    fetched: (source, observables) => log.write(pollFetched(clock.now(), poll(source), observables)),
    attempted(source, startedAt) {
      log.write(pollAttempted(clock.now(), poll(source), startedAt));
      running.delete(source);
    },
    alreadyPolling: (source) => log.write(pollRefused(clock.now(), poll(source))),
    found: (source, finding) => log.write(pollProbed(clock.now(), poll(source), finding)),
    warning(source, code, message) {
      const about = poll(source);
      const more = about.id === undefined ? {} : { pollId: about.id };
      log.write(note(clock.now(), 'Warning', `${message} [${code}]`, { code: code as Code, source, ...more }));
    },
  };
}
