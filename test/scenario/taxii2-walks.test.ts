import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/config/plain.ts';
import { systemClock } from '../../src/host/clock.ts';
import { onLoopback } from '../../src/lab/exercise.ts';
import { startLab, type Lab2Options } from '../../src/lab/lab.ts';
import { practiceId, type Collection2 } from '../../src/lab/taxii2/collection.ts';
import { practice2Settings } from '../../src/lab/taxii2/exercises.ts';
import { indicators, type ObjectList } from '../../src/lab/taxii2/objects.ts';
import type { Rules2 } from '../../src/lab/taxii2/rules.ts';
import { openExercisePolls, type ExercisePolls, type Outcome } from './exercise-polls.ts';
import { startPolling, valuesOf } from './polling.ts';

let polls: ExercisePolls;
beforeAll(async () => {
  polls = await openExercisePolls();
});
afterAll(() => polls[Symbol.asyncDispose]());

let sources = 0;

/** Polls a server once, from the beginning. */
async function polled(taxii2: Lab2Options, changes: JsonObject = {}): Promise<Outcome> {
  sources += 1;
  const name = `walk-${sources}`;
  const lab = await startLab({ taxii2 });
  const open = onLoopback(practice2Settings(lab.port, { attempts: 3 }), () => lab.close());
  try {
    return await polls.meet(name, open, changes);
  } finally {
    await lab.close();
  }
}

function collectionOf(objects: ObjectList): Collection2 {
  return { id: practiceId, alias: 'practice', title: 'Practice', description: '', canRead: true, objects };
}

/** All that a collection asserts, sorted. */
function assertedBy(objects: ObjectList): string[] {
  const all = Array.from({ length: objects.length }, (_, index) => objects.at(index).asserts ?? '');
  return [...new Set(all)].sort();
}

const now = systemClock.now() - 60_000;
const plan = { name: 'walks', count: 250, until: now };
const spread = indicators(plan);
const tied = indicators({ ...plan, together: 30 });

const ways: readonly (readonly [way: string, rules: Partial<Rules2>])[] = [
  ['marks', {}],
  ['no marks', { marks: 'none' }],
  ['marks that are refused', { marks: 'refused' }],
  ['marks that expire', { marks: 'expiring' }],
  ['one mark that every use moves on', { marks: 'consuming' }],
  ['TAXII 2.0', { versions: ['2.0'] }],
  ['TAXII 2.0, one short', { versions: ['2.0'], ranges: 'short' }],
  ['TAXII 2.0 with spaces', { versions: ['2.0'], ranges: 'space' }],
  ['TAXII 2.0 without a total', { versions: ['2.0'], ranges: 'starred' }],
];

describe.concurrent('all of 250 objects', { timeout: 120_000 }, () => {
  it.each(ways.flatMap(([way, rules]) => [7, 50, 100].map((most) => [most, way, rules] as const)))(
    'come by pages of %i with %s',
    async (most, _, rules) => {
      const { values, message } = await polled({ rules: { most, ...rules }, collections: [collectionOf(spread)] });
      expect(message).toBe('');
      expect(values).toEqual(assertedBy(spread));
    },
  );
  it.each(ways.flatMap(([way, rules]) => [7, 50, 100].map((most) => [most, way, rules] as const)))(
    'come by pages of %i with %s, though every second connection is cut within a page',
    async (most, _, rules) => {
      const lossy = { fault: 'taxii2-cut', rules: { most, ...rules }, collections: [collectionOf(spread)] };
      const { values, message } = await polled(lossy);
      expect(message).toBe('');
      expect(values).toEqual(assertedBy(spread));
    },
  );
  it.each(ways)('come where thirty share an instant, with %s', async (_, rules) => {
    const { values, message } = await polled({ rules: { most: 50, ...rules }, collections: [collectionOf(tied)] });
    expect(message).toBe('');
    expect(values).toEqual(assertedBy(tied));
  });
});

describe('a thousand objects of each instant', { timeout: 120_000 }, () => {
  const thousands = indicators({ name: 'thousands', count: 5000, until: now, together: 1000 });
  it.each([
    ['marks', { most: 100 }],
    ['no marks', { most: 20_000, marks: 'none' }],
    ['marks that are refused', { most: 20_000, marks: 'refused' }],
    ['TAXII 2.0', { most: 700, versions: ['2.0'] }],
  ] as const)('all come with %s', async (_, rules) => {
    const { values, message } = await polled({ rules, collections: [collectionOf(thousands)] });
    expect(message).toBe('');
    expect(values).toEqual(assertedBy(thousands));
  });
});

describe('polls of TAXII 2, one after the other', { timeout: 120_000 }, () => {
  /** A collection that grows. */
  function growing(first: number): ObjectList & { length: number } {
    return { length: first, at: (index) => spread.at(index) };
  }

  it('go on from the last stamp, and ask for nothing again but the overlap', async () => {
    const objects = growing(90);
    await using polling = await startPolling({
      taxii2: { collections: [collectionOf(objects)] },
      source: { kind: 'taxii2', path: '/taxii2/practice/', collection: practiceId, overlap: 0 },
    });
    expect((await polling.poll()).funnel.received).toBe(90);
    objects.length = 141;
    const second = await polling.poll();
    expect([second.mode, second.funnel.received, second.funnel.new]).toEqual(['delta', 51, 51]);
    expect((await polling.poll()).funnel.received).toBe(0);
    const asked = polling.lab.requests.map(({ path }) => new URLSearchParams(path.split('?')[1]).get('added_after'));
    expect(asked.at(-1)).toBe(new Date(Number(spread.at(140).added / 1000n)).toISOString().replace('Z', '000Z'));
    expect(await valuesOf(polling.store)).toEqual(assertedBy(objects));
  });

  it('get all in the end where each one alone is stopped by its budget of pages', async () => {
    await using polling = await startPolling({
      taxii2: { rules: { most: 2 }, collections: [collectionOf(spread)] },
      source: { kind: 'taxii2', path: '/taxii2/practice/', collection: practiceId },
    });
    const reports = [await polling.poll(), await polling.poll(), await polling.poll()];
    expect(reports.map(({ failure }) => failure?.code ?? null)).toEqual(['taxii/part-loop', 'taxii/part-loop', null]);
    expect(await valuesOf(polling.store)).toEqual(assertedBy(spread));
  });

  it('find the collection by its title from the discovery, each time anew', async () => {
    await using polling = await startPolling({
      taxii2: {},
      source: { kind: 'taxii2', path: '/taxii2', collection: 'practice indicators' },
    });
    expect((await polling.poll()).funnel.new).toBe(250);
    expect((await polling.poll()).failure).toBeNull();
  });

  it('take a set for a whole: what is no longer in it is withdrawn', async () => {
    const objects = growing(150);
    await using polling = await startPolling({
      taxii2: { rules: { most: 20 }, collections: [collectionOf(objects)] },
      source: { kind: 'taxii2', path: '/taxii2/practice/', collection: practiceId, collectionType: 'set' },
    });
    expect((await polling.poll()).funnel.new).toBe(150);
    objects.length = 120;
    expect((await polling.poll()).funnel.withdrawn).toBe(30);
  });
});
