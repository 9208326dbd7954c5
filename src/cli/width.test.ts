import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, displayWidth, pad, wrap } from './width.ts';

describe('the width of a text on a terminal', () => {
  it.each([
    ['abc', 3],
    ['피드', 4],
    ['폴링 구간 3개', 13],
    ['ｆｕｌｌ', 8],
    ['日本', 4],
    ['😀', 2],
    ['👨‍👩‍👧', 2],
    ['🇰🇷', 2],
    ['❤️', 2],
    ['é', 1],
    ['a\u0301\u0323', 1],
    ['각', 2],
    ['✔ ✖ ○ ▸ …', 9],
    ['\u001b[31mred\u001b[39m', 3],
    ['', 0],
  ])('of %j is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
  it('is two for a syllable however it is composed', () => {
    expect(displayWidth('각'.normalize('NFD'))).toBe(2);
  });
});

describe('cutting', () => {
  it('leaves what fits, and never parts a wide letter', () => {
    expect(cut('소스', 4)).toBe('소스');
    expect(cut('소스이름', 6)).toBe('소스…');
    expect(cut('phish-urls', 6)).toBe('phish…');
  });
  it('never exceeds the width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, width) => {
        expect(displayWidth(cut(text, width))).toBeLessThanOrEqual(width);
      }),
    );
  });
});

it('pads to columns, not to characters', () => {
  expect(pad('소스', 6)).toBe('소스  ');
  expect(pad('12', 4, 'right')).toBe('  12');
});

describe('wrapping', () => {
  it('breaks at spaces, keeps the indent, and parts only words longer than a line', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('  a bb ccc', 6)).toEqual(['  a bb', '  ccc']);
    expect(wrap('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
    expect(wrap('try: cd\u00a0/tmp now', 5)).toEqual(['try:', 'cd\u00a0/tmp', 'now']);
    expect(wrap('폴링 구간을 줄였습니다', 11)).toEqual(['폴링 구간을', '줄였습니다']);
  });
  it('loses nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z가-힣]{1,9}$/)), fc.integer({ min: 2, max: 40 }), (words, width) => {
        const lines = wrap(words.join(' '), width);
        expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
