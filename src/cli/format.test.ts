import { describe, expect, it } from 'vitest';
import { formatBytes, formatDuration, formatNumber, formatSpan, formatTime } from './format.ts';
import { en } from './texts/en.ts';
import { ko } from './texts/ko.ts';

it('groups thousands', () => {
  expect([0, 999, 1000, 12_841, 1_000_000].map(formatNumber)).toEqual(['0', '999', '1,000', '12,841', '1,000,000']);
});
it('writes bytes in powers of a thousand', () => {
  expect([0, 999, 1000, 4_210_000, 31_400_000, 9_960_000, 999_600].map(formatBytes)).toEqual([
    '0 B',
    '999 B',
    '1.0 kB',
    '4.2 MB',
    '31 MB',
    '10 MB',
    '1.0 MB',
  ]);
});

describe('a duration', () => {
  it.each([
    [0, '0 ms', '0 ms'],
    [412, '412 ms', '412 ms'],
    [999.7, '1 s', '1초'],
    [8400, '8.4 s', '8.4초'],
    [38_000, '38 s', '38초'],
    [60_000, '1 min', '1분'],
    [134 * 60_000, '2 h 14 min', '2시간 14분'],
    [76 * 3_600_000, '3 d 4 h', '3일 4시간'],
    [3_600_000 + 5000, '1 h', '1시간'],
  ])('of %i ms is %s, %s', (ms, english, korean) => {
    expect(formatDuration(ms, en.units)).toBe(english);
    expect(formatDuration(ms, ko.units)).toBe(korean);
  });
  it('is told in one unit when it says how long ago something was', () => {
    expect(formatSpan(-3 * 60_000 - 5000, ko.units)).toBe('3분');
    expect(formatSpan(200, en.units)).toBeNull();
  });
});

describe('a moment', () => {
  it('is written in the zone asked for, Korean time by its name', () => {
    expect(formatTime('2026-11-22T01:02:03Z', 'Asia/Seoul')).toBe('2026-11-22 10:02 KST');
    expect(formatTime('2026-11-22T01:02:03Z', 'UTC', true)).toBe('2026-11-22 01:02:03 UTC');
    expect(formatTime('2026-11-22T00:00:00Z', 'UTC')).toBe('2026-11-22 00:00 UTC');
  });
  it('is never a reason to fail', () => {
    expect(formatTime('not a time', 'UTC')).toBe('not a time');
    expect(formatTime('2026-11-22T01:02:03Z', 'No/Zone')).toMatch(/^2026-11-2/);
  });
});
