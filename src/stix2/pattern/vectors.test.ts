import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { observablesOf } from './evaluate.ts';
import { isPatternRefusal, parsePattern } from './parse.ts';

const file = new URL('../../../test/vectors/stix2/patterns.txt', import.meta.url);
const arrow = ' => ';

interface Vector {
  readonly pattern: string;
  readonly outcome: readonly string[];
}

function vectorOf(line: string): Vector {
  const at = line.lastIndexOf(arrow);
  const pattern = line
    .slice(0, at)
    .replace(/\\u([0-9a-f]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return { pattern, outcome: line.slice(at + arrow.length).split(' | ') };
}

const vectors = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('# '))
  .map(vectorOf);

/** What comes of a pattern, in the words of the file. */
function outcomeOf(pattern: string): readonly string[] {
  const observation = parsePattern(pattern);
  if (isPatternRefusal(observation)) return [`!${observation.rule}`];
  const found = observablesOf(observation);
  expect(found.references).toEqual([]);
  const skipped = [...(found.skipped ?? [])].map(([reason, times]) => `-${reason}${times > 1 ? `*${times}` : ''}`);
  return [
    ...new Set(found.values.map(({ kind, value }) => `${kind} ${value}`)),
    ...skipped,
    ...found.refusals.map(({ rule }) => `?${rule}`),
  ];
}

describe('the vectors', () => {
  it('are many', () => {
    expect(vectors.length).toBeGreaterThan(150);
  });
  it.each(vectors)('$pattern', ({ pattern, outcome }) => {
    expect(outcomeOf(pattern)).toEqual(outcome);
  });
});
