import { describe, expect, it } from 'vitest';
import { Failure } from '../base/failure.ts';
import { Secret } from '../base/secret.ts';
import { Headers } from '../net/headers.ts';
import { Veil } from './veil.ts';

const veil = new Veil({
  kind: 'several',
  of: [
    { kind: 'basic', user: 'user', password: new Secret('päss word') },
    { kind: 'query', name: 'key', value: new Secret('sesame&co') },
    { kind: 'header', name: 'X-Short', value: new Secret('ab') },
  ],
});

describe('what was sent to prove who asks', () => {
  it.each([
    ['Cannot GET /feed?key=sesame%26co', 'Cannot GET /feed?key=***'],
    ['<p>sesame&amp;co</p>', '<p>***</p>'],
    ['p%C3%A4ss%20word p%C3%A4ss+word päss word', '*** *** ***'],
    ['Authorization: Basic dXNlcjpww6RzcyB3b3Jk', 'Authorization: Basic ***'],
    ['a table of cabs', 'a table of cabs'],
  ])('is blotted out: %s', (text, expected) => {
    expect(veil.text(text)).toBe(expected);
  });
  it('is blotted out of a failure wherever it stands', () => {
    const failure = veil.failure(
      new Failure({
        code: 'http/404',
        stage: 'http',
        fault: 'source',
        retry: 'soon',
        message: 'sesame&co is not here',
        evidence: { body: ['a', { deep: 'sesame&co' }], status: 404, none: null },
        hop: 'origin',
      }),
    );
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ message: '*** is not here', hop: 'origin' });
    expect(failure).toMatchObject({ evidence: { body: ['a', { deep: '***' }], status: 404, none: null } });
  });
  it('leaves what is no failure as it is', () => {
    const error = new TypeError('sesame&co');
    expect(veil.failure(error)).toBe(error);
  });
});

describe('what was sent to a proxy', () => {
  const password = new Secret('open sesame');
  const proxied = new Veil({ kind: 'none' }, { user: 'ann', password });
  it('is hidden as it is, and as it goes into a header', () => {
    const header = Buffer.from('ann:open sesame').toString('base64');
    expect(proxied.text(`407 Basic ${header}, open sesame`)).toBe('407 Basic ***, ***');
  });
});

describe('a text that was cut', () => {
  it.each([
    ['asked for /feed?key=sesame%26', 'asked for /feed?key=***'],
    ['päss w', '***'],
    ['päss', 'päss'],
  ])('%s is told as %s', (text, told) => expect(veil.text(text)).toBe(told));
});

describe('the address of a redirect', () => {
  it.each([
    ['https://h.example/new?key=sesame%26co', 'https://h.example/new'],
    ['/new/?a=1&key=other&b#top', '/new/?a=1&b#top'],
    ['/new/', '/new/'],
  ])('%s is told as %s', (location, expected) => {
    const headers = veil.headers(new Headers([['Location', location]]));
    expect(headers.get('location')).toBe(expected);
  });
});
