import { expect, it } from 'vitest';
import { pageKind } from './page-kind.ts';

const titled = (title: string, body = ''): string => `<html><head><title>${title}</title></head><body>${body}</body>`;

it.each([
  ['login', titled('Threat Portal', '<form><input name=u><input type=password name=p></form>')],
  ['login', titled('x', "<INPUT id='p' TYPE='PASSWORD'>")],
  ['login', titled('Sign in - Threat Portal', '<script src="/sso.js"></script>')],
  ['login', titled('로그인', '<form action="/login">')],
  ['page', titled('How to log in')],
  ['portal', titled('Guest network: please accept the terms', '<form><button>Go online</button></form>')],
  ['portal', titled('Captive Portal', '<input type=password>')],
  ['portal', titled('Web Page Blocked', '<p>FortiGuard Intrusion Prevention - Access Blocked</p>')],
  ['portal', titled('ERROR: The requested URL could not be retrieved')],
  ['portal', titled('Access Denied', 'Access denied due to the internet usage policy')],
  ['portal', titled('안내', '접속하려는 차단된 사이트입니다')],
  ['error', titled('Internal Server Error')],
  ['error', titled('502 Bad Gateway')],
  ['error', titled('Something went wrong', '<h1>We are sorry</h1>')],
  ['error', titled('', '<h1>Service   Unavailable</h1>')],
  ['error', titled('TAXII', '<pre>Traceback (most recent call last):</pre>')],
  ['error', titled('서비스 점검 중')],
  ['page', titled('TAXII server', '<h1>Welcome</h1>')],
  ['page', titled('')],
  ['page', ''],
])('is a %s: %s', (kind, text) => {
  expect(pageKind({ text, title: /<title>([^<]*)/.exec(text)?.[1] ?? '' })).toBe(kind);
});

it('is told in no time, however the page is contrived', () => {
  const began = performance.now();
  for (const part of ['<input ', '<h1>', 'type=', 'generated ', 'access ', 'an unexpected '])
    pageKind({ text: part.repeat(700), title: part.repeat(40) });
  expect(performance.now() - began).toBeLessThan(200);
});
