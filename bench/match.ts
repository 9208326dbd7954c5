/**
 * What the match index costs and gives, beside a Map and a Set of strings, redis and rbldnsd: `node bench/match.ts` with
 * 1,000,000 observables, `--tenfold` with 10,000,000 as well. Every case is a process of its own; look-ups take texts
 * that the engine has never hashed, and hash them. `--quick` leaves out the publication from a store.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { comparePeers } from './match-peers.ts';

type Figures = Readonly<Record<string, number>>;

const flags = process.argv.slice(2);
const directory = mkdtempSync(join(tmpdir(), 'feedgate-bench-'));
const module = fileURLToPath(new URL('match.case.ts', import.meta.url));

function run(what: string, count: number, more: readonly string[] = []): Figures {
  const heap = what === 'map' || what === 'set' ? ['--max-old-space-size=8192'] : ['--max-semi-space-size=4'];
  const args = ['--expose-gc', ...heap, module, what, String(count), ...more];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Figures;
}

function row(name: string, ...cells: readonly string[]): void {
  console.log(
    `  ${name.padEnd(14)}${cells
      .map((cell) => cell.padEnd(24))
      .join('')
      .trimEnd()}`,
  );
}

function lookUps({ hits = 0, misses = 0 }: Figures): string {
  return `${(hits / 1e6).toFixed(2)} / ${(misses / 1e6).toFixed(2)} M/s`;
}

function showIndex(count: number, built: Figures, index: Figures): void {
  const { rss = 0, openMs = 0, full = 0, fullMisses = 0, swapMs = 0, idleMs = 0, stepMs = 0 } = index;
  row('index', lookUps(index), perObservable(rss, count), `${openMs.toFixed(0)} ms`);
  row('', `${(full / 1e6).toFixed(2)} / ${(fullMisses / 1e6).toFixed(2)} M/s whole matches, parents and networks`);
  row('', `swap: event loop held at most ${swapMs} ms (idle: ${idleMs} ms), longest step ${stepMs.toFixed(1)} ms`);
  const { ms = 0, syncMs = 0, bytes = 0, peak = 0 } = built;
  row(
    '',
    `built in ${seconds(ms)}, on the disk ${seconds(syncMs)} later: ${perObservable(bytes, count)}; peak memory ${megabytes(peak)}`,
  );
}

async function compare(count: number): Promise<void> {
  console.log(`${count.toLocaleString('en')} observables`);
  row('', 'look-ups, hit / miss', 'bytes an observable', 'ready after');
  const file = join(directory, 'snapshot');
  showIndex(count, run('build', count, [file]), run('index', count, [file]));
  rmSync(file);
  for (const what of ['map', 'set']) {
    const figures = run(what, count);
    const { rss = 0, ms: filled = 0 } = figures;
    row(what, lookUps(figures), perObservable(rss, count), seconds(filled));
  }
  if (count <= 1_000_000) await comparePeers(count, directory, row);
  if (flags.includes('--quick')) return;
  const {
    baseMs = 0,
    toMatchMs = 0,
    peak: publishing = 0,
  } = run('publish', count, [mkdtempSync(join(directory, 'data-'))]);
  row(
    'publication',
    `from the store in ${seconds(baseMs)}; a poll of 2,000 matches ${toMatchMs.toFixed(0)} ms after its commit; peak memory ${megabytes(publishing)}`,
  );
}

function perObservable(bytes: number, count: number): string {
  return `${(bytes / count).toFixed(1)} bytes`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

try {
  for (const count of flags.includes('--tenfold') ? [1_000_000, 10_000_000] : [1_000_000]) await compare(count);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
