/**
 * What a poll of TAXII 1.1 with STIX 1.1.1 takes from the first request to the last commit: `node bench/ingest-taxii1.ts`
 * polls each feed three times into a fresh data directory and prints the medians. `--tenfold` adds a block of a million
 * indicators (once), to show that time grows with the input and memory does not; `--quick` polls each once,
 * `--feed=blocks|block|tenfold` only that one.
 * The practice server, the poller and its parser child are processes of their own. The reference is the Python stack
 * (libtaxii and python-stix as the common pollers use them) on the same feeds and a 2-core machine like this.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PollReport } from '../src/feed/report.ts';
import { pollerFlags } from '../src/service/poller-process.ts';
import { peakMemory, watchChildren } from './peak-memory.ts';

/** What the poller's side tells. */
export interface Polled {
  readonly ms: number;
  readonly peak: number;
  readonly listings: number;
  readonly failure: string | null;
  readonly decodedBytes: number;
  readonly stages: PollReport['stages'];
}

interface Feed {
  readonly key: 'blocks' | 'block' | 'tenfold';
  readonly name: string;
  readonly blocks: number;
  readonly indicators: number;
  /** Blocks in one answer. */
  readonly partSize: number;
  readonly runs: number;
  readonly python: { readonly seconds: number; readonly megabytes: number | null } | null;
}

interface Run extends Polled {
  readonly parserPeak: number;
  readonly serverPeak: number;
}

const flags = process.argv.slice(2);
const runs = flags.includes('--quick') ? 1 : 3;
const feeds: readonly Feed[] = [
  {
    key: 'blocks',
    name: '20,000 blocks of one indicator, 5,000 a part',
    blocks: 20_000,
    indicators: 1,
    partSize: 5000,
    runs,
    python: { seconds: 20.8, megabytes: null },
  },
  {
    key: 'block',
    name: 'one block of 100,000 indicators',
    blocks: 1,
    indicators: 100_000,
    partSize: 100,
    runs,
    python: { seconds: 40.2, megabytes: 1639 },
  },
  {
    key: 'tenfold',
    name: 'one block of 1,000,000 indicators',
    blocks: 1,
    indicators: 1_000_000,
    partSize: 100,
    runs: 1,
    python: null,
  },
];

async function measure(feed: Feed): Promise<void> {
  const done: Run[] = [];
  for (let i = 0; i < feed.runs; i += 1) done.push(await poll(feed));
  const run = done.sort((a, b) => a.ms - b.ms)[Math.floor(done.length / 2)];
  if (run === undefined) throw new Error('no run');
  const seconds = run.ms / 1000;
  const decoded = run.decodedBytes / 1e6;
  console.log(`${feed.name} (${decoded.toFixed(1)} MB, median of ${done.length})`);
  console.log(
    `  ${seconds.toFixed(2)} s (${done.map(({ ms }) => (ms / 1000).toFixed(2)).join(', ')}), ` +
      `${Math.round(run.listings / seconds).toLocaleString('en')} observables/s, ${(decoded / seconds).toFixed(1)} MB/s`,
  );
  const peaks = { poller: run.peak, parser: run.parserPeak, server: run.serverPeak };
  console.log(
    `  peak memory: ${Object.entries(peaks)
      .map(([name, bytes]) => `${name} ${megabytes(bytes)}`)
      .join(', ')}`,
  );
  console.log(`  stages: ${run.stages.map(({ stage, ms }) => `${stage} ${ms.toFixed(0)} ms`).join(', ')}`);
  if (feed.python !== null) {
    const { seconds: theirs, megabytes: memory } = feed.python;
    const most = Math.max(run.peak, run.parserPeak) / 1e6;
    const ratio = memory === null ? '' : `, ${memory} MB (${(memory / most).toFixed(1)} times the larger of ours)`;
    console.log(`  Python stack: ${theirs} s (${(theirs / seconds).toFixed(1)} times ours)${ratio}`);
  }
}

/** One poll with a server, a poller and a data directory of its own. */
async function poll(feed: Feed): Promise<Run> {
  const directory = mkdtempSync(join(tmpdir(), 'feedgate-bench-'));
  const server = start('ingest-taxii1.lab.ts', [feed.blocks, feed.indicators, feed.partSize].map(String));
  try {
    const port = await firstLine(server);
    const poller = start('ingest-taxii1.poller.ts', [join(directory, 'data'), port], pollerFlags);
    const parser = watchChildren(poller.pid ?? 0);
    const polled = JSON.parse(await firstLine(poller)) as Polled;
    const parserPeak = parser.stop();
    const wanted = feed.blocks * feed.indicators;
    if (polled.failure !== null) throw new Error(`the poll failed: ${polled.failure}`);
    if (polled.listings !== wanted) throw new Error(`the store holds ${polled.listings} of ${wanted} observables`);
    return { ...polled, parserPeak, serverPeak: peakMemory(server.pid ?? 0) };
  } finally {
    server.kill('SIGTERM');
    rmSync(directory, { recursive: true, maxRetries: 10, retryDelay: 100 });
  }
}

function start(file: string, args: readonly string[], flags: readonly string[] = []) {
  const module = fileURLToPath(new URL(file, import.meta.url));
  return spawn(process.execPath, [...flags, module, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Waits for the whole output of a process that ends, or the first line of one that goes on. */
async function firstLine(running: ReturnType<typeof start>): Promise<string> {
  let told = '';
  for await (const chunk of running.stdout.setEncoding('utf8') as AsyncIterable<string>) {
    told += chunk;
    if (told.includes('\n')) return told;
  }
  throw new Error('a process of the benchmark ended without a word');
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

const asked = flags.find((flag) => flag.startsWith('--feed='))?.slice('--feed='.length);
const wanted = asked === undefined ? (feed: Feed) => feed.key !== 'tenfold' : (feed: Feed) => feed.key === asked;
for (const feed of feeds)
  if (wanted(feed) || (feed.key === 'tenfold' && flags.includes('--tenfold'))) await measure(feed);
