/**
 * One case of match.ts, a process of its own: `build COUNT FILE`, `index COUNT FILE`, `map COUNT`, `set COUNT` or
 * `publish COUNT DIRECTORY`; tells its figures as one line of JSON.
 */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { SourceSettings } from '../src/feed/source.ts';
import { PublishedIndex } from '../src/gateway/published-index.ts';
import { readSnapshotFile } from '../src/gateway/snapshot-file.ts';
import { buildSnapshot } from '../src/match/build.ts';
import { systemClock, systemRandom } from '../src/host/clock.ts';
import type { Indicator } from '../src/indicator/indicator.ts';
import type { IndexedListing } from '../src/match/match.ts';
import { MatchIndex } from '../src/match/match-index.ts';
import { Publisher } from '../src/poller/publisher.ts';
import { openLayer } from '../src/match/open.ts';
import { FileScratch, FileSink } from '../src/poller/snapshot-output.ts';
import { openSqliteStore } from '../src/store/sqlite.ts';
import { report } from '../test/contract/store-fixtures.ts';
import { began, observableOf, pagesOf, queries, type Query } from './match-data.ts';
import { peakMemory } from './peak-memory.ts';

const [what = '', counted = '', file = ''] = process.argv.slice(2);
const count = Number(counted);
const rounds = 5;
const perRound = 200_000;

async function build(): Promise<unknown> {
  const sink = new FileSink(file);
  const start = performance.now();
  const result = await buildSnapshot(pagesOf(0, count), {
    generation: 1,
    builtAt: began,
    id: 1,
    base: null,
    key: { a: 0x12345678, b: 0x9abcdef0 },
    store: 1,
    commit: 1,
    nextListing: count + 1,
    revision: 1,
    sources: [1, 2, 3, 4].map((id) => ({ id, name: `s${id}`, mode: 'enforce', subdomains: 'registrable', tags: [] })),
    expected: count,
    scratch: new FileScratch(`${file}.scratch`),
    sink,
  });
  const built = performance.now() - start;
  sink.sync();
  const synced = performance.now() - start - built;
  return { ms: built, syncMs: synced, ...result, peak: peakMemory(process.pid) };
}

async function index(): Promise<unknown> {
  collect();
  const before = process.memoryUsage.rss();
  const start = performance.now();
  const snapshot = await readSnapshotFile(file);
  const opened = new MatchIndex(snapshot.layer);
  const first = opened.lookUp(observableOf(count >>> 1), began + 1).length;
  const openMs = performance.now() - start;
  collect();
  const rss = process.memoryUsage.rss() - before;
  const hits = timed(true, ({ kind, value }) => opened.has(kind, value));
  const misses = timed(false, ({ kind, value }) => opened.has(kind, value));
  const full = timed(true, ({ kind, value }) => opened.lookUp({ kind, value }, began + 1).length > 0);
  const fullMisses = timed(false, (query) => lookUpAsMail(opened, query));
  return { openMs, first, rss, memory: opened.memory, hits, misses, full, fullMisses, ...(await swaps()) };
}

function lookUpAsMail(opened: MatchIndex, { kind, value }: Query): boolean {
  if (kind === 'domain') return opened.lookUpDomain(value, began + 1).length > 0;
  if (kind === 'ip' || kind === 'network') return opened.lookUpIp(value, began + 1).length > 0;
  return opened.lookUp({ kind, value }, began + 1).length > 0;
}

/** The longest that the event loop was held, milliseconds, while the index was replaced and while nothing happened. */
async function swaps(): Promise<Readonly<Record<'swapMs' | 'idleMs' | 'stepMs', number>>> {
  const swapMs: number[] = [];
  const idleMs: number[] = [];
  for (let i = 0; i < 10; i += 1) {
    collect();
    await wait(50);
    swapMs.push(
      await held(async () => {
        const next = await readSnapshotFile(file);
        new MatchIndex(next.layer).hasDomain('www.example.com');
        await wait(20);
        next.close();
      }),
    );
    idleMs.push(await held(() => wait(200)));
  }
  const longest = (all: readonly number[]): number => Math.round(Math.max(...all) * 10) / 10;
  return { swapMs: longest(swapMs), idleMs: longest(idleMs), stepMs: longestStep() };
}

/** The longest step of opening the snapshot, as this process sees it, without what others do on the same cores. */
function longestStep(): number {
  const descriptor = openSync(file, 'r');
  const opening = openLayer(statSync(file).size, () => new Uint8Array());
  let longest = 0;
  for (;;) {
    const start = performance.now();
    const step = opening.next();
    longest = Math.max(longest, performance.now() - start);
    if (step.done === true) break;
    readSync(descriptor, step.value.into, 0, step.value.into.length, step.value.at);
  }
  closeSync(descriptor);
  return longest;
}

async function held(step: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await step();
  delay.disable();
  return delay.max / 1e6;
}

function keyed(kind: 'map' | 'set'): unknown {
  collect();
  const before = process.memoryUsage.rss();
  const start = performance.now();
  const map = new Map<string, number>();
  const set = new Set<string>();
  for (let n = 0; n < count; n += 1) {
    const { value } = observableOf(n);
    const text = Buffer.from(value, 'latin1').toString('latin1');
    if (kind === 'map') map.set(text, n);
    else set.add(text);
  }
  const ms = performance.now() - start;
  collect();
  const rss = process.memoryUsage.rss() - before;
  const has = kind === 'map' ? (query: Query) => map.has(query.value) : (query: Query) => set.has(query.value);
  return { ms, rss, hits: timed(true, has), misses: timed(false, has) };
}

/** Look-ups a second, the median of the rounds. */
function timed(hit: boolean, ask: (query: Query) => boolean): number {
  const rates: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const asked = queries(perRound, count, hit, round);
    let found = 0;
    const start = performance.now();
    for (const query of asked) if (ask(query)) found += 1;
    rates.push(perRound / ((performance.now() - start) / 1000));
    if (hit ? found < perRound : found > perRound / 1000) throw new Error(`${found} of ${perRound} were found`);
  }
  return rates.sort((a, b) => a - b)[rounds >> 1] ?? 0;
}

function collect(): void {
  for (let i = 0; i < 3; i += 1) globalThis.gc?.();
}

/** From a poll's commit to the look-up that finds what it brought, over a store of `count` listings. */
async function publish(): Promise<unknown> {
  const codec = {
    encode: (settings: SourceSettings) => JSON.stringify(settings),
    decode: (text: string) => JSON.parse(text) as SourceSettings,
  };
  const store = await openSqliteStore({ file: `${file}/feedgate.db`, codec, clock: systemClock });
  const settings = { name: 'bench', mode: 'enforce', subdomains: 'registrable', tags: [] as string[] };
  const source = await store.sources.add(settings as unknown as SourceSettings, Date.now());
  const lease = await store.leases.acquire(source.id, 'bench', 1e9, Date.now());
  if (!('epoch' in lease)) throw new Error('the lease is taken');
  const poll = async (from: number, to: number): Promise<void> => {
    const writer = await store.listings.openSegment({
      lease,
      seenAt: Date.now(),
      age: 30 * 86_400_000,
      confidence: null,
    });
    for (const page of pagesOf(from, to)) await writer.add(page.map(indicatorOf));
    await writer.commit({ cursor: null, waiting: [], snapshotBegan: null, report: report('bench') });
  };
  const publisher = new Publisher({ store, directory: `${file}/index`, clock: systemClock, random: systemRandom });
  const reader = new PublishedIndex({
    directory: `${file}/index`,
    clock: systemClock,
    failed: (failure) => console.error(failure),
  });
  for (let at = 0; at < count; at += 100_000) await poll(at, Math.min(at + 100_000, count));
  const base = await publisher.publish();
  await reader.refresh();
  const toMatch: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const from = count + round * 2000;
    await poll(from, from + 2000);
    const start = performance.now();
    await publisher.publish();
    await reader.refresh();
    const found = reader.index?.lookUp(observableOf(from + 1999), Date.now()).length ?? 0;
    if (found === 0) throw new Error('what the poll brought is not found');
    toMatch.push(performance.now() - start);
  }
  reader.close();
  return {
    baseMs: base.kind === 'base' ? base.ms : null,
    toMatchMs: toMatch.sort((a, b) => a - b)[2],
    peak: peakMemory(process.pid),
  };
}

function indicatorOf({ indicator: id, kind, value }: IndexedListing): Indicator {
  const open = {
    title: null,
    validFrom: null,
    validUntil: null,
    confidence: 80,
    tlp: 'amber',
    withdrawn: false,
  } as const;
  return { id, version: 1, ...open, observables: [{ kind, value }] };
}

const cases: Readonly<Record<string, () => unknown>> = {
  build,
  index,
  map: () => keyed('map'),
  set: () => keyed('set'),
  publish,
};
console.log(JSON.stringify(await cases[what]?.()));
process.exit(0);
