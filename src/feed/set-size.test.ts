import { describe, expect, it } from 'vitest';
import { doubtAbout, lostTooMuch } from './set-size.ts';

const usual = { shrinkLimit: 50, growthLimit: 10 };

describe('a data set', () => {
  it.each([
    [100, 50, null],
    [100, 49, 'shrunk'],
    [100, 0, 'empty'],
    [1, 0, 'empty'],
    [0, 0, null],
    [0, 1_000_000, null],
    [100, 1100, null],
    [100, 1101, 'grown'],
    [3, 900, null],
    [200_000, 2_000_000, null],
    [200_000, 2_000_001, 'grown'],
  ])('that had %i and has %i is in doubt: %s', (before, now, doubt) => {
    expect(doubtAbout({ before, now }, usual)).toBe(doubt);
  });
  it('is taken whatever its size where there are no limits', () => {
    const none = { shrinkLimit: null, growthLimit: null };
    expect(doubtAbout({ before: 100, now: 0 }, none)).toBeNull();
    expect(doubtAbout({ before: 100, now: 1_000_000 }, none)).toBeNull();
  });
  it('may lose what the limit allows, and never everything', () => {
    expect(lostTooMuch({ before: 100, now: 10 }, 90)).toBe(false);
    expect(lostTooMuch({ before: 100, now: 9 }, 90)).toBe(true);
    expect(lostTooMuch({ before: 1, now: 0 }, 100)).toBe(true);
  });
});
