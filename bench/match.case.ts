/**
 * One case of match.ts, a process of its own: `build COUNT FILE`, `index COUNT FILE`, `map COUNT` or `set COUNT`; tells
 * its figures as one line of JSON.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { readSnapshotFile } from '../src/gateway/snapshot-file.ts';
import { buildSnapshot } from '../src/match/build.ts';
import { MatchIndex } from '../src/match/match-index.ts';
import { FileScratch, FileSink } from '../src/poller/snapshot-output.ts';
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
async function swaps(): Promise<{ readonly swapMs: readonly number[]; readonly idleMs: readonly number[] }> {
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
  const inOrder = (all: number[]): number[] => all.sort((a, b) => a - b).map((ms) => Math.round(ms * 10) / 10);
  return { swapMs: inOrder(swapMs), idleMs: inOrder(idleMs) };
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

const cases: Readonly<Record<string, () => unknown>> = { build, index, map: () => keyed('map'), set: () => keyed('set') };
console.log(JSON.stringify(await cases[what]?.()));
process.exit(0);
