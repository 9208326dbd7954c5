import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../base/failure.ts';
import { defaultJsonBudget } from './budget.ts';
import { jsonValue, parseJson } from './parse.ts';

function codeOf(text: string, budget = defaultJsonBudget): string | null {
  try {
    parseJson(text, budget);
    return null;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.code;
  }
}

describe('a small document', () => {
  it('is the value that JSON.parse gives', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), (text) => {
        expect(parseJson(text)).toEqual(JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value)));
      }),
    );
  });
  it('has no member that could become a prototype, however its name is written', () => {
    for (const name of ['__proto__', '\\u005f_proto__', '__prot\\u006f__']) {
      const value = parseJson(`{"a":[{"${name}":{"polluted":true},"b":1}]}`);
      expect(value).toEqual({ a: [{ b: 1 }] });
      expect(JSON.stringify(value)).toBe('{"a":[{"b":1}]}');
    }
    expect(parseJson('{"__proto__":1}')).toEqual({});
    expect(parseJson('["__proto__","\\u00e9"]')).toEqual(['__proto__', 'é']);
  });
  it('keeps the last of two members of one name', () => {
    expect(parseJson('{"a":1,"a":2}')).toEqual({ a: 2 });
  });
  it.each([
    ['', 'json/truncated'],
    ['  ', 'json/truncated'],
    ['{"a":', 'json/truncated'],
    ['"abc', 'json/truncated'],
    ['[1,2', 'json/truncated'],
    ['{a:1}', 'json/malformed'],
    ['[1,]', 'json/malformed'],
    ['[NaN]', 'json/malformed'],
    ['tru', 'json/malformed'],
    ['{} {}', 'json/malformed'],
    ["{'a':1}", 'json/malformed'],
    ['"a\tb"', 'json/malformed'],
  ])('%j ends in %s', (text, code) => {
    expect(codeOf(text)).toBe(code);
    expect(jsonValue(text)).toBe(undefined);
  });
  it.each([
    ['[[[[1]]]]', { depth: 3 }, 'json/forbidden-depth'],
    [`[${'['.repeat(1_000_000)}`, {}, 'json/forbidden-depth'],
    ['["12345"]', { string: 4 }, 'json/forbidden-size'],
    ['{"a":1,"b":2}', { keys: 1 }, 'json/forbidden-size'],
    ['[1,2,3,4]', { size: 8 }, 'json/forbidden-size'],
  ])('%j within a budget of its own', (text, budget, code) => {
    expect(codeOf(text, { ...defaultJsonBudget, ...budget })).toBe(code);
  });
});
