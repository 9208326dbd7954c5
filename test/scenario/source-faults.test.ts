import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/host/clock.ts';
import { listExercises } from '../../src/lab/lists/exercises.ts';
import { mispExercises } from '../../src/lab/misp/exercises.ts';
import { openExercisePolls, type ExercisePolls } from './exercise-polls.ts';

let polls: ExercisePolls;
beforeAll(async () => {
  polls = await openExercisePolls();
});
afterAll(() => polls[Symbol.asyncDispose]());

/** Of these a part cannot be had, and what came is kept. */
const partial = new Set(['misp-page-ignored']);

describe.concurrent('a poll of a list or of MISP that meets', () => {
  it.each([...listExercises, ...mispExercises].map((exercise) => [exercise.id, exercise] as const))(
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
        if (exercise.warns !== undefined) expect(outcome.warnings).toContain(exercise.warns);
        expect(outcome.values.length > 0).toBe(exercise.afterPoll === null || partial.has(id));
      } finally {
        await open.close();
      }
    },
  );
});
