import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Indicator } from '../../src/indicator/indicator.ts';
import type { StoreFixture } from './store.ts';
import { indicator, ingest, leaseOf, scan, settings, t0 } from './store-fixtures.ts';

interface Known {
  version: number | null;
  /** Every value it ever listed, and whether it still does. */
  readonly values: Map<string, boolean>;
}

/** The rules of versions, record by record, as simply as they can be said. */
class Model {
  readonly #known = new Map<string, Known>();

  apply(record: Indicator): void {
    const known = this.#known.get(record.id) ?? this.#begin(record);
    if (known === undefined) return;
    const age = (version: number | null): number => version ?? -Infinity;
    const version = record.version ?? known.version;
    if (age(version) < age(known.version)) return;
    const superseded = record.withdrawn || age(version) > age(known.version);
    known.version = version;
    if (superseded) for (const value of known.values.keys()) known.values.set(value, false);
    const listed = record.withdrawn ? [] : record.observables;
    for (const { value } of listed) known.values.set(value, true);
  }

  asserted(): readonly string[] {
    return [...this.#known]
      .flatMap(([id, { values }]) => [...values].filter(([, holds]) => holds).map(([value]) => `${id} ${value}`))
      .sort();
  }

  #begin(record: Indicator): Known | undefined {
    const lists = !record.withdrawn && record.observables.length > 0;
    if (!lists && record.version === null) return undefined;
    const known: Known = { version: record.version, values: new Map() };
    this.#known.set(record.id, known);
    return known;
  }
}

const record = fc
  .record({
    id: fc.constantFrom('i', 'j'),
    version: fc.constantFrom(null, 1, 2, 3),
    withdrawn: fc.nat(4).map((n) => n === 0),
    domains: fc.subarray(['a.example', 'b.example', 'c.example']),
  })
  .map(({ id, domains, ...rest }) => indicator(id, domains, rest));

export function storeModel(fixture: () => StoreFixture): void {
  it('agrees with the rules said record by record, whatever comes in whatever order', async () => {
    const { store } = fixture();
    const segments = fc.array(fc.array(record, { maxLength: 6 }), { minLength: 1, maxLength: 5 });
    let run = 0;
    const property = fc.asyncProperty(segments, async (sequence) => {
      run += 1;
      const name = `s${run}`;
      const { id } = await store.sources.add(settings(name), t0);
      const lease = await leaseOf(store, id);
      const model = new Model();
      for (const [i, segment] of sequence.entries()) {
        for (const each of segment) model.apply(each);
        const result = await ingest(store, lease, segment, { seenAt: t0 + i });
        for (const count of Object.values(result)) expect(count).toBeGreaterThanOrEqual(0);
        const held = await scan(store, { source: name, at: t0 + i });
        expect(held.map((listing) => `${listing.indicator} ${listing.value}`).sort()).toEqual(model.asserted());
        expect((await store.sources.get(name))?.state.listings).toBe(held.length);
      }
    });
    await fc.assert(property, { numRuns: 150 });
  });
}
