import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/host/clock.ts';
import { exercises } from '../../src/lab/exercises.ts';
import { openExercisePolls, type ExercisePolls } from './exercise-polls.ts';

let polls: ExercisePolls;
beforeAll(async () => {
  polls = await openExercisePolls();
});
afterAll(() => polls[Symbol.asyncDispose]());

/** The longest that a poll with its probes may take on a loaded machine, milliseconds. */
const limit = 30_000;

const dns = exercises.filter(({ area }) => area === 'dns');

describe.concurrent('a poll that meets', () => {
  it.each(dns.map((exercise) => [exercise.id, exercise] as const))('%s', async (id, exercise) => {
    const open = await exercise.open({ clock: systemClock });
    try {
      const outcome = await polls.meet(id, open);
      expect([outcome.afterPoll, outcome.afterProbe], outcome.message).toEqual([
        exercise.afterPoll,
        exercise.afterProbe,
      ]);
      expect(outcome.ms).toBeLessThan(limit);
      if (exercise.afterPoll === null) expect(outcome.values.length).toBeGreaterThan(100);
      if (exercise.warns !== undefined) expect(outcome.warnings).toContain(exercise.warns);
    } finally {
      await open.close();
    }
  });
});
