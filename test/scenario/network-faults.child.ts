import type { OpenExercise } from '../../src/lab/exercise.ts';
import { openExercisePolls } from './exercise-polls.ts';

/**
 * Runs on the near side of a practice network: polls each of the faults named in its argument and prints what came of
 * it. It ends by itself: what a poll or a probe left open would keep it.
 */

const met = JSON.parse(process.argv[2] ?? '[]') as readonly (Pick<
  OpenExercise,
  'settings' | 'environment' | 'canary'
> & {
  readonly id: string;
})[];
/** Connecting may take longer than on loopback: the first packet is lost for some. */
const timeouts = { connect: '3s', firstByte: '2s', stall: '2s', request: '20s' };
const polls = await openExercisePolls();
// Not all at once: on a loaded machine the limits of a second are for the network, not for us.
const waiting = [...met];
const outcomes: [string, unknown][] = [];
await Promise.all(
  Array.from({ length: 12 }, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      outcomes.push([next.id, await polls.meet(next.id, next, { timeouts })]);
    }
  }),
);
await polls[Symbol.asyncDispose]();
process.stdout.write(JSON.stringify(Object.fromEntries(outcomes)));
