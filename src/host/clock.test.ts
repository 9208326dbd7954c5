import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { seededRandom } from '../../test/fakes/seeded-random.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import type { Clock } from '../base/clock.ts';
import { systemClock, systemRandom } from './clock.ts';

/** What every clock does; `pass` lets at least that many milliseconds go by. */
function itIsAClock(clock: Clock, pass: (ms: number) => Promise<void>): void {
  it('never runs backwards and wakes a sleeper not before its time', async () => {
    const began = clock.monotonic();
    const sleep = clock.sleep(2).then(() => clock.monotonic());
    await pass(2);
    expect((await sleep) - began).toBeGreaterThanOrEqual(2);
  });
  it('wakes at once when the signal aborts, before or during the sleep', async () => {
    const controller = new AbortController();
    const sleep = clock.sleep(86_400_000, controller.signal);
    controller.abort();
    await sleep;
    await clock.sleep(86_400_000, controller.signal);
  });
  it('does not sleep for nothing', async () => {
    await clock.sleep(0);
    await clock.sleep(-1);
  });
}

describe('the clock of the machine', () => {
  itIsAClock(systemClock, (ms) => systemClock.sleep(ms));
  it('does not wake at once from a sleep longer than a timer can wait', async () => {
    const controller = new AbortController();
    const long = systemClock.sleep(30 * 86_400_000, controller.signal).then(() => 'woke');
    expect(await Promise.race([long, systemClock.sleep(20).then(() => 'asleep')])).toBe('asleep');
    controller.abort();
    await long;
  });
});

describe('the manual clock', () => {
  const clock = new ManualClock();
  itIsAClock(clock, (ms) => clock.advance(ms));
  it('wakes sleepers in the order of their time, and those they start within the span', async () => {
    const clock = new ManualClock(1000);
    const seen: string[] = [];
    const sleeper = async (name: string, ms: number): Promise<void> => {
      await clock.sleep(ms);
      seen.push(`${name}@${clock.now()}`);
    };
    const all = [sleeper('late', 30), sleeper('early', 10).then(() => sleeper('next', 5)), sleeper('never', 31)];
    expect([clock.sleeping, clock.nextWake]).toEqual([3, 10]);
    await clock.advance(30);
    expect(seen).toEqual(['early@1010', 'next@1015', 'late@1030']);
    expect([clock.sleeping, clock.nextWake, clock.now()]).toEqual([1, 1, 1030]);
    await clock.advance(1);
    await Promise.all(all);
    expect(clock.nextWake).toBeUndefined();
  });
  it('lets the wall jump without moving what measures durations', () => {
    const clock = new ManualClock(1000);
    clock.jump(-500);
    expect([clock.now(), clock.monotonic()]).toEqual([500, 0]);
  });
});

describe('chance', () => {
  it.each([
    ['of the machine', systemRandom],
    ['with a seed', seededRandom(7)],
  ])('%s lies in [0, 1) and spreads', (_name, random) => {
    const drawn = Array.from({ length: 2000 }, random);
    expect(drawn.every((x) => x >= 0 && x < 1)).toBe(true);
    expect(drawn.reduce((a, b) => a + b) / 2000).toBeCloseTo(0.5, 1);
  });
  it('with a seed repeats itself', () => {
    const draw = (seed: number): number[] => Array.from({ length: 5 }, seededRandom(seed));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });
});

describe('a directory for tests', () => {
  let made = '';
  it('exists while the test runs', () => {
    made = tempDirectory();
    expect(existsSync(made)).toBe(true);
  });
  it('is gone after it', () => {
    expect(existsSync(made)).toBe(false);
  });
});
