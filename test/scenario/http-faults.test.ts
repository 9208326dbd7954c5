import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/config/plain.ts';
import { systemClock } from '../../src/host/clock.ts';
import { exercises } from '../../src/lab/exercises.ts';
import { openExercisePolls, type ExercisePolls } from './exercise-polls.ts';

let polls: ExercisePolls;
let honest: readonly string[];
beforeAll(async () => {
  polls = await openExercisePolls();
  const plain = exercises.find(({ id }) => id === 'http-1.0');
  if (plain === undefined) throw new Error('no exercise to compare with');
  const open = await plain.open({ clock: systemClock });
  honest = (await polls.meet('honest', open)).values;
  await open.close();
  expect(honest.length).toBeGreaterThan(100);
});
afterAll(() => polls[Symbol.asyncDispose]());

const http = exercises.filter(({ area, id }) => area === 'http' && !/^(?:list|misp)-/.test(id));

/** Limits under which a fault shows that needs longer ones. */
const limits: Readonly<Record<string, JsonObject>> = {
  'slow-first-byte': { timeouts: { connect: '1s', firstByte: '20s', stall: '1s', request: '60s' } },
  drip: { timeouts: { connect: '1s', firstByte: '5s', stall: '3s', request: '30s' } },
};

/** The longest that a poll with its probes may take on a loaded machine, milliseconds. */
const limit = 60_000;

describe.concurrent('a poll that meets', () => {
  it.each(http.map((exercise) => [exercise.id, exercise] as const))('%s', { timeout: limit }, async (id, exercise) => {
    const open = await exercise.open({ clock: systemClock });
    try {
      const outcome = await polls.meet(id, open, limits[id]);
      expect([outcome.afterPoll, outcome.afterProbe], outcome.message).toEqual([
        exercise.afterPoll,
        exercise.afterProbe,
      ]);
      if (exercise.afterPoll === null) expect(outcome.values).toEqual(honest);
      if (exercise.warns !== undefined) expect(outcome.warnings).toContain(exercise.warns);
    } finally {
      await open.close();
    }
  });
  it('never ends in "unknown", and forges no line of the log', () => {
    for (const { afterPoll, afterProbe } of http) {
      for (const code of [afterPoll, afterProbe]) expect(code ?? '').not.toMatch(/^bug\/|\/(?:unknown|failed)$/);
    }
    expect(polls.log.lines.join('')).not.toMatch(/[\n\r\u001b\u202e]/);
  });
});
