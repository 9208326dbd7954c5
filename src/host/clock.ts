import { randomInt } from 'node:crypto';
import type { Clock, Random } from '../base/clock.ts';

/** The longest a timer of Node can wait; a longer one would fire at once, so a sleep of 30 days is cut into slices. */
const longestTimer = 2 ** 31 - 1;

/** The clock of this machine. A sleep keeps the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  async sleep(ms, signal) {
    const until = performance.now() + ms;
    const aborted = (): boolean => signal?.aborted === true;
    for (let rest = ms; rest > 0 && !aborted(); rest = until - performance.now()) {
      await timer(Math.min(rest, longestTimer), signal);
    }
  },
};

function timer(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(pending);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const pending = setTimeout(done, Math.ceil(ms));
    signal?.addEventListener('abort', done, { once: true });
  });
}

/** Chance from the operating system: 48 bits, good enough for jitter, identifiers and boundaries alike. */
export const systemRandom: Random = () => randomInt(2 ** 48 - 1) / (2 ** 48 - 1);
