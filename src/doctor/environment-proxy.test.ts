import { expect, it } from 'vitest';
import { withoutProfiles } from '../../test/fakes/profiles.ts';
import { parseSource } from '../config/source-settings.ts';
import { environmentWays, type Env } from './environment-proxy.ts';

const source = (url: string, proxy = 'none') =>
  withoutProfiles(parseSource({ name: 'a', url, path: '/', collection: 'c', proxy }));
const secure = source('https://feed.example/');
const byOffice = source('https://feed.example/', 'http://office.example:3128');
const office = { HTTPS_PROXY: 'http://me:hunter2@office.example:3128' };

it.each<[string, Env, ReturnType<typeof source>, readonly [direct: number, elsewhere: number]]>([
  ['nothing is set', {}, secure, [0, 0]],
  ['it goes directly', office, secure, [1, 0]],
  ['it goes the same way', office, byOffice, [0, 0]],
  ['it goes by another', { all_proxy: 'other.example:8080' }, byOffice, [0, 1]],
  ['the variable is for https alone', office, source('http://feed.example/'), [0, 0]],
  ['the variable is for http', { http_proxy: 'office.example:3128' }, source('http://feed.example/'), [1, 0]],
  ['the environment lets it go directly too', { ...office, NO_PROXY: 'localhost, feed.example' }, secure, [0, 0]],
  ['the environment lets its domain go directly', { ...office, no_proxy: 'example' }, secure, [0, 0]],
  ['NO_PROXY is for others', { ...office, NO_PROXY: 'other.example,' }, secure, [1, 0]],
  ['the variable is empty', { HTTPS_PROXY: '' }, secure, [0, 0]],
  ['the variable cannot be read', { HTTPS_PROXY: 'ftp://[' }, byOffice, [0, 1]],
])('where %s', (_, env, of, [direct, elsewhere]) => {
  expect(environmentWays(env, [of])).toEqual({ direct, elsewhere });
});
