import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../src/base/clock.ts';

interface Sleeper {
  readonly wakeAt: number;
  readonly wake: () => void;
}

/**
 * A clock that stands still until the test moves it. Wall and monotonic time advance together; `jump` moves the
 * wall alone, as an operator or NTP would. Starts at 2026-11-22T10:00:00Z.
 */
export class ManualClock implements Clock {
  #wall: number;
  #monotonic = 0;
  #sleepers: Sleeper[] = [];

  constructor(wall = Date.parse('2026-11-22T10:00:00Z')) {
    this.#wall = wall;
  }

  now(): number {
    return this.#wall;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (ms <= 0 || signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper: Sleeper = { wakeAt: this.#monotonic + ms, wake };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }

  /** How many are asleep now. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  /** Milliseconds until the next sleeper wakes; `undefined` when nobody sleeps. */
  get nextWake(): number | undefined {
    if (this.#sleepers.length === 0) return undefined;
    return Math.min(...this.#sleepers.map((sleeper) => sleeper.wakeAt)) - this.#monotonic;
  }

  /**
   * Moves time by `ms`, waking sleepers one by one in the order of their time. What a sleeper does next runs before
   * the next one wakes, and sleeps that it begins within `ms` are woken too.
   */
  async advance(ms: number): Promise<void> {
    const end = this.#monotonic + ms;
    await settle();
    for (let next = this.#due(end); next !== undefined; next = this.#due(end)) {
      this.#moveTo(next.wakeAt);
      next.wake();
      await settle();
    }
    this.#moveTo(end);
  }

  /** Moves the wall clock alone, either way. */
  jump(ms: number): void {
    this.#wall += ms;
  }

  /** The earliest sleeper due by `end`; of those due together, the one that lay down first. */
  #due(end: number): Sleeper | undefined {
    let first: Sleeper | undefined;
    for (const sleeper of this.#sleepers) {
      if (sleeper.wakeAt <= end && (first === undefined || sleeper.wakeAt < first.wakeAt)) first = sleeper;
    }
    return first;
  }

  #moveTo(monotonic: number): void {
    this.#wall += monotonic - this.#monotonic;
    this.#monotonic = monotonic;
  }
}

/** Lets everything that is ready run: promises, and a few turns of the event loop for loopback sockets and files. */
async function settle(): Promise<void> {
  for (let i = 0; i < 5; i += 1) await turn();
}
