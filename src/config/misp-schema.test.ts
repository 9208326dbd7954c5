import { expect, it } from 'vitest';
import { parseSource } from './source-settings.ts';

const api = {
  name: 'corp',
  url: 'https://misp.example.net/attributes/restSearch',
  credentials: { kind: 'header', name: 'Authorization', value: 'k' },
};

it('sightings are told to an API alone, and to none unless that is wished', () => {
  expect(parseSource(api).misp).toMatchObject({ form: 'api', sightings: 'none' });
  expect(parseSource({ ...api, misp: { sightings: 'all' } }).misp).toMatchObject({ sightings: 'all' });
  const feed = { name: 'osint', url: 'https://misp.example.net/feed/manifest.json', misp: { sightings: 'seen' } };
  expect(() => parseSource(feed)).toThrow('misp.sightings need the API: a feed takes nothing');
  expect(() => parseSource({ ...api, misp: { sightings: 'some' } })).toThrow('none, seen, false-positive');
});
