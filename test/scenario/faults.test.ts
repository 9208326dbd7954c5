import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Code } from '../../src/base/failure.ts';
import type { JsonObject } from '../../src/config/plain.ts';
import { systemClock } from '../../src/host/clock.ts';
import { onLoopback, practiceSettings } from '../../src/lab/exercise.ts';
import { exercises } from '../../src/lab/exercises.ts';
import { startLab } from '../../src/lab/lab.ts';
import { openExercisePolls, type ExercisePolls } from './exercise-polls.ts';

/**
 * Every switch of the practice server that bends messages and contents, polled through the real client, parser children
 * and store. Those of HTTP are met in http-faults.test.ts, those of TAXII 2, of lists and of MISP in tests of their own.
 */
const bent = exercises.filter(
  ({ area, id }) => (area === 'taxii' || area === 'content') && !/^(?:taxii2|list|misp)-/.test(id),
);

let polls: ExercisePolls;
let honest: readonly string[];
beforeAll(async () => {
  polls = await openExercisePolls();
  const lab = await startLab();
  const outcome = await polls.meet(
    'honest',
    onLoopback(practiceSettings(lab.port), () => lab.close()),
  );
  await lab.close();
  honest = outcome.values;
  expect(outcome.message).toBe('');
  expect(honest.length).toBeGreaterThan(100);
});
afterAll(() => polls[Symbol.asyncDispose]());

/** What a fault does to a poll beyond ending it: a part of the collection is lost, and that is right. */
const partial = new Set([
  'block-not-xml',
  'block-binding-unknown',
  'block-empty',
  'status-success',
  'huge-block',
  'late-labels',
  'more-without-result-id',
]);

/** Settings under which a fault shows. */
const settings: Readonly<Record<string, JsonObject>> = {
  'huge-answer': { timeouts: { connect: '1s', firstByte: '5s', stall: '10s', request: '80s' } },
  'endless-answer': { timeouts: { connect: '1s', firstByte: '5s', stall: '10s', request: '80s' } },
  'huge-block': { timeouts: { connect: '1s', firstByte: '30s', stall: '10s', request: '60s' } },
};

/** The test's budgets are far below the product's: what would fit there ends here by name. */
const overBudget: Readonly<Record<string, Code>> = { 'huge-answer': 'http/too-big', 'xml-huge-text': 'http/too-big' };

describe.concurrent('a poll that meets', () => {
  it.each(bent.map((exercise) => [exercise.id, exercise] as const))('%s', { timeout: 90_000 }, async (id, exercise) => {
    const open = await exercise.open({ clock: systemClock });
    try {
      const outcome = await polls.meet(id, open, settings[id]);
      const over = overBudget[id];
      const expected = over === undefined ? [exercise.afterPoll, exercise.afterProbe] : [over, over];
      expect([outcome.afterPoll, outcome.afterProbe], outcome.message).toEqual(expected);
      const whole = expected[0] === null && !partial.has(id);
      if (whole) expect(outcome.values).toEqual(honest);
    } finally {
      await open.close();
    }
  });
  it('forges no line of the log', () => {
    expect(polls.log.lines.join('')).not.toMatch(/[\n\r\u001b\u202e]/);
  });
});
