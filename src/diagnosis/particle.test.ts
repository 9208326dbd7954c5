import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isParticle, particleAfter, type Particle } from './particle.ts';

it.each<[string, Particle, string]>([
  ['소스', '을/를', '를'],
  ['폴링', '을/를', '을'],
  ['관측값', '이/가', '이'],
  ['지표', '이/가', '가'],
  ['컬렉션', '은/는', '은'],
  ['커서', '과/와', '와'],
  ['서울', '으로/로', '로'],
  ['구간', '으로/로', '으로'],
  ['주소', '으로/로', '로'],
  ['구간', '이나/나', '이나'],
  ['커서', '이나/나', '나'],
  ['서울', '이나/나', '이나'],
  ['"피드"', '을/를', '를'],
  ['“값”', '은/는', '은'],
  ['(구간)', '이/가', '이'],
  ['`feedgate poll 피드`', '을/를', '를'],
  ['200', '을/를', '을'],
  ['443', '으로/로', '으로'],
  ['401', '은/는', '은'],
  ['502', '을/를', '를'],
  ['50%', '이/가', '가'],
  ['URL', '을/를', '을'],
  ['URL', '으로/로', '로'],
  ['TLS', '이/가', '가'],
  ['HOST', '을/를', '를'],
  ['NAME', '을/를', '를'],
  ['ISBN', '이/가', '이'],
  ['taxii.example.net', '이/가', '이'],
  ['feeds.example.com', '은/는', '은'],
  ['taxii.example.org', '을/를', '를'],
  ['taxii.example.kr', '으로/로', '로'],
  ['feed.example', '이/가', '이'],
  ['192.0.2.7', '은/는', '은'],
  ['2001:db8::5', '과/와', '와'],
  ['mail', '으로/로', '로'],
  ['file', '을/를', '을'],
  ['phish-urls', '이/가', '가'],
  ['domain', '을/를', '을'],
  ['block', '을/를', '을'],
  ['…', '을/를', '을(를)'],
  ['', '이/가', '이(가)'],
  ['Москва', '은/는', '은(는)'],
])('after %s of %s stands %s', (text, particle, expected) => {
  expect(particleAfter(text, particle)).toBe(expected);
});

it('answers for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(['을', '를', '을(를)']).toContain(particleAfter(text, '을/를'));
    }),
  );
});

it('knows a pair from other words in braces', () => {
  expect(isParticle('을/를')).toBe(true);
  expect(isParticle('host')).toBe(false);
  expect(isParticle('toString')).toBe(false);
});
