import { expect, it } from 'vitest';
import type { Failure } from '../base/failure.ts';
import { Headers } from './headers.ts';
import { retryAfterMs } from './retry-after.ts';
import { statusFailure } from './status.ts';

const now = Date.parse('2026-11-22T10:00:00Z');

interface Given {
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string;
  readonly credentials?: boolean;
}

function judged(status: number, { headers = [], body = '', credentials = true }: Given = {}): Failure {
  const answer = {
    status,
    statusLine: `HTTP/1.1 ${status} X`,
    headers: new Headers(headers),
    firstBytes: Buffer.from(body),
  };
  return statusFailure(answer, { url: 'https://feed.example/taxii/poll', method: 'POST', credentials, now });
}

it.each([
  [400, 'http/400', 'after-change'],
  [401, 'http/401', 'after-change'],
  [403, 'http/403', 'after-change'],
  [404, 'http/404', 'after-change'],
  [405, 'http/405', 'after-change'],
  [406, 'http/406', 'after-change'],
  [410, 'http/410', 'after-change'],
  [413, 'http/413', 'next-poll'],
  [429, 'http/429', 'soon'],
  [500, 'http/500', 'soon'],
  [502, 'http/502', 'soon'],
  [503, 'http/503', 'soon'],
  [504, 'http/504', 'soon'],
  [511, 'http/511', 'after-change'],
  [525, 'http/52x', 'soon'],
  [418, 'http/status', 'next-poll'],
  [304, 'http/status', 'next-poll'],
])('%i is %s, to be tried again %s', (status, code, retry) => {
  const failure = judged(status);
  expect([failure.code, failure.retry, failure.hop]).toEqual([code, retry, 'origin']);
});
it.each([
  [401, 'http/401-no-credentials', { credentials: false }],
  [400, 'http/port-is-tls', { body: '<title>400 The plain HTTP request was sent to HTTPS port</title>' }],
  [400, 'tls/client-cert-needed', { body: '<title>400 No required SSL certificate was sent</title>' }],
  [403, 'http/403-waf', { headers: [['Server', 'cloudflare']], body: '<!DOCTYPE html><html>' }],
  [500, 'http/500-slash', { body: "RuntimeError: the URL doesn't end in a slash and you have APPEND_SLASH set." }],
  [407, 'proxy/auth-needed', {}],
  [301, 'http/redirect-slash', { headers: [['Location', '/taxii/poll/']] }],
  [308, 'http/redirect-slash', { headers: [['Location', 'https://feed.example/taxii/poll/?x=1']] }],
  [302, 'http/redirect-login', { headers: [['Location', '/users/login']] }],
  [302, 'http/redirect-downgrade', { headers: [['Location', 'http://feed.example/taxii/poll']] }],
  [302, 'http/redirect-loop', { headers: [['Location', '/taxii/poll']] }],
  [302, 'http/redirect-private', { headers: [['Location', 'http://169.254.169.254/latest/']] }],
  [302, 'http/redirect-private', { headers: [['Location', 'http://[::ffff:127.0.0.1]/']] }],
  [302, 'http/redirect-bad', { headers: [['Location', 'http://[bad']] }],
  [302, 'http/redirect-bad', { headers: [['Location', 'file:///etc/passwd']] }],
  [302, 'http/redirect-bad', {}],
  [301, 'http/redirect', { headers: [['Location', 'https://new.example/taxii/poll']] }],
] as const)('%i is told apart as %s', (status, code, given) => {
  expect(judged(status, given).code).toBe(code);
});
it('shows the status line, telling headers, the title and the beginning of the body, and no secret', () => {
  const failure = judged(403, {
    headers: [
      ['Server', 'nginx'],
      ['Set-Cookie', 'session=secret'],
      ['WWW-Authenticate', 'Basic realm="taxii"'],
    ],
    body: `<html><title>Access\n denied</title>${'x'.repeat(500)}`,
  });
  expect(failure.message).toBe('POST https://feed.example/taxii/poll: the server answered 403: forbidden (403)');
  expect(failure.evidence).toMatchObject({
    statusLine: 'HTTP/1.1 403 X',
    headers: { server: 'nginx', 'www-authenticate': 'Basic realm="taxii"' },
    title: 'Access denied',
  });
  expect(failure.evidence['body']).toHaveLength(200);
  expect(JSON.stringify(failure)).not.toContain('secret');
});
it('keeps to Retry-After in seconds or as a date by the server’s clock, at most a day', () => {
  expect(judged(429, { headers: [['Retry-After', '120']] }).retryAfterMs).toBe(120_000);
  const dated = [
    ['Date', 'Sun, 22 Nov 2026 08:00:00 GMT'],
    ['Retry-After', 'Sun, 22 Nov 2026 08:01:00 GMT'],
  ] as const;
  expect(judged(503, { headers: dated }).retryAfterMs).toBe(60_000);
  expect(judged(404, { headers: [['Retry-After', '120']] }).retryAfterMs).toBeUndefined();
  expect(judged(429).retryAfterMs).toBeUndefined();
  expect(['9999999', '0', '-5', 'soon', '', 'Sun, 22 Nov 2026 09:00:00 GMT'].map((v) => retryAfterMs(v, now))).toEqual([
    86_400_000,
    0,
    undefined,
    undefined,
    undefined,
    0,
  ]);
});
