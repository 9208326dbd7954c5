import fc from 'fast-check';
import { expect, it } from 'vitest';
import { errorIn, readTaxii2 } from './resource.ts';

const v21 = 'application/taxii+json;version=2.1';
const v20 = 'application/vnd.oasis.taxii+json; version=2.0';

it.each([
  [v21, '{"title":"T","api_roots":["/a/"]}', { version: '2.1', kind: 'discovery', title: 'T', apiRoots: ['/a/'] }],
  [v20, '{"title":"T","default":"/a/"}', { version: '2.0', kind: 'discovery' }],
  ['application/json', '{"title":"T","versions":["taxii-2.0"]}', { version: '2.0', kind: 'api-root' }],
  [
    v21,
    '{"collections":[{"id":"1","title":"C","can_read":true}]}',
    { kind: 'collections', collections: [{ id: '1', alias: null, title: 'C', canRead: true, description: null }] },
  ],
  [v21, '{"objects":[]}', { kind: 'objects' }],
  [v21, '{"title":"Not found","http_status":"404"}', { kind: 'error' }],
])('%s %s is %j', (type, text, said) => {
  expect(readTaxii2(type, text, '2.1')).toMatchObject(said);
});
it.each([
  ['text/html', '<html></html>'],
  [v21, '[1]'],
  [v21, '{"a":'],
  ['application/json', '{"objects":[]}'],
  ['application/json', '{"title":"x"}'],
])('%s %s is not TAXII 2', (type, text) => {
  expect(readTaxii2(type, text, '2.1')).toBeNull();
});
it('bears any JSON', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(v21, v20, null), (text, type) => void readTaxii2(type, text, '2.1')),
  );
});

it.each([
  ['{"title":"Error","description":"no such \\u001b[31mthing","http_status":"404"}', 'Error', 'no such \\x1b[31mthing'],
  [
    '{"code":400,"name":"validation error","description":{"next":["Not a valid value."]}}',
    'validation error',
    '{"next":["Not a valid value."]}',
  ],
])('the error %s is told as %s: %s', (text, title, description) => {
  expect(errorIn(text)).toEqual({ title, description });
});
it.each(['', '<html>', '{}', '{"a":1}', '[]'])('%s is no error message', (text) => {
  expect(errorIn(text)).toBeNull();
});
