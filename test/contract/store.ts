import { beforeEach, describe } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { storeLeases, storePolls, storeSources } from './store-bookkeeping.ts';
import { storeListings } from './store-listings.ts';
import { storeModel } from './store-model.ts';
import { storeSegments } from './store-segments.ts';

/** Two handles on one empty, durable place, as two processes would have them. */
export interface StoreFixture {
  readonly store: Store;
  readonly other: Store;
}

/** Every promise of `Store`, asked of one implementation. `make` gives a new place each time and closes it by itself. */
export function storeContract(name: string, make: () => Promise<StoreFixture>): void {
  describe(name, () => {
    let fixture: StoreFixture;
    beforeEach(async () => {
      fixture = await make();
    });
    const get = (): StoreFixture => fixture;
    describe('sources', () => storeSources(get));
    describe('leases', () => storeLeases(get));
    describe('polls', () => storePolls(get));
    describe('segments', () => storeSegments(get));
    describe('versions', () => storeModel(get));
    describe('listings', () => storeListings(get));
  });
}
