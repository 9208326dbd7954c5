import { expect, it } from 'vitest';
import { target } from '../../test/fakes/loopback.ts';
import { encodeRequest } from './request.ts';
import { authority, hostHeader, targetUrl } from './target.ts';

it('writes the port only where the scheme does not imply it, and IPv6 in brackets', () => {
  expect(hostHeader({ host: 'feed.example', port: 443, https: true })).toBe('feed.example');
  expect(hostHeader({ host: 'feed.example', port: 443, https: false })).toBe('feed.example:443');
  expect(hostHeader({ host: '2001:db8::1', port: 80, https: false })).toBe('[2001:db8::1]');
  expect(authority('[2001:db8::1]', 443)).toBe('[2001:db8::1]:443');
  expect(targetUrl({ host: 'feed.example', port: 8443, https: true, path: '/a' })).toBe('https://feed.example:8443/a');
});
it('sends no length with a GET, one with every POST, and no second Accept-Encoding', () => {
  const lines = (method: 'GET' | 'POST', headers: readonly (readonly [string, string])[] = []): string[] =>
    Buffer.from(encodeRequest({ target: target(80), method, headers, body: null }))
      .toString()
      .split('\r\n');
  expect(lines('GET')).not.toContain('Content-Length: 0');
  expect(lines('POST')).toContain('Content-Length: 0');
  expect(lines('GET', [['accept-encoding', 'identity']]).filter((line) => /accept-encoding/i.test(line))).toEqual([
    'accept-encoding: identity',
  ]);
});
