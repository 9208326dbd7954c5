import { expect, it } from 'vitest';
import { causeWords } from './cause-words.ts';

it.each([
  ['proxy p.example:8080', 'proxy p.example:8080', '프록시 p.example:8080'],
  ['CA CN=Company Root', 'CA CN=Company Root', '인증 기관 CN=Company Root'],
  ['resolver', 'the resolver', '리졸버'],
  ['data of phish', 'the data of phish', '소스의 데이터: phish'],
  ['taxii.example:443', 'taxii.example:443', 'taxii.example:443'],
  ['constructor', 'constructor', 'constructor'],
])('the cause %s is %s, and %s', (cause, en, ko) => {
  expect(causeWords(cause, 'en')).toBe(en);
  expect(causeWords(cause, 'ko')).toBe(ko);
});
