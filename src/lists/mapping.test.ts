import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../base/failure.ts';
import { parseMapping } from './mapping.ts';

function failureOf(text: string): Failure {
  try {
    parseMapping(text);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('it was read');
}

describe('a mapping', () => {
  it('has names and paths', () => {
    expect(parseMapping('each = data.*.items; value = ioc.value, "odd.key".x\n ValidUntil=expires;')).toEqual({
      each: ['data', null, 'items'],
      values: [
        ['ioc', 'value'],
        ['odd.key', 'x'],
      ],
      details: [['validUntil', ['expires']]],
    });
    expect(parseMapping('each=.; value=.')).toEqual({ each: [], values: [[]], details: [] });
    expect(parseMapping('  ')).toEqual({ each: null, values: [], details: [] });
    expect(parseMapping(String.raw`value="a\"b"`).values).toEqual([['a"b']]);
  });
  it.each([
    ['vlaue = a', 'value'],
    ['confidense=a', 'confidence'],
    ['=a', undefined],
    ['value', undefined],
    ['value=a..b', undefined],
    ['value=a.', undefined],
    ['value=a b', undefined],
    ['value="a', undefined],
    ['value=a; value=b', undefined],
    ['id=a,b', undefined],
    [`value=${'a.'.repeat(20)}a`, undefined],
    ['x'.repeat(5000), undefined],
  ])('%.40j is told with what is wrong', (text, near) => {
    const failure = failureOf(text);
    expect(failure.code).toBe('list/mapping');
    expect(failure.evidence['nearest']).toBe(near);
  });
  it('is one, or a failure', () => {
    const unit = fc.constantFrom(...'ab.="\\,;* \n'.split(''), 'value=', 'each=', 'kind=');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        try {
          expect(parseMapping(text).values.length).toBeLessThan(40);
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
        }
      }),
    );
  });
});
