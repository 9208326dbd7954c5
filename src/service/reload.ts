import { asFailure } from '../base/failure.ts';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../log/event.ts';
import { note } from '../log/events.ts';

/** A file of settings: its name, and what reads it. */
export type SettingsReader = readonly [name: string, read: () => unknown];

/**
 * Reads every file of settings once more and says in the log which cannot be used. Who goes by a file reads it when it
 * has changed, and keeps to what it said before where it has a mistake: nothing is half applied.
 */
export function checkSettings(
  readers: readonly SettingsReader[],
  { log, clock }: { readonly log: Log; readonly clock: Clock },
): void {
  let bad = 0;
  for (const [name, read] of readers) {
    try {
      read();
    } catch (error) {
      bad += 1;
      const { code, message } = asFailure(error, `reading ${name}`);
      log.write(note(clock.now(), 'Warning', message, { code }));
    }
  }
  const rest =
    bad === 0
      ? 'all of them are in force'
      : `${bad} of ${readers.length} cannot be used, what they said before stays in force`;
  log.write(note(clock.now(), bad === 0 ? 'Info' : 'Warning', `settings were read again: ${rest}`));
}
