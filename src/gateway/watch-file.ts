import { stat } from 'node:fs/promises';
import type { Clock } from '../base/clock.ts';
import { errorCode } from '../host/error-code.ts';

const everyMs = 1000;

/** Seconds between two calls of `quiet`. */
const quietEvery = 5;

export interface Watch {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Called when the file is another, or has come or gone. */
  readonly changed: () => Promise<void>;
  /** Called now and then while nothing changes. */
  readonly quiet: () => Promise<void>;
}

/** Looks at a file every second until the signal aborts. */
export async function watchFile(path: string, { clock, signal, changed, quiet }: Watch): Promise<void> {
  let seen = await stateOf(path);
  for (let round = 1; ; round += 1) {
    await clock.sleep(everyMs, signal);
    if (signal.aborted) return;
    const state = await stateOf(path);
    if (state !== seen) await changed();
    else if (round % quietEvery === 0) await quiet();
    seen = state;
  }
}

/** The state of a file that is not there. */
export const absent = 'absent';

/** Changes whenever the file does. */
export async function stateOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? absent : `unreadable ${errorCode(error)}`;
  }
}
