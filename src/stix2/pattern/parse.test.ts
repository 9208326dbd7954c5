import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyObservation, printPattern } from '../../../test/fakes/stix2-pattern.ts';
import { observablesOf } from './evaluate.ts';
import { isPatternRefusal, parsePattern } from './parse.ts';

/** Milliseconds that nothing here may take, even on a busy machine. */
const limit = 10_000;

function ruleOf(pattern: string): string | null {
  const began = performance.now();
  const answer = parsePattern(pattern);
  if (!isPatternRefusal(answer)) observablesOf(answer);
  expect(performance.now() - began).toBeLessThan(limit);
  return isPatternRefusal(answer) ? answer.rule : null;
}

describe('a pattern', () => {
  it('printed from a tree reads as that tree', () => {
    fc.assert(
      fc.property(anyObservation, (observation) => {
        expect(parsePattern(printPattern(observation))).toEqual(observation);
      }),
    );
  });
  it('with a few characters changed is refused, or reads as what it prints', () => {
    const edit = fc.record({ at: fc.nat(), removed: fc.nat(3), added: fc.string({ maxLength: 3 }) });
    fc.assert(
      fc.property(anyObservation, edit, (observation, { at, removed, added }) => {
        const text = printPattern(observation);
        const index = at % (text.length + 1);
        const answer = parsePattern(text.slice(0, index) + added + text.slice(index + removed));
        if (!isPatternRefusal(answer)) expect(parsePattern(printPattern(answer))).toEqual(answer);
      }),
    );
  });
  it('of any tree names something, or says why not', () => {
    fc.assert(
      fc.property(anyObservation, (observation) => {
        const found = observablesOf(observation);
        expect(found.values.length + (found.skipped?.size ?? 0) + found.refused).toBeGreaterThan(0);
      }),
    );
  });
  it('says where it breaks', () => {
    expect(parsePattern("[url:value = 'http://a.example/' OR")).toEqual({ rule: 'object-path', at: 35 });
    expect(parsePattern("[file:name = 'a\\b']")).toEqual({ rule: 'escape', at: 16 });
  });
});

describe('a hostile pattern', () => {
  it('of random text ends in a tree or a refusal', () => {
    const pieces = fc.constantFrom('[', ']', '(', ')', "'", 'AND', 'OR', 'NOT', 'IN', 'a:b', '=', ' ', '/*', '\\', '1');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(fc.oneof(pieces, fc.string())).map((all) => all.join('')),
        ),
        (text) => {
          const answer = parsePattern(text);
          if (isPatternRefusal(answer)) expect(answer.at).toBeLessThanOrEqual(text.length);
          else observablesOf(answer);
        },
      ),
    );
  });
  it.each<[string, string, string | null]>([
    ['of a million parentheses', '('.repeat(1_000_000), 'too-deep'],
    ['of many parentheses between the brackets', `[${'('.repeat(500_000)}`, 'too-deep'],
    ['that is too long', `[a:b = '${'x'.repeat(1024 * 1024)}']`, 'too-long'],
    ['of too many comparisons', `[${Array(90_000).fill('a:b=1').join(' OR ')}]`, null],
    ['of too many values', `[a:b IN (${Array(100_001).fill('1').join(',')})]`, 'too-many'],
    ['of a long path', `[a:b${'.c'.repeat(200)} = 1]`, 'too-deep'],
    ['of many qualifiers', `[a:b = 1]${' WITHIN 1 SECONDS'.repeat(200)}`, 'too-deep'],
    ['of many ANDs', `[${Array(90_000).fill('a:b=1').join(' AND ')}]`, null],
    [
      'of many hashes',
      `[${Array(10_000).fill("file:hashes.MD5='d41d8cd98f00b204e9800998ecf8427e'").join(' AND ')}]`,
      null,
    ],
    ['of many observations', Array(80_000).fill('[a:b=1]').join(' AND '), null],
    ['of open comments', '/* '.repeat(300_000), 'comment'],
    ['of comments', '/**/'.repeat(200_000), 'expected ['],
    ['of digits', `[a:b = ${'1'.repeat(1_000_000)}x`, 'expected ]'],
    ['of backslashes', `[a:b = '${'\\\\'.repeat(500_000)}`, 'open-string'],
    ['of quotes', `[a:b=${"'".repeat(1_000_001)}`, 'expected ]'],
  ])('%s is read or refused in time', (_, pattern, rule) => {
    expect(ruleOf(pattern)).toBe(rule);
  });
});
