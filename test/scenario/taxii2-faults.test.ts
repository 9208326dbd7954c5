import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/host/clock.ts';
import { onLoopback } from '../../src/lab/exercise.ts';
import { startLab } from '../../src/lab/lab.ts';
import { practiceCount } from '../../src/lab/taxii2/collection.ts';
import { practice2Settings, taxii2Exercises } from '../../src/lab/taxii2/exercises.ts';
import { openExercisePolls, type ExercisePolls } from './exercise-polls.ts';

let polls: ExercisePolls;
let honest: readonly string[];
beforeAll(async () => {
  polls = await openExercisePolls();
  const lab = await startLab({ taxii2: {} });
  const settings = practice2Settings(lab.port);
  const outcome = await polls.meet(
    'honest',
    onLoopback(settings, () => lab.close()),
  );
  await lab.close();
  honest = outcome.values;
  expect(outcome.message).toBe('');
  expect(honest).toHaveLength(practiceCount);
});
afterAll(() => polls[Symbol.asyncDispose]());

/** Of these a part cannot be had. */
const partial = new Set(['taxii2-many-at-once']);

describe.concurrent('a poll of TAXII 2 that meets', () => {
  it.each(taxii2Exercises.map((exercise) => [exercise.id, exercise] as const))(
    '%s',
    { timeout: 90_000 },
    async (id, exercise) => {
      const open = await exercise.open({ clock: systemClock });
      try {
        const outcome = await polls.meet(id, open);
        expect([outcome.afterPoll, outcome.afterProbe], outcome.message).toEqual([
          exercise.afterPoll,
          exercise.afterProbe,
        ]);
        if (exercise.warns !== undefined) expect(outcome.warnings).toContain(exercise.warns);
        if (exercise.afterPoll === null && !partial.has(id)) expect(outcome.values).toEqual(honest);
      } finally {
        await open.close();
      }
    },
  );
  it('forges no line of the log', () => {
    expect(polls.log.lines.join('')).not.toMatch(/[\n\r\u001b\u202e]/);
  });
});
