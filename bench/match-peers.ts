import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { observableOf } from './match-data.ts';
import { peakMemory } from './peak-memory.ts';

type Row = (name: string, ...cells: readonly string[]) => void;

/** The same observables in redis and, the domains among them, in rbldnsd, where these are installed. */
export async function comparePeers(count: number, directory: string, row: Row): Promise<void> {
  await redis(count, row);
  await rbldnsd(count, directory, row);
}

/** GET over loopback, as redis-benchmark does it, with and without pipelining. */
async function redis(count: number, row: Row): Promise<void> {
  if (!installed('redis-server')) return skipped('redis', 'redis-server');
  const port = String(await freePort());
  const server = spawn('redis-server', ['--port', port, '--save', '', '--bind', '127.0.0.1'], { stdio: 'ignore' });
  try {
    await wait(500);
    const before = peakMemory(server.pid ?? 0);
    const pipe = spawn('redis-cli', ['-p', port, '--pipe'], { stdio: ['pipe', 'ignore', 'inherit'] });
    for (let n = 0; n < count; n += 1) {
      if (!pipe.stdin.write(`SET ${observableOf(n).value} 1\r\n`))
        await new Promise((done) => pipe.stdin.once('drain', done));
    }
    pipe.stdin.end();
    await new Promise((done) => pipe.once('exit', done));
    const rate = (pipeline: string): string =>
      execFileSync(
        'redis-benchmark',
        ['-p', port, '-n', '500000', '-P', pipeline, '-q', 'GET', observableOf(1).value],
        { encoding: 'utf8' },
      ).trim();
    row('redis', rate('1'), perObservable(peakMemory(server.pid ?? 0) - before, count), `pipelined ${rate('16')}`);
  } finally {
    server.kill();
  }
}

/** Memory of the domains and addresses as DNS zones; its rate is that of a DNS server and measured with dnsperf. */
async function rbldnsd(count: number, directory: string, row: Row): Promise<void> {
  if (!installed('rbldnsd')) return skipped('rbldnsd', 'rbldnsd');
  const port = String(await freePort());
  const names: string[] = [];
  for (let n = 0; n < count; n += 1) if (observableOf(n).kind === 'domain') names.push(observableOf(n).value);
  writeFileSync(join(directory, 'zone'), `:127.0.0.2:listed\n${names.join('\n')}\n`);
  const zone = `bl.example:dnset:${join(directory, 'zone')}`;
  const server = spawn('rbldnsd', ['-n', '-b', `127.0.0.1/${port}`, zone], { stdio: 'ignore' });
  try {
    await wait(3000);
    row('rbldnsd', '(dnsperf tells)', perObservable(peakMemory(server.pid ?? 0), names.length), '');
  } finally {
    server.kill();
  }
}

function installed(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}

function skipped(name: string, program: string): void {
  console.warn(`  ${name}: SKIPPED, ${program} is not installed`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function perObservable(bytes: number, count: number): string {
  return `${(bytes / count).toFixed(1)} bytes`;
}
