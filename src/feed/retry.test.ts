import { describe, expect, it } from 'vitest';
import type { FailureRecord, RetryClass } from '../base/failure.ts';
import { backOff, react } from './retry.ts';

function failed(code: `${string}/${string}`, retry: RetryClass, retryAfterMs?: number): FailureRecord {
  const record = { code, stage: 'http', fault: 'source', retry, message: 'm', evidence: {} } as const;
  return retryAfterMs === undefined ? record : { ...record, retryAfterMs };
}
const situation = { attempts: 1, waits: 0, allowed: 3, halvable: true, halvings: 0, bisecting: false, jitter: 0.5 };

describe('after a failed request', () => {
  it('asks again with a growing wait while the class is soon and attempts are left', () => {
    const failure = failed('tcp/timeout', 'soon');
    expect(react({ ...situation, failure })).toEqual({ kind: 'again', ms: 2000, counted: true });
    expect(react({ ...situation, failure, attempts: 2 })).toEqual({ kind: 'again', ms: 5000, counted: true });
    expect(react({ ...situation, failure, attempts: 3 })).toEqual({ kind: 'give-up' });
  });
  it('never asks again with credentials that were refused', () => {
    expect(react({ ...situation, failure: failed('http/401', 'after-change') })).toEqual({ kind: 'give-up' });
  });
  it('halves a window that the server cannot deliver, down to the least segment', () => {
    const failure = failed('body/empty', 'soon');
    expect(react({ ...situation, failure })).toEqual({ kind: 'halve' });
    expect(react({ ...situation, failure, halvable: false })).toMatchObject({ kind: 'again' });
    expect(react({ ...situation, failure, halvable: false, attempts: 3 })).toEqual({ kind: 'bisect' });
  });
  it('halves for a silent server three times only, since each time costs a whole time limit', () => {
    const failure = failed('http/slow-server', 'soon');
    expect(react({ ...situation, failure, halvings: 2 })).toEqual({ kind: 'halve' });
    expect(react({ ...situation, failure, halvings: 3 })).toMatchObject({ kind: 'again' });
    expect(react({ ...situation, failure, halvings: 3, attempts: 3 })).toEqual({ kind: 'give-up' });
  });
  it('searches the block that breaks the document, one attempt a span', () => {
    const failure = failed('xml/malformed', 'next-poll');
    expect(react({ ...situation, failure })).toEqual({ kind: 'bisect' });
    expect(react({ ...situation, failure: failed('http/500', 'soon'), halvable: false, bisecting: true })).toEqual({
      kind: 'bisect',
    });
  });
  it('honours Retry-After without counting it, but not for ever and not for hours', () => {
    const failure = failed('http/503', 'soon', 30_000);
    expect(react({ ...situation, failure, attempts: 9 })).toEqual({ kind: 'again', ms: 30_000, counted: false });
    expect(react({ ...situation, failure, attempts: 3, waits: 5 })).toEqual({ kind: 'give-up' });
    expect(react({ ...situation, failure: failed('http/429', 'soon', 3_600_000) })).toEqual({ kind: 'give-up' });
  });
});
it('backs off within bounds', () => {
  expect(backOff(1, 0)).toBe(1000);
  expect(backOff(50, 0.999)).toBeLessThanOrEqual(121_000);
});
