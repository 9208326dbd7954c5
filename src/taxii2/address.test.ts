import { expect, it } from 'vitest';
import { isDiscovery, isIdentifier, objectsPath, objectsSearch } from './address.ts';
import { isJsonMedia, mannersOf, versionOfMedia } from './media.ts';

it('an objects address has its slashes, whatever the root was written like', () => {
  expect(objectsPath('/api1', 'a-b')).toBe('/api1/collections/a-b/objects/');
  expect(objectsPath('/api1/?x=1', 'High Value/1')).toBe('/api1/collections/High%20Value%2F1/objects/');
});
it('a query has six decimals and Z, and everything encoded', () => {
  expect(objectsSearch({ addedAfter: 1_767_225_600_123_456n, limit: 1000, next: '2024-01-15 10:30:45|1' })).toBe(
    '?added_after=2026-01-01T00%3A00%3A00.123456Z&limit=1000&next=2024-01-15%2010%3A30%3A45%7C1',
  );
  expect(objectsSearch({ addedAfter: null, limit: null, next: null })).toBe('');
});
it.each([
  ['/', true],
  ['/taxii2', true],
  ['/taxii/', true],
  ['/taxii2/root/', false],
])('%s as the path of a discovery: %s', (path, is) => {
  expect(isDiscovery(path)).toBe(is);
});
it.each([
  ['91a7b528-80eb-42ed-a74d-c6fbd5a26116', true],
  ['phish_urls', true],
  ['High Value', false],
])('%s as an id or alias: %s', (text, is) => {
  expect(isIdentifier(text)).toBe(is);
});
it('asks in both versions by their own types before anything looser', () => {
  expect(mannersOf('auto').map(({ version }) => version)).toEqual(['2.1', '2.0', '2.0', '2.1', '2.1']);
  expect(new Set(mannersOf('2.0').map(({ version }) => version))).toEqual(new Set(['2.0']));
});
it.each([
  ['application/taxii+json;version=2.1', '2.1', true],
  ['application/taxii+json; version="2.1"', '2.1', true],
  ['application/vnd.oasis.stix+json; version=2.0', '2.0', true],
  ['application/vnd.oasis.taxii+json', '2.0', true],
  ['application/json', null, true],
  ['text/html', null, false],
  [null, null, false],
])('%s says version %s and is JSON: %s', (type, version, json) => {
  expect([versionOfMedia(type), isJsonMedia(type)]).toEqual([version, json]);
});
