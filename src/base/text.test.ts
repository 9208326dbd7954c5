import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quote, safeText } from './text.ts';

it('shows control, bidi and zero-width characters as escapes', () => {
  expect(safeText('a\r\nb\u001b[31m\u202egnp.exe\u200b\u009b')).toBe('a\\r\\nb\\x1b[31m\\u202egnp.exe\\u200b\\x9b');
});
it('keeps letters of every language, and pairs of surrogates', () => {
  expect(safeText('피드 관측값 😀')).toBe('피드 관측값 😀');
  expect(safeText('\ud83d')).toBe('\\ud83d');
});
it('cuts what is too long', () => {
  expect(quote('abcdef', 3)).toBe('"abc…"');
});
it('never lets a line break through, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(safeText(text, 10_000)).not.toMatch(/[\n\r\u2028\u2029\u0000-\u001f]/);
    }),
  );
});
