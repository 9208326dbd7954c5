import { expect, it } from 'vitest';
import { newId } from './id.ts';

it('sorts by time and is 26 characters of Crockford base 32', () => {
  const early = newId(1_631_118_696_071, () => 0.999999);
  const late = newId(1_631_118_696_072, () => 0);
  expect(early < late).toBe(true);
  expect(early).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  expect(newId(1_469_918_176_385, () => 0)).toBe('01ARYZ6S410000000000000000');
});
