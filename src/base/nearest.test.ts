import { expect, it } from 'vitest';
import { nearest } from './nearest.ts';

const names = ['collection', 'confidence', 'tlsMinimum', 'ca', 'age', 'phish-urls', 'phish_ips'];

it.each([
  ['colection', 'collection'],
  ['collectoin', 'collection'],
  ['Collection', 'collection'],
  ['tls-minimum', 'tlsMinimum'],
  ['agee', 'age'],
  ['cA', 'ca'],
  ['phish_urls', 'phish-urls'],
  ['phishurl', 'phish-urls'],
])('%s was meant to be %s', (word, expected) => {
  expect(nearest(word, names)).toBe(expected);
});
it.each(['', 'password', 'xyz', 'collecting-subscriptions', 'x'.repeat(100_000)])('%.30s was nothing here', (word) => {
  expect(nearest(word, names)).toBeUndefined();
});
