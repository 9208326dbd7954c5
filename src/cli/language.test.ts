import { expect, it } from 'vitest';
import { environmentLanguage } from './language.ts';

it.each([
  [{ LANG: 'ko_KR.UTF-8' }, 'ko'],
  [{ LANG: 'ko_KR.UTF-8', LC_MESSAGES: 'en_US.UTF-8' }, 'en'],
  [{ LANG: 'en_US.UTF-8', LC_ALL: 'ko_KR' }, 'ko'],
  [{ LANG: 'ko', LC_ALL: '' }, 'ko'],
  [{ LANG: 'C' }, 'en'],
  [{ LANG: 'de_DE' }, 'en'],
  [{}, 'en'],
])('of %j is %s', (env, language) => {
  expect(environmentLanguage(env)).toBe(language);
});
