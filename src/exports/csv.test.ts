import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvLine } from './csv.ts';

it('quotes as RFC 4180 says', () => {
  expect(csvLine(['a', 'b,c', 'd"e', 'f\ng', ''])).toBe('a,"b,c","d""e","f\ng",\r');
});
it('lets no cell be a formula', () => {
  expect(csvLine(['=HYPERLINK("x")', '+1', '-1', '@SUM', '\tx'])).toBe(`"'=HYPERLINK(""x"")",'+1,'-1,'@SUM,'\tx\r`);
});
it('looks for a formula behind control characters too', () => {
  expect(csvLine(['\u0000=1'])).toBe("'=1\r");
});
it('begins no cell with what a spreadsheet computes, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const cell = csvLine([text]).replace(/^"/, '');
      expect(cell).not.toMatch(/^[=+\-@\t]/);
    }),
  );
});
