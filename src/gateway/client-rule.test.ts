import { describe, expect, it } from 'vitest';
import { ClientGate } from './client-rule.ts';

describe('a gate for clients', () => {
  const gate = new ClientGate({ allowed: ['127.0.0.0/8', '192.0.2.0/28', '2001:db8::/32', 'junk'], perSecond: 3 });

  it.each([
    ['127.0.0.1', 'answer'],
    ['::ffff:192.0.2.15', 'answer'],
    ['192.0.2.16', 'refuse'],
    ['2001:db8::1', 'answer'],
    ['2001:db9::1', 'refuse'],
    ['', 'refuse'],
  ])('meets %s with %s', (client, expected) => {
    expect(gate.judge(client, 0)).toBe(expected);
  });

  it('is silent to who asks too often, until the next second; loopback has no limit', () => {
    const judged = (client: string, now: number) => Array.from({ length: 5 }, () => gate.judge(client, now));
    expect(judged('192.0.2.1', 5000)).toEqual(['answer', 'answer', 'answer', 'silent', 'silent']);
    expect(judged('192.0.2.1', 6000)[0]).toBe('answer');
    expect(judged('127.0.0.1', 5000)).not.toContain('silent');
  });

  it('judges rightly however many clients have asked', () => {
    for (let i = 0; i < 30_000; i += 1) gate.judge(`198.51.${i >> 8}.${i & 255}`, 0);
    expect([gate.judge('192.0.2.2', 0), gate.judge('203.0.113.1', 0)]).toEqual(['answer', 'refuse']);
  });
});
