import { expect, it } from 'vitest';
import { renewalLate } from './renewal.ts';

it.each([
  ['a year', 398, 30],
  ['ninety days', 90, 15],
  ['six days', 6, 1],
  ['nothing', -1, 0],
  ['what nothing renews', null, 30],
])('a certificate of %s is told in time, and not before its renewal is due', (_, life, expected) => {
  expect(renewalLate(30, life)).toBe(expected);
});
