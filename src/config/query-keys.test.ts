import { expect, it } from 'vitest';
import { keysApart } from './query-keys.ts';

it.each([
  ['/feed?key=abc', '/feed', [['key', 'abc']]],
  ['/feed?format=csv&api_key=a%2Bb&days=7', '/feed?format=csv&days=7', [['api_key', 'a+b']]],
  [
    '/feed?a=%20b&access-token=x&authKey=y',
    '/feed?a=%20b',
    [
      ['access-token', 'x'],
      ['authKey', 'y'],
    ],
  ],
  ['/feed?apikey=', '/feed?apikey=', []],
  ['/feed?monkey=1&author=2&compass=3', '/feed?monkey=1&author=2&compass=3', []],
  ['/feed', '/feed', []],
])('%s is asked for as %s with %j', (path, expected, keys) => {
  const found = keysApart(path);
  expect(found.path).toBe(expected);
  expect(found.keys.map((way) => (way.kind === 'query' ? [way.name, way.value.reveal()] : way.kind))).toEqual(keys);
});
