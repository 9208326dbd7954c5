import { describe, expect, it } from 'vitest';
import { readSentence } from './sentence.ts';

const reason = "'405'";

/** Every sentence that the reference product is known to write, of each of its versions. */
describe('a sentence of the reference product', () => {
  it.each([
    ['A delta poll is scheduled for the source: X', { kind: 'scheduled', source: 'X' }],
    ['A full poll is scheduled for the source: X', { kind: 'scheduled', source: 'X' }],
    [
      'A delta poll has started for the source: X, domain: taxii.example.net, collection: c',
      { kind: 'started', source: 'X', host: 'taxii.example.net' },
    ],
    [
      'Observables are being fetched from the source: X between 2021-09-01 16:15:26.071684+00:00 and 2021-09-08 16:15:26.071684+00:00',
      undefined,
    ],
    ['41 observables were fetched from the source: X', { kind: 'fetched', source: 'X', observables: 41 }],
    [
      `Failed to fetch observables from the source: X. Reason for failure: ${reason}`,
      { kind: 'failed', source: 'X', phase: 'attempt', reason },
    ],
    [
      `Unable to fetch the observables from the source: X after 3 failed attempts. Reason for failure: ${reason}`,
      { kind: 'failed', source: 'X', phase: 'gave-up', attempts: 3, reason },
    ],
    [
      `Job failed with exception : Source: X. Reason for failure: ${reason}`,
      { kind: 'failed', source: 'X', phase: 'job', reason },
    ],
    [
      'Updating the timestamp: 2021-09-08 16:31:36.071684 for the last attempted poll for the source: X',
      { kind: 'attempted', source: 'X' },
    ],
    [
      "The source 'X' is currently in a polling state and therefore a poll for this source cannot be initiated at this time.",
      { kind: 'failed', source: 'X', phase: 'note' },
    ],
    [
      '[TaxiiClient] Failed to poll threat feeds from following source: taxii.example.net, cause of failure: Invalid Collection name',
      { kind: 'failed', source: null, host: 'taxii.example.net', phase: 'attempt', reason: 'Invalid Collection name' },
    ],
    [
      'Job failed with exception: Invalid URL or Port',
      { kind: 'failed', source: null, phase: 'job', reason: 'Invalid URL or Port' },
    ],
    [
      `Machine: 'esa03.example.net'. A failure was encountered for the source 'X'. Reason for failure: ${reason}`,
      { kind: 'failed', source: 'X', phase: 'banner', reason },
    ],
  ] as const)('is read: %s', (text, told) => {
    if (told === undefined) expect(readSentence(text)).toBeUndefined();
    else expect(readSentence(text)).toMatchObject(told);
  });
});
