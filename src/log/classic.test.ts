import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FailureRecord } from '../base/failure.ts';
import { classicLine, clockTime } from './classic.ts';
import {
  note,
  pollAttempted,
  pollAttemptFailed,
  pollFetched,
  pollFetching,
  pollGaveUp,
  pollJobFailed,
  pollRefused,
  pollScheduled,
  pollStarted,
  type LoggedPoll,
} from './events.ts';
import { logLevels } from './event.ts';

const time = Date.parse('2021-09-08T16:15:26Z');
const delta: LoggedPoll = { source: 'X', mode: 'delta', id: '01JD5A6S410000000000000000' };
const failure: FailureRecord = {
  code: 'http/401',
  stage: 'auth',
  fault: 'operator',
  retry: 'after-change',
  message: 'poll of "X" at taxii.example.net: the server answered 401',
  evidence: { status: 401 },
};
const reason = `${failure.message} [http/401]`;

describe('the sentences of the reference product', () => {
  it.each([
    [pollScheduled(time, delta), 'Info: THREAT_FEEDS: A delta poll is scheduled for the source: X'],
    [pollScheduled(time, { ...delta, mode: 'full' }), 'Info: THREAT_FEEDS: A full poll is scheduled for the source: X'],
    [
      pollStarted(time, delta, { host: 'taxii.example.net', collection: 'phish-urls' }),
      'Info: THREAT_FEEDS: A delta poll has started for the source: X, domain: taxii.example.net, collection: phish-urls',
    ],
    [
      pollFetching(time, delta, { begin: '2021-09-07T16:31:36.071684Z', end: '2021-09-08T16:31:36+09:00' }),
      'Info: THREAT_FEEDS: Observables are being fetched from the source: X between 2021-09-07 16:31:36.071684+00:00 and 2021-09-08 07:31:36.000000+00:00',
    ],
    [pollFetched(time, delta, 120), 'Info: THREAT_FEEDS: 120 observables were fetched from the source: X'],
    [
      pollAttemptFailed(time, delta, failure),
      `Info: THREAT_FEEDS: Failed to fetch observables from the source: X. Reason for failure: ${reason}`,
    ],
    [
      pollGaveUp(time, delta, failure, 3),
      `Warning: THREAT_FEEDS: Unable to fetch the observables from the source: X after 3 failed attempts. Reason for failure: ${reason}`,
    ],
    [
      pollJobFailed(time, delta, failure),
      `Info: THREAT_FEEDS: Job failed with exception : Source: X. Reason for failure: ${reason}`,
    ],
    [
      pollAttempted(time, delta, Date.parse('2021-09-08T16:31:36.071Z')),
      'Debug: THREAT_FEEDS: Updating the timestamp: 2021-09-08 16:31:36.071000 for the last attempted poll for the source: X',
    ],
    [
      pollRefused(time, delta),
      "Info: THREAT_FEEDS: The source 'X' is currently in a polling state and therefore a poll for this source cannot be initiated at this time. [gate/poll-running]",
    ],
  ])('are written letter by letter: %#', (event, expected) => {
    expect(classicLine(event, 0)).toBe(`Wed Sep  8 16:15:26 2021 ${expected}`);
  });
  it('show an open end, and a label that is no time, as they are', () => {
    expect(pollFetching(time, delta, { begin: null, end: null }).text).toContain('between the beginning and now');
    expect(pollFetching(time, delta, { begin: 'soon', end: null }).text).toContain('between soon and now');
  });
  it('carry what a machine wants besides', () => {
    expect(pollGaveUp(time, delta, failure, 3)).toMatchObject({
      event: 'poll.gave-up',
      code: 'http/401',
      source: 'X',
      pollId: delta.id,
      fields: { mode: 'delta', attempts: 3, stage: 'auth', fault: 'operator', evidence: { status: 401 } },
    });
  });
});

describe('the time of a classic line', () => {
  const at = (text: string, offset: number): string => classicLine(note(Date.parse(text), 'Info', ''), offset);
  it.each([
    ['2021-09-08T16:15:26Z', 0, 'Wed Sep  8 16:15:26 2021'],
    ['2021-09-08T16:15:26Z', 540, 'Thu Sep  9 01:15:26 2021'],
    ['2021-01-01T00:00:00Z', -210, 'Thu Dec 31 20:30:00 2020'],
    ['2024-02-29T12:00:59.999Z', 0, 'Thu Feb 29 12:00:59 2024'],
  ])('of %s at %d minutes is asctime: %s', (text, offset, expected) => {
    expect(at(text, offset).slice(0, 24)).toBe(expected);
    expect(clockTime(Date.parse(text), offset)).toBe(expected.slice(11, 19));
  });
});

it('one event is one line, whatever a peer put into it', () => {
  const anything = fc.string({ unit: 'binary', maxLength: 300 });
  fc.assert(
    fc.property(anything, anything, fc.constantFrom(...logLevels), (text, source, level) => {
      const event = { ...pollScheduled(time, { source, mode: 'full' }), level, text: `${source}${text}` };
      const line = classicLine(event, 0);
      // oxlint-disable-next-line no-control-regex -- what must not be there
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
      expect(line.startsWith(`Wed Sep  8 16:15:26 2021 ${level}: THREAT_FEEDS: `)).toBe(true);
    }),
  );
});
it('cuts a sentence that has no end', () => {
  expect(classicLine(note(time, 'Info', 'x'.repeat(100_000)), 0).length).toBeLessThan(4100);
});
