import { expect, it } from 'vitest';
import { encodePublication, isSnapshotName, parsePublication, snapshotName } from './publication.ts';

it('is read as it was written', () => {
  const base = snapshotName('base', 7);
  for (const overlay of [null, snapshotName('overlay', 9)]) {
    expect(parsePublication(encodePublication({ generation: 9, base, overlay }))).toEqual({
      generation: 9,
      base,
      overlay,
    });
  }
});
it.each([
  ['', 'match/truncated'],
  ['{"format":1,"gen', 'match/truncated'],
  ['{format}\n', 'match/foreign'],
  ['{"format":2}\n', 'match/version'],
  ['{"format":1,"generation":1,"base":"../base-1.index","overlay":null}\n', 'match/foreign'],
  ['{"format":1,"generation":1,"base":"base-1.index"}\n', 'match/foreign'],
  ['{"format":1,"generation":"1","base":"base-1.index","overlay":null}\n', 'match/foreign'],
])('of %j is refused', (text, code) => {
  expect(() => parsePublication(text)).toThrow(expect.objectContaining({ code }));
});
it('names files of its own directory alone', () => {
  expect(['base-1.index', 'overlay-1763892000000.index'].every(isSnapshotName)).toBe(true);
  expect(['current', 'base-1.index.scratch', '/base-1.index', 'base-.index', 'x'].some(isSnapshotName)).toBe(false);
});
