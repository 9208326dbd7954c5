/**
 * What the store takes in: `node bench/store.ts [listings]` (default 1,000,000; the figures of
 * docs/decisions/004-store-schema.md used 5,000,000 and 10,000,000), and in the same run what a plain table with
 * UNIQUE (source, indicator, kind, value) takes. A STIX-like feed: 1.5 observables an indicator, 34 characters a value, 54 an
 * indicator id; segments of 20,000 listings, each one durable transaction. `--quick` leaves the plain table out.
 */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
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
const args = process.argv.slice(2);
const total = Number(args.find((arg) => !arg.startsWith('-')) ?? 1_000_000);
const stages = [1_000_000, 5_000_000, 10_000_000].filter((stage) => stage < total);
const began = Date.parse('2026-11-22T10:00:00Z');

const directory = mkdtempSync(join(tmpdir(), 'feedgate-bench-'));
const file = join(directory, 'feedgate.db');
async function run(): Promise<void> {
  const codec = {
    encode: (settings: SourceSettings) => JSON.stringify(settings),
    decode: (text: string) => JSON.parse(text) as SourceSettings,
  };
  const store = await openSqliteStore({ file, codec, clock: systemClock });
  const source = await store.sources.add({ name: 'bench' } as SourceSettings, began);
  const lease = await store.leases.acquire(source.id, 'bench', 30 * day, began);
  if (!('epoch' in lease)) throw new Error('the lease is taken');

  let from = 0;
  for (const to of [...stages, total]) {
    const first = from / segmentSize;
    await phase(`new, up to ${to}`, to - from, (index) =>
      ingest(store, lease, (first + index) * segmentSize, segmentSize),
    );
    await lookUps(store);
    from = to;
  }
  console.log(`bytes a listing: ${(statSync(file).size / total).toFixed(0)}`);
  await phase('again', Math.min(total, 1_000_000), (index) => ingest(store, lease, index * segmentSize, segmentSize));
  await one('new, one segment of 300,000', 300_000, () => ingest(store, lease, total, 300_000));
  await one('again, one segment of 300,000', 300_000, () => ingest(store, lease, total, 300_000));
  await one('scan in force', total + 300_000, async () => {
    let count = 0;
    for await (const listing of store.listings.scan({ at: began })) count += listing.value.length > 0 ? 1 : 0;
    if (count !== total + 300_000) throw new Error(`scanned ${count}`);
  });
  await one('count', total + 300_000, () => store.listings.count(began));
  await one('census kept', 1, () => store.listings.census(began));
  await lookUps(store);
  await one('expire, nothing to do', total + 300_000, () => store.listings.expire(began, 1000));
  await expireBeside(store, Math.min(total, 1_000_000));
  await store.close();
}

/** Expires as the poller does, beside a reader, and a writer with a connection of its own. */
async function expireBeside(store: Store, gone: number): Promise<void> {
  const codec = {
    encode: (settings: SourceSettings) => JSON.stringify(settings),
    decode: (text: string) => JSON.parse(text) as SourceSettings,
  };
  const other = await openSqliteStore({ file, codec, clock: systemClock });
  const [source] = await other.sources.list();
  let longestRead = 0;
  let longestWrite = 0;
  const over = new AbortController();
  const { signal } = over;
  const timed = async (step: () => Promise<unknown>) => {
    const start = performance.now();
    await step();
    return performance.now() - start;
  };
  const reading = (async () => {
    for (let i = 0; !signal.aborted; i += 1) {
      longestRead = Math.max(longestRead, await timed(() => other.listings.lookup(observableOf(i * 97))));
      await systemClock.sleep(5);
    }
  })();
  const writing = (async () => {
    for (let i = 0; !signal.aborted; i += 1) {
      const patch = () => other.sources.patchState(source?.id ?? 0, { failures: i % 7 });
      longestWrite = Math.max(longestWrite, await timed(patch));
      await systemClock.sleep(20);
    }
  })();
  const before = began + 30 * day + gone - segmentSize + 1;
  await one(`expire ${gone}`, gone, async () => {
    for (;;) {
      const start = performance.now();
      if ((await store.listings.expire(before, 1000)).size === 0) return;
      await systemClock.sleep(Math.max(1, performance.now() - start));
    }
  });
  over.abort();
  await Promise.all([reading, writing]);
  await other.close();
  console.log(`beside it: a look-up took at most ${longestRead.toFixed(0)} ms, a write ${longestWrite.toFixed(0)} ms`);
}

async function lookUps(store: Store): Promise<void> {
  await one('look-up', 10_000, async () => {
    for (let i = 0; i < 10_000; i += 1) await store.listings.lookup(observableOf(i * 97));
  });
}

/** The same listings in a table as one would write it down first, in transactions as durable. */
async function plain(): Promise<void> {
  const plainFile = join(directory, 'plain.db');
  const database = new DatabaseSync(plainFile);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536');
  database.exec(
    `CREATE TABLE listing (id INTEGER PRIMARY KEY, source INTEGER, indicator TEXT, kind TEXT, value TEXT, first_seen INTEGER,
       last_seen INTEGER, expires_at INTEGER, confidence INTEGER, tlp TEXT, UNIQUE (kind, value, source, indicator));
     CREATE INDEX by_expiry ON listing (expires_at)`,
  );
  const upsert = database.prepare(
    `INSERT INTO listing (source, indicator, kind, value, first_seen, last_seen, expires_at, confidence, tlp)
     VALUES (1, ?, ?, ?, ?, ?, ?, 80, 'amber')
     ON CONFLICT DO UPDATE SET last_seen = excluded.last_seen, expires_at = excluded.expires_at`,
  );
  const segment = async (first: number): Promise<number> => {
    const batch = indicators(first, segmentSize);
    const start = performance.now();
    database.exec('BEGIN IMMEDIATE');
    for (const { id, observables } of batch)
      for (const { kind, value } of observables)
        upsert.run(id, kind, value, began + first, began + first, began + first + 30 * day);
    database.exec('COMMIT');
    return performance.now() - start;
  };
  let from = 0;
  for (const to of [...stages, total]) {
    const first = from;
    await phase(`plain table, up to ${to}`, to - from, (index) => segment(first + index * segmentSize));
    from = to;
  }
  const find = database.prepare('SELECT * FROM listing WHERE kind = ? AND value = ?');
  await one('plain table, look-up', 10_000, async () => {
    for (let i = 0; i < 10_000; i += 1) {
      const { kind, value } = observableOf(i * 97);
      find.all(kind, value);
    }
  });
  await one('plain table, distinct observables', total, async () => {
    database.prepare('SELECT kind, count(DISTINCT value) FROM listing WHERE expires_at > ? GROUP BY kind').all(began);
  });
  console.log(`plain table, bytes a listing: ${(statSync(plainFile).size / total).toFixed(0)}`);
  database.close();
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
  if (!args.includes('--quick')) await plain();
} finally {
  rmSync(directory, { recursive: true });
}
