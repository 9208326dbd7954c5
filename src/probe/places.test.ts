import { describe, expect, it } from 'vitest';
import { source } from '../../test/fakes/probing.ts';
import { beside, discoveryPaths, placeOf, placeProposal, pollPlace, relationOf, toggledSlash } from './places.ts';

const own = source(443, { https: true });

function services(...addresses: readonly string[]) {
  return addresses.map((address) => ({
    type: 'POLL',
    available: null,
    protocolBinding: null,
    address,
    messageBindings: [],
    message: null,
  }));
}

it.each([
  ['https://feed.example/taxii/poll/?x=1', { host: 'feed.example', port: 443, https: true, path: '/taxii/poll/?x=1' }],
  ['http://[2001:db8::1]:9000/p', { host: '2001:db8::1', port: 9000, https: false, path: '/p' }],
  ['ftp://feed.example/', null],
  ['not an address', null],
])('%s is the place %j', (address, place) => {
  expect(placeOf(address)).toEqual(place);
});

it.each([
  ['https://FEED.example/other', 'same'],
  ['https://feed.example:8443/', 'other-port'],
  ['http://feed.example/', 'other-scheme'],
  ['https://feed.example.evil.example/', 'other-host'],
])('%s lies %s', (address, relation) => {
  const place = placeOf(address);
  expect(place === null ? null : relationOf(place, own)).toBe(relation);
});

it.each([
  ['/taxii/poll', '/taxii/poll/'],
  ['/taxii/poll/', '/taxii/poll'],
  ['/poll?a=/b', '/poll/?a=/b'],
  ['/', '/'],
])('the slash of %s toggled gives %s', (path, toggled) => {
  expect(toggledSlash(path)).toBe(toggled);
});

it('siblings of a path keep their manner', () => {
  expect(beside('/taxii/poll/', 'discovery')).toEqual(['/taxii/discovery/']);
  expect(beside('/services/poll-a', 'collection-management')).toEqual(['/services/collection-management-a']);
  expect(beside('/api/feeds/', 'discovery')).toEqual([]);
  expect(discoveryPaths('/taxii/poll/')[0]).toBe('/taxii/discovery/');
  expect(discoveryPaths('/taxii-discovery-service')).not.toContain('/taxii-discovery-service');
});

describe('a poll service that is listed', () => {
  it('is taken over only on the same host and not in clear in place of TLS', () => {
    const listed = services('https://other.example/poll', 'http://feed.example/poll', 'https://feed.example/x/poll');
    expect(pollPlace(listed, own)?.path).toBe('/x/poll');
    expect(pollPlace(listed.slice(0, 2), own)).toBeNull();
    expect(pollPlace([{ ...(listed[2] ?? listed[0]), available: false }] as never, own)).toBeNull();
  });
  it('is proposed with what it changes, and not at all where it changes nothing', () => {
    expect(placeProposal({ ...own, path: '/x' }, own, 'poll-service-listed-at')).toEqual({
      patch: { path: '/x' },
      why: { reason: 'poll-service-listed-at', values: { url: 'https://feed.example/x' } },
    });
    expect(placeProposal({ ...own, port: 8443 }, own, 'poll-service-listed-at')?.patch).toEqual({
      port: 8443,
      https: true,
    });
    expect(placeProposal(own, own, 'poll-service-listed-at')).toBeNull();
  });
});
