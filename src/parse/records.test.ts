import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Indicator } from '../indicator/indicator.ts';
import { batches } from './records.ts';

function indicator(id: string, observables: number): Indicator {
  const none = { version: null, title: null, validFrom: null, validUntil: null, confidence: null, tlp: null };
  const named = Array.from({ length: observables }, (_, i) => ({ kind: 'domain' as const, value: `${i}.example` }));
  return { id, ...none, withdrawn: observables === 0, observables: named };
}

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
