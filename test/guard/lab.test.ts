import { describe, expect, it } from 'vitest';
import { conditionTables } from '../../src/conditions.ts';
import { exercises } from '../../src/lab/exercises.ts';
import { unpractised } from './unpractised.ts';

const raised = new Set(exercises.flatMap(({ afterPoll, afterProbe, warns }) => [afterPoll, afterProbe, warns]));
const codes = [...new Set(Object.values(conditionTables).flatMap((table) => Object.keys(table)))];

/** Whether a reason is given for a code: by itself, or by how it begins. */
function isExcused(code: string): boolean {
  return unpractised.some(([, which]) =>
    which.some((each) => (/[/-]$/.test(each) ? code.startsWith(each) : code === each)),
  );
}

describe('the lab', () => {
  it('has an exercise for every condition, or a reason why none', () => {
    expect(codes.length).toBeGreaterThan(250);
    const missing = codes.filter((code) => ![...raised].some((each) => each === code) && !isExcused(code));
    expect(missing, 'give it an exercise in src/lab, or a reason in test/guard/unpractised.ts').toEqual([]);
  });
  it('expects conditions that there are', () => {
    const unheard = [...raised].filter((code) => code !== null && code !== undefined && !codes.includes(code));
    expect(unheard).toEqual([]);
  });
  it('has exercises with ids of their own, and says of each what happens', () => {
    expect(new Set(exercises.map(({ id }) => id)).size).toBe(exercises.length);
    for (const { id, title, imitates } of exercises) {
      expect(id).toMatch(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/);
      for (const text of [title, imitates]) expect(text, id).toMatch(/^\S.*[^.]$/);
    }
  });
  it('never expects what nobody knows', () => {
    for (const { id, afterPoll, afterProbe } of exercises) {
      for (const code of [afterPoll, afterProbe]) expect(code ?? '', id).not.toMatch(/^bug\/|\/(?:unknown|failed)$/);
    }
  });
  it('gives reasons in sentences', () => {
    for (const [reason] of unpractised) expect(reason).toMatch(/^[a-z].{20,120}[^.]$/);
  });
});
