import { expect, it } from 'vitest';
import { policyPlaces } from './policy-places.ts';

it('a file of policy tells the line of everything that it says', () => {
  const text = '# ours\nrules:\n  - name: a\n    do: log\n  # and\n  - { name: b, do: log }\nmode: monitor\n';
  expect(policyPlaces(text, 2)).toEqual({ mode: 7, subjectTag: null, rules: [3, 6] });
  expect(policyPlaces('', 1)).toEqual({ mode: null, subjectTag: null, rules: [null] });
});
