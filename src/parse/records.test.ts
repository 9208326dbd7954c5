import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Indicator } from '../indicator/indicator.ts';
import { batches, pack, unpack } from './records.ts';

function indicator(id: string, observables: number): Indicator {
  const none = { version: null, title: null, validFrom: null, validUntil: null, confidence: null, tlp: null };
  const named = Array.from({ length: observables }, (_, i) => ({ kind: 'domain' as const, value: `${i}.example` }));
  return { id, ...none, withdrawn: observables === 0, observables: named };
}

it('comes out of the pipe as it went in', () => {
  const full: Indicator = {
    id: 'full',
    version: 1,
    title: 'a "title"',
    validFrom: 0,
    validUntil: 3,
    confidence: 0,
    tlp: 'amber+strict',
    withdrawn: false,
    observables: [
      { kind: 'url', value: 'http://a.example/' },
      { kind: 'md5', value: '0' },
    ],
  };
  const all = [full, indicator('plain', 2), indicator('withdrawn', 0), { ...indicator('', 1), confidence: 0 }];
  expect(unpack(JSON.parse(JSON.stringify(pack(all))))).toEqual(all);
});

describe('batches', () => {
  it('hold all indicators in order, each batch at most a thousand observables', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { maxLength: 12 }), (sizes) => {
        const indicators = sizes.map((size, i) => indicator(String(i), size));
        const made = [...batches(indicators)];
        expect(made.flat()).toEqual(indicators);
        for (const batch of made) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.reduce((sum, { observables }) => sum + observables.length, 0)).toBeLessThanOrEqual(1000);
        }
      }),
      { numRuns: 30 },
    );
  });
  it('do not grow by indicators that name nothing', () => {
    const made = [...batches(Array.from({ length: 2500 }, (_, i) => indicator(String(i), 0)))];
    expect(made.map((batch) => batch.length)).toEqual([1000, 1000, 500]);
  });
  it('are none where there is nothing', () => {
    expect([...batches([])]).toEqual([]);
  });
});
