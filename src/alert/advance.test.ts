import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noon, noticeOf, problem } from '../../test/fakes/alerting.ts';
import { advance } from './advance.ts';
import { emptyBook, type Notice } from './book.ts';
import { documentOf } from './document.ts';
import { isQuiet } from './quiet.ts';
import { defaultRules } from './rules.ts';
import { syslogLine } from './syslog.ts';
import { wordsOf } from './text.ts';

const minute = 60_000;

describe('any course of events', () => {
  const sight = fc.record({
    minutes: fc.integer({ min: 0, max: 300 }),
    seen: fc.boolean(),
    failing: fc.array(
      fc.record({
        subject: fc.constantFrom('a', 'b', 'c'),
        cause: fc.constantFrom('x', 'y', 'z'),
        severity: fc.constantFrom('info', 'warning', 'critical'),
        ripe: fc.boolean(),
      }),
      { maxLength: 4 },
    ),
  });

  it('opens what it ends, ends what it opened, and is over some time after all is well', () => {
    fc.assert(
      fc.property(fc.array(sight, { maxLength: 40 }), fc.boolean(), (sights, quiet) => {
        const quietHours = quiet ? { from: 22 * 60, to: 6 * 60, zone: 'UTC' } : null;
        const rules = { ...defaultRules, quietHours };
        const told: Notice[] = [];
        let now = noon;
        let book = emptyBook;
        const step = (seen: boolean, failing: readonly ReturnType<typeof problem>[]): void => {
          const at = { now, seen: new Set(seen ? (['sources'] as const) : []), problems: seen ? failing : [] };
          const next = advance(book, at, rules);
          const again = advance(next.book, at, rules);
          expect(again.notices).toEqual([]);
          expect(again.book).toEqual(next.book);
          told.push(...next.notices);
          book = next.book;
        };
        for (const { minutes, seen, failing } of sights) {
          now += minutes * minute;
          step(
            seen,
            failing.map(({ subject, ...rest }) => problem(subject, rest)),
          );
        }
        for (let i = 0; i < 200; i += 1) {
          now += 15 * minute;
          step(true, []);
        }
        expect(book.alerts).toEqual([]);
        expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
        for (const [, notices] of Map.groupBy(told, ({ alert }) => alert.key)) {
          const course = notices.map(({ kind }) => `${kind} `).join('');
          expect(course).toMatch(/^(?:opened (?:worse |reminder )*(?:recovered |moved )|passed )*$/);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('the words of a notice', () => {
  const hostile = problem('phish\u001b[2J\r\nBcc: x', {
    cause: 'CA CN=\u202eevil\n',
    message: 'said "<b>\u0007\n| = \\" and `rm -rf`',
    code: 'tls/unknown-root',
    evidence: { certificate: { issuer: 'CN=`reboot`\n$(reboot)' } },
  });

  it.each(['en', 'ko'] as const)('in %s let nothing of a peer through but text', (language) => {
    const reader = { language, zone: 'UTC', node: 'mx1' };
    const notice = noticeOf([hostile]);
    const { subject, body } = wordsOf(notice, reader);
    // oxlint-disable-next-line no-control-regex -- they are what it looks for
    expect(`${subject}${body.replaceAll('\n', '')}`).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    expect(body.split('\n').some((line) => line.startsWith('Bcc'))).toBe(false);
    const { cause, key, subjects, message } = documentOf(notice, reader);
    // oxlint-disable-next-line no-control-regex -- they are what it looks for
    expect([cause, key, message, ...subjects].join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    for (const format of ['rfc5424', 'cef'] as const) {
      const line = syslogLine(notice, reader, { format, facility: 3, version: '1' });
      // oxlint-disable-next-line no-control-regex -- they are what it looks for
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    }
  });

  it('of a code that nobody knows say at least the code', () => {
    const notice = noticeOf([problem('phish', { code: 'later/invented' })]);
    const { subject, body } = wordsOf(notice, { language: 'ko', zone: 'Asia/Seoul', node: 'mx1' });
    expect(subject).toContain('later/invented (phish)');
    expect(body).toContain('2026-11-22 20:00 GMT+9');
  });

  it('are as long as they may be, however many suffer', () => {
    const many = Array.from({ length: 5000 }, (_, i) => problem(`source-${i}-${'x'.repeat(50)}`));
    const document = documentOf(noticeOf(many), { language: 'en', zone: 'UTC', node: 'mx1' });
    expect(document.count).toBe(5000);
    expect(JSON.stringify(document).length).toBeLessThan(8000);
  });
});

describe('quiet hours', () => {
  it.each([
    ['22:00', '07:00', '2026-11-22T13:00:00Z', true],
    ['22:00', '07:00', '2026-11-22T21:59:00Z', true],
    ['22:00', '07:00', '2026-11-22T22:00:00Z', false],
    ['12:00', '13:00', '2026-11-22T03:30:00Z', true],
    ['12:00', '13:00', '2026-11-22T04:00:00Z', false],
    ['12:00', '12:00', '2026-11-22T03:00:00Z', false],
  ])('from %s to %s in Seoul at %s: %s', (from, to, at, expected) => {
    const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
    const hours = { from: minutes(from), to: minutes(to), zone: 'Asia/Seoul' };
    expect(isQuiet(hours, Date.parse(at))).toBe(expected);
  });
});
