import { expect, it } from 'vitest';
import { coversBy, relatedTo } from './related.ts';

const related = (kind: 'url' | 'domain' | 'email' | 'ip', value: string) =>
  relatedTo({ kind, value }).map((each) => `${each.relation} ${each.value}`);

it('a URL has its host, the names above, and other ways to write it', () => {
  expect(related('url', 'https://a.b.example.co.uk/x?y=1')).toEqual([
    'host a.b.example.co.uk',
    'parent b.example.co.uk',
    'parent example.co.uk',
    'variant http://a.b.example.co.uk/x?y=1',
    'variant https://a.b.example.co.uk/x',
    'variant https://a.b.example.co.uk/x/',
  ]);
  expect(related('url', 'http://192.0.2.7/')[0]).toBe('host 192.0.2.7');
});

it('a name has those above it, down to what is registered, and itself with or without www', () => {
  expect(related('domain', 'www.shop.example.com')).toEqual([
    'parent shop.example.com',
    'parent example.com',
    'variant shop.example.com',
  ]);
  expect(related('domain', 'example.com')).toEqual(['variant www.example.com']);
});

it('an address of mail has its domain, an address of a host nothing', () => {
  expect(related('email', 'ann@mail.example.com')).toEqual(['domain mail.example.com', 'parent example.com']);
  expect(related('ip', '192.0.2.7')).toEqual([]);
});

it('an address that is the host of a URL does not cover it', () => {
  const [host] = relatedTo({ kind: 'url', value: 'http://192.0.2.7/' });
  expect(host && coversBy(host, [{ subdomains: 'all' }])).toBe(false);
});

it('a parent covers as far as its source says', () => {
  const [, nearest, registered] = relatedTo({ kind: 'url', value: 'http://a.b.example.com/' });
  if (nearest === undefined || registered === undefined) throw new Error('no parents');
  const by = (subdomains: 'exact' | 'registrable' | 'all') => [
    coversBy(nearest, [{ subdomains }]),
    coversBy(registered, [{ subdomains }]),
  ];
  expect(by('exact')).toEqual([false, false]);
  expect(by('registrable')).toEqual([false, true]);
  expect(by('all')).toEqual([true, true]);
});
