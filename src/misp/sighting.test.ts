import { expect, it } from 'vitest';
import { readSightingAnswer, sightingBody } from './sighting.ts';

it('a sighting says its type, who tells it, and the second when it was', () => {
  expect(JSON.parse(sightingBody('seen', 1_700_000_000_999))).toEqual({
    type: '0',
    source: 'feedgate',
    timestamp: '1700000000',
  });
  expect(JSON.parse(sightingBody('false-positive', 0))).toMatchObject({ type: '1' });
});

it.each([
  ['{"Sighting":{"id":"7","type":"0"}}', { kind: 'taken' }],
  ['{"message":"Sighting added"}', { kind: 'taken' }],
  ['{"saved":true,"success":"1 sighting added."}', { kind: 'taken' }],
  [
    '{"message":"Could not add the Sighting. Reason: No valid attributes found that match the criteria."}',
    { kind: 'unknown' },
  ],
  ['{"saved":false,"errors":"Invalid attribute."}', { kind: 'unknown' }],
  ['{"saved":false,"errors":"Plugin disabled."}', { kind: 'refused', said: 'Plugin disabled.' }],
  ['{}', { kind: 'refused', said: '' }],
  ['<html>Log in</html>', { kind: 'refused', said: '<html>Log in</html>' }],
  ['{"saved":', { kind: 'refused', said: '{"saved":' }],
])('%s is told apart', (text, read) => {
  expect(readSightingAnswer(text)).toEqual(read);
});
