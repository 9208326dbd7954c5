import { describe, expect, it } from 'vitest';
import { isPublicSuffix, registrableDomain } from './registrable.ts';

describe('the registrable domain', () => {
  it.each([
    ['www.example.com', 'example.com'],
    ['example.com', 'example.com'],
    ['a.b.c.example.co.uk', 'example.co.uk'],
    ['mail.example.co.kr', 'example.co.kr'],
    ['evil.github.io', 'evil.github.io'],
    ['a.evil.github.io', 'evil.github.io'],
    ['x.www.ck', 'www.ck'],
    ['host.corp.unknown-top', 'corp.unknown-top'],
    ['_dmarc.example.org', 'example.org'],
    ['a.xn--3e0b707e', 'a.xn--3e0b707e'],
  ])('of %s is %s', (host, expected) => {
    expect(registrableDomain(host)).toBe(expected);
  });
  it.each(['com', 'co.uk', 'github.io', 'anything.ck', 'localhost', 'unknown-top', '192.0.2.1', '2001:db8::1', ''])(
    'of %j is none',
    (host) => {
      expect(registrableDomain(host)).toBeNull();
    },
  );
});

describe('a public suffix', () => {
  it.each(['com', 'co.uk', 'github.io', 'blogspot.com', 'anything.ck', 'unknown-top'])('is %s', (host) => {
    expect(isPublicSuffix(host)).toBe(true);
  });
  it.each(['example.com', 'who.github.io', 'www.ck', '192.0.2.1', '2001:db8::1', ''])('is not %j', (host) => {
    expect(isPublicSuffix(host)).toBe(false);
  });
});
