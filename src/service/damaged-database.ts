import { Failure } from '../base/failure.ts';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../log/event.ts';
import { note } from '../log/events.ts';

export interface DamagedDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** Called once, when the database is found to be damaged; what it answers follows in the log. */
  readonly found: (failure: Failure) => Promise<string>;
  /** Called each time that it is still damaged. */
  readonly still: () => Promise<void>;
}

const everyMs = 5000;

/**
 * Opens what needs the database. Where that is damaged, it is tried again every five seconds, so that one that was put
 * back is found; `null` when `signal` aborted meanwhile. @throws Failure of the first try that is another than
 * `host/db-corrupt`.
 */
export async function openedWhenSound<T>(
  open: () => Promise<T>,
  { clock, log, found, still }: DamagedDeps,
  signal: AbortSignal,
): Promise<T | null> {
  let told = '';
  while (!signal.aborted) {
    try {
      const opened = await open();
      if (told !== '') log.write(note(clock.now(), 'Info', 'the database can be used again'));
      return opened;
    } catch (error) {
      if (!(error instanceof Failure) || (told === '' && error.code !== 'host/db-corrupt')) throw error;
      const isFirst = told === '';
      if (told !== error.message && error.code !== 'gate/already-running') {
        const rest = isFirst ? `; ${await found(error)}` : '';
        log.write(note(clock.now(), 'Critical', `${error.message}${rest}`, { code: error.code }));
        told = error.message;
      }
    }
    await still();
    await clock.sleep(everyMs, signal);
  }
  return null;
}
