import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMicros, parseInstant, parseMillis } from './instant.ts';

describe('an instant', () => {
  it('keeps the microseconds that a Date would cut', () => {
    expect(parseInstant('2021-09-08T16:31:36.071684Z')?.micros).toBe(1631118696071684n);
  });
  it.each([
    ['2021-09-08T16:31:36+09:00', '2021-09-08T07:31:36.000000Z'],
    ['2021-09-08 16:31', '2021-09-08T16:31:00.000000Z'],
    ['2021-09-08', '2021-09-08T00:00:00.000000Z'],
    ['2021-09-08T16:31:36.0716849999Z', '2021-09-08T16:31:36.071684Z'],
    ['1969-12-31T23:59:59.999999Z', '1969-12-31T23:59:59.999999Z'],
  ])('reads %s as %s', (text, expected) => {
    const instant = parseInstant(text);
    expect(instant && formatMicros(instant.micros)).toBe(expected);
  });
  it('says whether a zone was named', () => {
    expect(parseInstant('2021-09-08T16:31:36')?.zoned).toBe(false);
    expect(parseInstant('2021-09-08T16:31:36z')?.zoned).toBe(true);
  });
  it.each(['', 'yesterday', '2021-02-30', '2021-13-01', '2021-09-08T25:00:00Z', '0x10'])('refuses %j', (text) => {
    expect(parseMillis(text)).toBeUndefined();
  });
  it('is the same in milliseconds, cut', () => {
    const texts = fc
      .date({ noInvalidDate: true, min: new Date('1970-01-03'), max: new Date('9999-01-01') })
      .map((date) => date.toISOString());
    const zone = fc.constantFrom('Z', '000Z', '999999Z', '+09:00', '-05:30', '');
    fc.assert(
      fc.property(texts, zone, (text, suffix) => {
        const timestamp = text.replace('Z', suffix);
        expect(parseMillis(timestamp)).toBe(Number((parseInstant(timestamp)?.micros ?? 0n) / 1000n));
      }),
    );
  });
  it('formats what it parses', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -62_135_596_800_000_000n, max: 253_402_300_799_999_999n }), (micros) => {
        expect(parseInstant(formatMicros(micros))?.micros).toBe(micros);
      }),
    );
  });
});
