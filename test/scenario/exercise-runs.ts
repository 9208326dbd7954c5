import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { JsonObject } from '../../src/config/plain.ts';
import { systemClock } from '../../src/host/clock.ts';
import type { Exercise } from '../../src/lab/exercise.ts';
import { openExercisePolls, type ExercisePolls } from './exercise-polls.ts';

/** Limits that hold on a loaded machine and keep what is silent short. */
const timeouts: JsonObject = { connect: '2s', firstByte: '3s', stall: '2s', request: '20s' };
const probeLimits = { connect: 1500, answer: 3000 };

/** The longest that a poll with its probes may take, milliseconds. */
const limit = 30_000;

/** Kinds of resources that a connection, a server or a timer holds. */
const held = /TCP|TLS|UDP|Timeout/;

function resources(): string[] {
  return process.getActiveResourcesInfo().filter((each) => held.test(each));
}

/**
 * Polls a source that meets each exercise, through the real client, parser children and store, and probes its
 * failures: all end as they say, named, in time, and leave nothing behind.
 */
export function describeExercises(exercises: readonly Exercise[]): void {
  let polls: ExercisePolls;
  let before: readonly string[];
  beforeAll(async () => {
    before = resources();
    polls = await openExercisePolls(probeLimits);
  });
  afterAll(async () => {
    await polls[Symbol.asyncDispose]();
    await vi.waitFor(() => expect(resources().length).toBeLessThanOrEqual(before.length), { timeout: 10_000 });
  });
  describe.concurrent('a poll that meets', { timeout: 2 * limit }, () => {
    it.each(exercises.map((exercise) => [exercise.id, exercise] as const))('%s', async (id, exercise) => {
      const open = await exercise.open({ clock: systemClock });
      try {
        const outcome = await polls.meet(id, open, { timeouts });
        expect([outcome.afterPoll, outcome.afterProbe], outcome.message).toEqual([
          exercise.afterPoll,
          exercise.afterProbe,
        ]);
        expect(outcome.ms).toBeLessThan(limit);
        if (exercise.afterPoll === null) expect(outcome.values.length).toBeGreaterThan(100);
      } finally {
        await open.close();
      }
    });
  });
}
