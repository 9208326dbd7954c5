import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatDuration, parseDuration } from './duration.ts';

it.each([
  ['90s', 90_000],
  ['1h', 3_600_000],
  ['30d', 2_592_000_000],
  ['1d12h', 129_600_000],
  ['2w', 1_209_600_000],
  ['1.5h', 5_400_000],
  [' 250MS ', 250],
  [60_000, 60_000],
  [0, 0],
])('reads %j as %d ms', (value, ms) => {
  expect(parseDuration(value)).toBe(ms);
});
it.each(['60', '', '1 h', 'h', '-1h', '1y', '1hh', '0.0001s', 1.5, -1, NaN, null, true, '9'.repeat(12).concat('w')])(
  'refuses %j',
  (value) => {
    expect(parseDuration(value)).toBeUndefined();
  },
);
it('writes what it reads', () => {
  expect([0, 500, 61_000, 129_600_000].map(formatDuration)).toEqual(['0s', '500ms', '1m1s', '1d12h']);
  fc.assert(
    fc.property(fc.nat({ max: 365 * 86_400_000 }), (ms) => {
      expect(parseDuration(formatDuration(ms))).toBe(ms);
    }),
  );
});
