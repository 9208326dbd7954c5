import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCron, nextDue, overdueStart, spread } from './schedule.ts';

const hour = 3_600_000;
const now = Date.parse('2026-11-23T10:00:00Z');
const question = {
  name: 'otx',
  interval: { kind: 'every', ms: hour },
  now,
  failures: 0,
  retry: null,
  jitter: 0,
} as const;

describe('the next poll', () => {
  it('comes within half and one and a half intervals, whatever the name and the time', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 0, max: 10 * hour }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (name, later, jitter) => {
          const wait = nextDue({ ...question, name, now: now + later, jitter }) - (now + later);
          expect(wait).toBeGreaterThanOrEqual(hour / 2);
          expect(wait).toBeLessThanOrEqual(1.52 * hour);
        },
      ),
    );
  });
  it('spreads two hundred sources of one interval over it', () => {
    const dues = Array.from({ length: 200 }, (_, i) => nextDue({ ...question, name: `source-${i}` }) - now);
    for (let slot = 0; slot < 10; slot += 1) {
      const inSlot = dues.filter((due) => Math.floor((due - hour / 2) / (hour / 10)) === slot).length;
      expect(inSlot).toBeGreaterThan(8);
    }
  });
  it('waits longer and longer after a failure that only a change mends, at most a day', () => {
    const waits = [1, 2, 3, 10].map((failures) => nextDue({ ...question, failures, retry: 'after-change' }) - now);
    expect(waits[1]).toBeGreaterThanOrEqual(2 * hour);
    expect(waits[2]).toBeGreaterThanOrEqual(4 * hour);
    expect(waits[3]).toBe(24 * hour);
  });
  it('keeps to its schedule after a failure that may pass, but leaves five minutes after the fifth', () => {
    expect(nextDue({ ...question, failures: 4, retry: 'soon' })).toBe(nextDue(question));
    const quick = { ...question, interval: { kind: 'every', ms: 60_000 } } as const;
    expect(nextDue({ ...quick, failures: 5, retry: 'soon' }) - now).toBe(300_000);
  });
  it('follows a cron expression in its zone', () => {
    const cron = { kind: 'cron', expression: '0 6 * * *', zone: 'Asia/Seoul' } as const;
    expect(new Date(nextDue({ ...question, interval: cron })).toISOString()).toBe('2026-11-23T21:00:00.000Z');
  });
});

it('tells a cron expression that cannot be scheduled from one that can', () => {
  expect(checkCron('*/5 * * * *', null)).toBeNull();
  expect(checkCron('often', null)).toMatch(/./);
  expect(checkCron('0 0 30 2 *', null)).toBe('it never comes due');
  expect(checkCron('* * * * *', 'Mars/Olympus')).toMatch(/./);
});
it('polls a new source at once and spreads overdue ones after a start', () => {
  expect(overdueStart('a', question.interval, null, now)).toBe(now);
  const starts = Array.from({ length: 50 }, (_, i) => overdueStart(`s${i}`, question.interval, 1, now) - now);
  expect(Math.max(...starts)).toBeLessThanOrEqual(600_000);
  expect(Math.max(...starts) - Math.min(...starts)).toBeGreaterThan(400_000);
});
it('gives every name a place in [0, 1)', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      expect(spread(name)).toBeGreaterThanOrEqual(0);
      expect(spread(name)).toBeLessThan(1);
    }),
  );
});
