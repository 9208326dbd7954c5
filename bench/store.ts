/**
 * What the store takes in: `node bench/store.ts [listings]` (default 1,000,000; the figures of
 * docs/decisions/004-store-schema.md used 5,000,000). A STIX-like feed: 1.5 observables an indicator, 34 characters
 * a value, 54 an indicator id; segments of 20,000 listings, each one durable transaction.
 */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PollReport } from '../src/feed/report.ts';
import { emptyFunnel } from '../src/feed/report.ts';
import type { SourceSettings } from '../src/feed/source.ts';
import { systemClock } from '../src/host/clock.ts';
import type { Indicator } from '../src/indicator/indicator.ts';
import type { Observable } from '../src/observable/observable.ts';
import { openSqliteStore } from '../src/store/sqlite.ts';
import type { Lease, Store } from '../src/store/store.ts';

const day = 86_400_000;
const segmentSize = 20_000;
const total = Number(process.argv[2] ?? 1_000_000);
const began = Date.parse('2026-11-22T10:00:00Z');

const directory = mkdtempSync(join(tmpdir(), 'feedgate-bench-'));
const file = join(directory, 'feedgate.db');
async function run(): Promise<void> {
  const codec = { encode: JSON.stringify, decode: (text: string) => JSON.parse(text) as SourceSettings };
  const store = await openSqliteStore({ file, codec, clock: systemClock });
  const source = await store.sources.add({ name: 'bench' } as SourceSettings, began);
  const lease = await store.leases.acquire(source.id, 'bench', 30 * day, began);
  if (!('epoch' in lease)) throw new Error('the lease is taken');

  await phase('new', total, (index) => ingest(store, lease, index * segmentSize, segmentSize));
  console.log(`bytes a listing: ${(statSync(file).size / total).toFixed(0)}`);
  await phase('again', Math.min(total, 1_000_000), (index) => ingest(store, lease, index * segmentSize, segmentSize));
  await one('new, one segment of 300,000', 300_000, () => ingest(store, lease, total, 300_000));
  await one('again, one segment of 300,000', 300_000, () => ingest(store, lease, total, 300_000));
  await one('scan in force', total + 300_000, async () => {
    let count = 0;
    for await (const listing of store.listings.scan({ at: began })) count += listing.value.length > 0 ? 1 : 0;
    if (count !== total + 300_000) throw new Error(`scanned ${count}`);
  });
  await one('stats', total + 300_000, () => store.listings.stats(began));
  await one('expire, nothing to do', total + 300_000, () => store.listings.expire(began, 1000));
  await one('look-up', 10_000, async () => {
    for (let i = 0; i < 10_000; i += 1) await store.listings.lookup(observableOf(i * 97));
  });
  await store.close();
}

/** Runs the segments of a phase and prints the rate of each fifth, so that a slow-down shows. */
async function phase(name: string, listings: number, segment: (index: number) => Promise<number>): Promise<void> {
  const segments = Math.ceil(listings / segmentSize);
  let inCommits = 0;
  let since = 0;
  for (let index = 0; index < segments; index += 1) {
    const spent = await segment(index);
    inCommits += spent;
    since += spent;
    const done = index + 1;
    if (done % Math.ceil(segments / 5) !== 0 && done !== segments) continue;
    const rows = (done % Math.ceil(segments / 5) || Math.ceil(segments / 5)) * segmentSize;
    console.log(`${name}: at ${done * segmentSize} listings ${rate(rows, since)}, wal ${walMegabytes()} MB`);
    since = 0;
  }
  console.log(`${name}: ${listings} listings, ${rate(listings, inCommits)}, peak memory ${peakMegabytes()} MB`);
}

async function one(name: string, listings: number, step: () => Promise<unknown>): Promise<void> {
  let longest = 0;
  let last = performance.now();
  const ticks = setInterval(() => {
    longest = Math.max(longest, performance.now() - last - 5);
    last = performance.now();
  }, 5);
  const start = performance.now();
  await step();
  const ms = performance.now() - start;
  clearInterval(ticks);
  const held = `event loop held at most ${longest.toFixed(0)} ms`;
  console.log(`${name}: ${ms.toFixed(0)} ms, ${rate(listings, ms)}, ${held}, peak memory ${peakMegabytes()} MB`);
}

/** Milliseconds spent in the store, from the first `add` to the end of `commit`. */
async function ingest(store: Store, lease: Lease, first: number, count: number): Promise<number> {
  const seenAt = began + first;
  const writer = await store.listings.openSegment({ lease, seenAt, age: 30 * day, confidence: null });
  let spent = 0;
  for (let at = 0; at < count; at += 1000) {
    const batch = indicators(first + at, 1000);
    const start = performance.now();
    await writer.add(batch);
    spent += performance.now() - start;
    await nextTurn();
  }
  const start = performance.now();
  const result = await writer.commit({ cursor: String(first), waiting: [], snapshotBegan: null, report });
  if (result.new + result.known !== count) throw new Error(`applied ${JSON.stringify(result)}`);
  return spent + performance.now() - start;
}

function indicators(first: number, count: number): readonly Indicator[] {
  const byId = new Map<string, Indicator & { observables: Observable[] }>();
  for (let n = first; n < first + count; n += 1) {
    const number = Math.floor(n / 1.5);
    const scattered = (Math.imul(number, 2_654_435_761) >>> 0).toString(16).padStart(8, '0');
    const id = `example:indicator-${scattered}-0000-4000-8000-${String(number).padStart(12, '0')}`;
    const known = byId.get(id);
    if (known === undefined) byId.set(id, indicator(id, observableOf(n)));
    else known.observables.push(observableOf(n));
  }
  return [...byId.values()];
}

function indicator(id: string, observable: Observable): Indicator & { observables: Observable[] } {
  const window = { validFrom: began - day, validUntil: null };
  const rest = { title: null, confidence: 80, tlp: 'amber', withdrawn: false } as const;
  return { id, version: began - 5000, ...window, ...rest, observables: [observable] };
}

function observableOf(n: number): Observable {
  const scattered = (Math.imul(n, 2_246_822_507) >>> 0).toString(36);
  if (n % 3 === 0) return { kind: 'url', value: `https://${scattered}.example.net/path/${n}/index.html` };
  if (n % 3 === 1) return { kind: 'domain', value: `host-${n}.${scattered}.malware.example.org` };
  return { kind: 'sha256', value: scattered.padStart(24, '0') + String(n) };
}

const report: PollReport = {
  id: 'bench',
  source: 'bench',
  mode: 'full',
  state: 'running',
  window: { begin: null, end: null },
  segments: [],
  bytes: 0,
  decodedBytes: 0,
  funnel: emptyFunnel,
  skipped: [],
  refusals: [],
  stages: [],
  attempts: [],
  warnings: [],
  failure: null,
  startedAt: new Date(began).toISOString(),
  finishedAt: null,
};

function rate(listings: number, ms: number): string {
  return `${Math.round(listings / ms)}k listings/s`;
}

function peakMegabytes(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

function walMegabytes(): string {
  return existsSync(`${file}-wal`) ? (statSync(`${file}-wal`).size / 1e6).toFixed(0) : '0';
}

try {
  await run();
} finally {
  rmSync(directory, { recursive: true });
}
