import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Failure } from '../base/failure.ts';
import { readYaml } from './yaml-document.ts';

const schema = z.strictObject({
  mode: z.enum(['monitor', 'enforce']).default('monitor'),
  rules: z.array(z.strictObject({ name: z.string(), confidence: z.number().min(0).max(100).optional() })).default([]),
});

function problems(text: string): string[] {
  try {
    readYaml({ name: 'policy.yaml', text }, schema);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(error.code).toBe('config/file-bad');
    return error.message.split('; ').reduce<string[]>((all, part) => {
      if (part.startsWith('policy.yaml:') || part.startsWith('and ')) return [...all, part];
      return [...all.slice(0, -1), `${all.at(-1)}; ${part}`];
    }, []);
  }
  return [];
}

describe('a YAML file', () => {
  it('is read by its schema, an empty one too', () => {
    expect(readYaml({ name: 'a', text: 'mode: enforce\nrules: [{name: x}]' }, schema)).toEqual({
      mode: 'enforce',
      rules: [{ name: 'x' }],
    });
    expect(readYaml({ name: 'a', text: '# nothing yet\n' }, schema)).toEqual({ mode: 'monitor', rules: [] });
  });

  it.each([
    ['mode: enforce\nmoed: x', ['policy.yaml:2:1: there is no setting "moed"; did you mean mode?']],
    [
      'rules:\n  - name: a\n    confidense: 5',
      ['policy.yaml:3:5: there is no setting "confidense"; did you mean confidence?'],
    ],
    ['zzzzzzzzzz: 1', ['policy.yaml:1:1: there is no setting "zzzzzzzzzz"']],
    ['mode: loud', ['policy.yaml:1:7: mode must be one of monitor, enforce']],
    ['rules:\n  - confidence: 5', ['policy.yaml:2:5: rules.0.name is missing']],
    ['rules: [{name: x, confidence: 101}]', ['policy.yaml:1:31: rules.0.confidence must be at most 100']],
    ['- a\n- b', ['policy.yaml:1:1: the file must be a value of type object']],
    ['mode: monitor\nmode: enforce', ['policy.yaml:2:1: map keys must be unique']],
    ['mode: [', ['policy.yaml:1:8: flow sequence in block collection must be sufficiently indented and end with a ]']],
  ])('with %j is refused where the mistake is', (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  it('tells all mistakes in order, the first five in words', () => {
    const text = Array.from({ length: 7 }, (_, i) => `unknown${i}: 1`).join('\n');
    expect(problems(text)).toHaveLength(6);
    expect(problems(text)[5]).toBe('and 2 more');
  });

  it('that unfolds to more than it says is refused', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const list = (value: string) => `[${Array(9).fill(value).join(',')}]`;
    const bomb = names.map((name, i) => `${name}: &${name} ${list(i === 0 ? 'x' : `*${names[i - 1]}`)}`);
    expect(problems(bomb.join('\n'))).toEqual(['policy.yaml:1:1: the file has too many aliases']);
  });
});
