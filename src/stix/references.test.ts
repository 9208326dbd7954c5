import { describe, expect, it } from 'vitest';
import { add, allOf, anyOf, type Found, maximumObservables, nothing, refer } from '../indicator/found.ts';
import { referenceBudget, References } from './references.ts';

function domain(value: string, ...references: string[]): Found {
  const found = nothing();
  add(found, { kind: 'domain', value });
  for (const id of references) refer(found, id);
  return found;
}

function follow(references: References, ...ids: string[]) {
  const values: string[] = [];
  const { missing, exhausted } = references.follow(ids, (found) =>
    values.push(...found.values.map((each) => each.value)),
  );
  return { values, missing, exhausted };
}

describe('references', () => {
  it('lead to what is defined, once each, and through it to more', () => {
    const references = new References();
    references.define('a', domain('a.example', 'b', 'c'));
    references.define('b', domain('b.example', 'a'));
    expect(follow(references, 'a', 'a', 'd')).toEqual({
      values: ['a.example', 'b.example'],
      missing: ['d', 'c'],
      exhausted: false,
    });
  });

  it('lead to the later of two definitions', () => {
    const references = new References();
    references.define('a', domain('old.example'));
    expect(follow(references, 'a').values).toEqual(['old.example']);
    references.define('a', domain('new.example'));
    expect(follow(references, 'a').values).toEqual(['new.example']);
  });

  it('find what came last, and forget what came first, however much is defined', () => {
    const references = new References();
    const heavy = nothing();
    for (let i = 0; i < 999; i += 1) add(heavy, { kind: 'domain', value: 'a.example' });
    const half = referenceBudget.definitions / 2000;
    for (let i = 0; i < 2 * half; i += 1) references.define(`ex:${i}`, heavy);
    expect(follow(references, `ex:${2 * half - 1}`, `ex:${half}`).missing).toEqual([]);
    for (let i = 0; i < half; i += 1) references.define(`ex:again-${i}`, heavy);
    expect(follow(references, 'ex:0', `ex:${half - 1}`).missing).toEqual([`ex:${half - 1}`, 'ex:0']);
  });

  it('end when the budget is used up', () => {
    const references = new References();
    const many = nothing();
    for (let i = 0; i < maximumObservables; i += 1) add(many, { kind: 'domain', value: 'a.example' });
    references.define('a', many);
    const rounds = Math.ceil(referenceBudget.steps / maximumObservables) + 1;
    const answers = Array.from({ length: rounds }, () => follow(references, 'a').exhausted);
    expect(answers.slice(0, -2)).not.toContain(true);
    expect(answers.at(-1)).toBe(true);
  });
});

describe('what is found', () => {
  it('is capped, and what is beyond is counted', () => {
    const found = nothing();
    for (let i = 0; i < maximumObservables + 5; i += 1) add(found, { kind: 'domain', value: 'a.example' });
    expect(found.values).toHaveLength(maximumObservables);
    expect(found.skipped).toEqual(new Map([['too-many-observables', 5]]));
  });

  it('of several parts is any of them, or, where all must hold, nothing', () => {
    const parts = [domain('a.example'), domain('b.example')];
    expect(anyOf(parts).values.map(({ value }) => value)).toEqual(['a.example', 'b.example']);
    expect(allOf(parts)).toMatchObject({ values: [], skipped: new Map([['and-composition', 1]]) });
    expect(allOf([domain('a.example'), domain('a.example')]).values).toHaveLength(1);
    expect(allOf([domain('a.example', 'x'), domain('a.example', 'x')]).values).toHaveLength(0);
    expect(parts.map((part) => part.values.length)).toEqual([1, 1]);
  });
});
