import { expect, it } from 'vitest';
import { Veil } from '../auth/veil.ts';
import { Secret } from '../base/secret.ts';
import { emptyTally, type Tally } from '../indicator/indicator.ts';
import { veiledObserver } from './veiled.ts';

it('what a list says of how it was asked for is not told with what was left out of it', () => {
  const told: (Tally | string)[] = [];
  const quiet = () => undefined;
  const observer = veiledObserver(
    {
      stage: quiet,
      certificate: quiet,
      spent: quiet,
      bytes: quiet,
      part: (tally) => told.push(tally),
      warn: (_code, message) => told.push(message),
    },
    new Veil({ kind: 'query', name: 'key', value: new Secret('open+sesame') }),
  );
  observer.part({
    ...emptyTally,
    skipped: { 'unknown:open+sesame': 1 },
    refusals: [{ kind: 'url', text: 'http://[/?key=open%2Bsesame', rule: 'no-url' }],
  });
  observer.warn('list/odd', 'the first line is "GET /?key=open%2Bsesame"');
  expect(told).toEqual([
    {
      ...emptyTally,
      skipped: { 'unknown:***': 1 },
      refusals: [{ kind: 'url', text: 'http://[/?key=***', rule: 'no-url' }],
    },
    'the first line is "GET /?key=***"',
  ]);
});
