import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/host/clock.ts';
import { listExercises } from '../../src/lab/lists/exercises.ts';
import { openExercisePolls, type ExercisePolls } from './exercise-polls.ts';

let polls: ExercisePolls;
beforeAll(async () => {
  polls = await openExercisePolls();
});
afterAll(() => polls[Symbol.asyncDispose]());

describe.concurrent('a poll of a list that meets', () => {
  it.each(listExercises.map((exercise) => [exercise.id, exercise] as const))(
    '%s',
    { timeout: 60_000 },
    async (id, exercise) => {
      const open = await exercise.open({ clock: systemClock });
      try {
        const outcome = await polls.meet(id, open);
        expect([outcome.afterPoll, outcome.afterProbe], outcome.message).toEqual([
          exercise.afterPoll,
          exercise.afterProbe,
        ]);
        expect(outcome.values.length > 0, outcome.values.join(' ')).toBe(exercise.afterPoll === null);
      } finally {
        await open.close();
      }
    },
  );
});
