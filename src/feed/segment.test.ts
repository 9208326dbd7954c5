import fc from 'fast-check';
import { expect, it } from 'vitest';
import { halve, tile, widthMs } from './segment.ts';

const span = fc
  .tuple(fc.bigInt({ min: 0n, max: 2n ** 50n }), fc.bigInt({ min: 1n, max: 2n ** 48n }))
  .map(([begin, length]) => ({ begin, end: begin + length }));

it('tiles its window: no gap, no overlap, oldest first, at most a thousand', () => {
  fc.assert(
    fc.property(span, fc.integer({ min: 1, max: 40 * 86_400_000 }), (window, ms) => {
      const segments = tile(window, ms);
      expect(segments.length).toBeGreaterThan(0);
      expect(segments.length).toBeLessThanOrEqual(1000);
      expect(segments[0]?.begin).toBe(window.begin);
      expect(segments.at(-1)?.end).toBe(window.end);
      for (const [i, segment] of segments.entries()) {
        expect(segment.begin < segment.end).toBe(true);
        if (i > 0) expect(segment.begin).toBe(segments[i - 1]?.end);
      }
    }),
  );
});
it('halves without a gap and stops at the least width', () => {
  fc.assert(
    fc.property(span, (segment) => {
      const halves = halve(segment, 1000);
      if (halves === undefined) expect(widthMs(segment)).toBeLessThanOrEqual(2000);
      else
        expect([halves[0].begin, halves[0].end, halves[1].end]).toEqual([segment.begin, halves[1].begin, segment.end]);
    }),
  );
});
it('cuts nothing out of an empty window', () => {
  expect(tile({ begin: 5n, end: 5n }, 3_600_000)).toEqual([]);
});
