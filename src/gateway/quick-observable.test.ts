import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseAny } from '../observable/parse-any.ts';
import { quickObservable } from './quick-observable.ts';

it('the short way gives what the long way gives', () => {
  const label = fc.stringMatching(/^[a-z0-9_-]{1,70}$/);
  const name = fc.array(label, { minLength: 1, maxLength: 6 }).map((labels) => labels.join('.'));
  const any = fc.oneof(name, fc.stringMatching(/^[a-zA-Z0-9.:/[\]_ -]{0,40}$/), fc.string());
  fc.assert(
    fc.property(any, (text) => {
      expect(quickObservable(text)).toEqual(parseAny(text));
    }),
    { numRuns: 2000 },
  );
});
