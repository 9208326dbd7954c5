import fc from 'fast-check';
import { expect, it } from 'vitest';
import { IdSet } from './id-set.ts';

it('holds what was added and nothing else, and says what was new', () => {
  const id = fc.oneof(fc.nat(100), fc.nat(200_000), fc.integer({ min: 2 ** 40, max: 2 ** 40 + 100 }));
  fc.assert(
    fc.property(fc.array(id), fc.array(id), (added, others) => {
      const model = new Set<number>();
      const ids = new IdSet();
      for (const each of added) {
        expect(ids.add(each)).toBe(!model.has(each));
        model.add(each);
      }
      for (const each of [...added, ...others]) expect(ids.has(each)).toBe(model.has(each));
    }),
  );
});
