import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMicros, microsOf } from '../base/instant.ts';
import { cursorAfter, planWindow } from './window.ts';

const hour = 3_600_000;
const now = Date.parse('2026-11-23T10:00:00Z');
const question = { mode: null, cursor: null, now, age: 720 * hour, overlap: hour } as const;

describe('a poll window', () => {
  it('is the whole age where there is no cursor, whatever was asked', () => {
    for (const mode of [null, 'delta', 'full'] as const) {
      expect(planWindow({ ...question, mode })).toEqual({
        mode: 'full',
        span: { begin: microsOf(now - 720 * hour), end: microsOf(now) },
      });
    }
  });
  it('reaches back from the cursor by the overlap', () => {
    const plan = planWindow({ ...question, cursor: '2026-11-23T08:00:00.000001Z' });
    expect(plan.mode).toBe('delta');
    expect(formatMicros(plan.span.begin)).toBe('2026-11-23T07:00:00.000001Z');
  });
  it('never reaches back further than the age', () => {
    const plan = planWindow({ ...question, cursor: '2020-01-01T00:00:00Z' });
    expect(plan.span.begin).toBe(microsOf(now - 720 * hour));
  });
  it('is never empty, even when the cursor lies in the future', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 0, max: 24 }), (hours, overlap) => {
        const cursor = formatMicros(microsOf(now + hours * hour));
        const { span } = planWindow({ ...question, cursor, overlap: overlap * hour });
        expect(span.begin < span.end).toBe(true);
      }),
    );
  });
});

describe('the cursor after a segment', () => {
  const asked = microsOf(now);
  it("is the server's own string where it does not pass what was asked", () => {
    const text = '2026-11-23T09:59:59.123456+00:00';
    expect(cursorAfter({ asked, answered: text, serverNow: null }).text).toBe(text);
  });
  it.each([
    ['in the future', '2030-01-01T00:00:00Z'],
    ['unreadable', 'soon'],
    ['absent', null],
  ])('is what was asked where Inclusive_End is %s', (_, answered) => {
    expect(cursorAfter({ asked, answered, serverNow: null })).toEqual({ micros: asked, text: null });
  });
  it("never passes the server's clock, so that a fast clock of ours skips nothing", () => {
    const serverNow = now - hour;
    expect(cursorAfter({ asked, answered: null, serverNow }).micros).toBe(microsOf(serverNow));
    expect(cursorAfter({ asked, answered: '2026-11-23T10:00:00Z', serverNow }).micros).toBe(microsOf(serverNow));
  });
});
