/** What the benchmarks of polling share: a server, a poller and a parser child, each a process of its own, measured. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '../src/config/plain.ts';
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

export interface Feed {
  readonly name: string;
  /** The module that serves it, and its arguments; it tells its port. */
  readonly server: readonly [module: string, ...args: string[]];
  /** Of the source, besides name and place. */
  readonly settings: JsonObject;
  /** How many are to be held in the end. */
  readonly observables: number;
  readonly runs: number;
  readonly python: { readonly seconds: number; readonly megabytes: number | null } | null;
}

interface Run extends Polled {
  readonly parserPeak: number;
  readonly serverPeak: number;
}

/** Polls a feed as often as it says, each time into a fresh data directory, and prints the medians. */
export async function measure(feed: Feed): Promise<void> {
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
  const [module, ...args] = feed.server;
  const server = start(module, args);
  try {
    const port = await firstLine(server);
    const poller = start(
      'ingest.poller.ts',
      [join(directory, 'data'), port, JSON.stringify(feed.settings)],
      pollerFlags,
    );
    const parser = watchChildren(poller.pid ?? 0);
    const polled = JSON.parse(await firstLine(poller)) as Polled;
    const parserPeak = parser.stop();
    const wanted = feed.observables;
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
