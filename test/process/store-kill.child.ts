/**
 * Ingests segment after segment into the store of `file` until it is killed, and tells each on stdout once it is
 * committed. Goes on where the cursor stands. Run by store-kill.test.ts.
 */
import { systemClock } from '../../src/host/clock.ts';
import type { Indicator } from '../../src/indicator/indicator.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { codec, indicator, ingest, report, settings, t0 } from '../contract/store-fixtures.ts';
import { segmentSize } from './store-kill.segments.ts';

const [, , file = ''] = process.argv;
const store = await openSqliteStore({ file, codec, clock: systemClock });
await store.leases.breakHeldBy(() => true);
const source = (await store.sources.get('otx')) ?? (await store.sources.add(settings('otx'), t0));
const lease = await store.leases.acquire(source.id, String(process.pid), 60_000, t0);
if ('heldBy' in lease) throw new Error('the lease of a dead process is still held');

for (let number = Number(source.state.cursor ?? 0) + 1; ; number += 1) {
  const own = members(number, 0, segmentSize(number));
  // What the overlap with the segment before brings again.
  const again = number > 1 ? members(number - 1, 0, 50) : [];
  await ingest(store, lease, [...again, ...own], {
    seenAt: t0 + number,
    cursor: String(number),
    waiting: members(number, 0, number % 7).map((waits) => ({ indicator: waits, references: ['x'], since: t0 })),
    report: report(`p${number}`),
  });
  process.stdout.write(`${number}\n`);
}

function members(segment: number, from: number, to: number): Indicator[] {
  const found: Indicator[] = [];
  for (let i = from; i < to; i += 1) found.push(indicator(`${segment}-${i}`, [`h${segment}-${i}.example`]));
  return found;
}
