/** Writes 40 segments of 500 listings for the source "child", as a second process. Run by store-sqlite.test.ts. */
import { systemClock } from '../../src/host/clock.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { codec, indicator, ingest, leaseOf, settings, t0 } from './store-fixtures.ts';

const [, , file = ''] = process.argv;
const store = await openSqliteStore({ file, codec, clock: systemClock });
const lease = await leaseOf(store, (await store.sources.add(settings('child'), t0)).id);
for (let segment = 0; segment < 40; segment += 1) {
  const some = Array.from({ length: 500 }, (_, i) => indicator(`${segment}-${i}`, [`c${segment}-${i}.example`]));
  await ingest(store, lease, some, { cursor: String(segment) });
}
await store.close();
