import type { Clock } from '../../src/base/clock.ts';
import { settingsCodec } from '../../src/config/codec.ts';
import type { SourceSettings } from '../../src/feed/source.ts';
import { dataPaths } from '../../src/host/paths.ts';
import type { Observable } from '../../src/observable/observable.ts';
import { Publisher } from '../../src/poller/publisher.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { indicator, ingest, leaseOf, settings } from '../contract/store-fixtures.ts';

interface Listings {
  readonly source: Partial<SourceSettings> & { readonly name: string };
  readonly listed: readonly Observable[];
}

/** Stores what one source lists, in a data directory, and publishes the match index of it. */
export async function publishListings(root: string, clock: Clock, { source, listed }: Listings): Promise<void> {
  const paths = dataPaths(root);
  const store = await openSqliteStore({ file: paths.database, codec: settingsCodec, clock });
  try {
    const { id } = await store.sources.add(settings(source.name, source), clock.now());
    const lease = await leaseOf(store, id);
    await ingest(store, lease, [indicator('i', [], { observables: listed })], { seenAt: clock.now() });
    await new Publisher({ store, directory: paths.indexDirectory, clock, random: () => 0.5 }).publish();
  } finally {
    await store.close();
  }
}
