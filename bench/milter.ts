/**
 * What the gateway costs: processor time of its process (both cores counted) for each mail over the milter, each DNS
 * question and each value of an HTTP batch, beside a plain HTTP server with a Set; then the rate of a real Postfix with
 * the milter and without, where one is installed. `node bench/milter.ts`, `--tenfold` for more of each.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askStatus } from '../src/gateway/status.ts';
import { encodeFrame } from '../src/milter/frame.ts';
import { actions, commands, replies, steps } from '../src/milter/protocol.ts';
import type { Kind } from '../src/observable/observable.ts';
import { publish } from '../test/process/listed.ts';
import { dnsQuestions } from './dns-questions.ts';
import { milterService, Postfix, postfixObstacle } from '../test/process/postfix.ts';

const scale = process.argv.includes('--tenfold') ? 10 : 1;
const root = mkdtempSync(join(tmpdir(), 'feedgate-bench-'));
const data = join(root, 'data');
chmodSync(root, 0o755);
mkdirSync(data, { mode: 0o700 });
const launcher = fileURLToPath(new URL('../bin/feedgate', import.meta.url));
const ports = { http: 19_751, dns: 19_753, rbldnsd: 19_754, naive: 19_755, smtp: 19_757, plain: 19_758, sink: 19_759 };

/** Ticks of the processor that a process has had, in seconds (proc(5): 100 a second). */
function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) / 100;
}

interface Cost {
  readonly rate: number;
  /** Microseconds of the processor for each. */
  readonly micros: number;
}

async function cost(pid: number, count: number, work: () => Promise<unknown>): Promise<Cost> {
  const cpu = cpuOf(pid);
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1000;
  return { rate: count / seconds, micros: ((cpuOf(pid) - cpu) * 1e6) / count };
}

function tell(name: string, { rate, micros }: Cost): void {
  const perCore = (1e6 / micros).toLocaleString('en', { maximumFractionDigits: 0 });
  console.log(
    `  ${name.padEnd(44)}${rate.toLocaleString('en', { maximumFractionDigits: 0 }).padStart(12)} /s ${micros.toFixed(micros < 10 ? 3 : 0).padStart(9)} µs CPU  ${perCore.padStart(12)} /s a core`,
  );
}

/** Runs `each` for 0 … count, so many at a time. */
async function inParallel(count: number, lanes: number, each: (i: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) await each((next += 1));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

const words = 'the quick brown fox jumps over the lazy dog and then some more text follows here\r\n';
const mailBody = Buffer.from(
  `${words.repeat(30)}see https://www.example.com/path/1 and https://docs.example.org/a?b=c\r\n${words.repeat(28)}`,
);

function dialogue(i: number): Uint8Array {
  const all = (flags: Readonly<Record<string, number>>): number => Object.values(flags).reduce((a, b) => a | b, 0);
  const offer = Buffer.alloc(12);
  offer.writeUInt32BE(6, 0);
  offer.writeUInt32BE(all(actions) >>> 0, 4);
  offer.writeUInt32BE(all(steps) >>> 0, 8);
  const text = (line: string) => Buffer.from(line, 'latin1');
  return Buffer.concat([
    encodeFrame(commands.negotiate, offer),
    encodeFrame(commands.connect, text(`mta.example.com\x004\x30\x39192.0.2.${i % 200}\0`)),
    encodeFrame(commands.helo, text('mta.example.com\0')),
    encodeFrame(commands.mail, text(`<user${i}@example.com>\0`)),
    encodeFrame(commands.rcpt, text('<bob@example.org>\0')),
    ...['From', 'To', 'Subject', 'Date', 'Message-ID', 'MIME-Version', 'Content-Type'].map((name) =>
      encodeFrame(commands.header, text(`${name}\0 ${name === 'Content-Type' ? 'text/plain' : `value ${i}`}\0`)),
    ),
    encodeFrame(commands.endOfHeaders),
    encodeFrame(commands.body, mailBody),
    encodeFrame(commands.endOfMessage),
  ]);
}

const quit = encodeFrame(commands.quit);

/** One mail over a connection of its own, as an MTA does it. */
function milterMail(path: string, i: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.on('error', reject);
    socket.write(dialogue(i));
    socket.on('data', (bytes) => {
      if (bytes.at(-1) === replies.accept) socket.end(quit, () => resolve());
    });
  });
}

async function dnsCosts(pid: number): Promise<void> {
  console.log('DNS zones over UDP, 300,000 names, questions for others');
  const questions = 100_000 * scale;
  const ask = async (
    name: string,
    process: number,
    ...to: [port: number, zone: readonly string[]]
  ): Promise<number> => {
    await dnsQuestions(5000, ...to);
    const found = await cost(process, questions, () => dnsQuestions(questions, ...to));
    tell(name, found);
    return found.micros;
  };
  const ours = await ask('the gateway', pid, ports.dns, ['dom', 'feedgate', 'internal']);
  if (spawnSync('rbldnsd', ['-h']).error !== undefined) return console.log('SKIPPED: rbldnsd is not installed');
  const zone = join(root, 'zone');
  writeFileSync(
    zone,
    `:127.0.0.2:listed\n${Array.from({ length: 300_000 }, (_, i) => `listed-${i}.example.com\n`).join('')}`,
  );
  const args = ['-n', '-b', `127.0.0.1/${ports.rbldnsd}`, `bl.example:dnset:${zone}`];
  const other = spawn('rbldnsd', args, { stdio: 'ignore' });
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const theirs = await ask('rbldnsd', other.pid ?? 0, ports.rbldnsd, ['bl', 'example']);
  console.log(`  answers for each second of the processor: ${(theirs / ours).toFixed(2)} of those of rbldnsd`);
  other.kill();
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

function post(port: number, path: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method: 'POST', agent }, (answer) => {
      let bytes = 0;
      answer.on('data', (piece: Buffer) => (bytes += piece.length));
      answer.once('end', () => resolve(bytes));
    });
    asked.once('error', reject);
    asked.end(body);
  });
}

/** A list of values; one of a thousand is listed. */
function valuesAt(i: number, size: number): string[] {
  return Array.from({ length: size }, (_, k) => {
    const n = (i * size + k) % 300_000;
    if (n % 1000 === 0) return `listed-${n % 100_000}.example.com`;
    return n % 3 === 0
      ? `host-${n}.shop.example.net`
      : n % 3 === 1
        ? `https://www${n}.example.net/path/${n}`
        : `192.0.${n % 256}.${(n >> 8) % 256}`;
  });
}

const naive = `
const { createServer } = require('node:http');
const listed = new Set(Array.from({ length: 300000 }, (_, i) => 'listed-' + i + '.example.com'));
createServer((request, response) => {
  let body = '';
  request.on('data', (piece) => (body += piece));
  request.on('end', () => {
    const found = JSON.parse(body).map((text) => {
      try { return listed.has(text.includes('://') ? new URL(text).href : text.toLowerCase()); } catch { return false; }
    });
    response.end(JSON.stringify(found));
  });
}).listen(${ports.naive}, '127.0.0.1', () => console.log('ready'));
`;

async function httpCosts(pid: number): Promise<void> {
  console.log('HTTP look-ups, values');
  const batches = Array.from({ length: 50 }, (_, i) => valuesAt(i, 1000));
  const lines = batches.map((values) => values.join('\n'));
  const json = batches.map((values) => JSON.stringify(values));
  const rounds = 1000 * scale;
  const each = (bodies: readonly string[], port: number, path: string) => (i: number) =>
    post(port, path, bodies[i % 50] ?? '');
  await inParallel(100, 8, each(lines, ports.http, '/v1/lookup'));
  tell(
    'lines, 1,000 a request',
    await cost(pid, rounds * 1000, () => inParallel(rounds, 8, each(lines, ports.http, '/v1/lookup'))),
  );
  tell(
    'JSON, 1,000 a request',
    await cost(pid, rounds * 1000, () => inParallel(rounds, 8, each(json, ports.http, '/v1/lookup'))),
  );
  const single = 5000 * scale;
  tell(
    'one a request',
    await cost(pid, single, () =>
      inParallel(single, 8, (i) => post(ports.http, '/v1/lookup', `host-${i}.shop.example.net`)),
    ),
  );
  const other = spawn(process.execPath, ['-e', naive], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(other.stdout, 'data');
  await inParallel(100, 8, each(json, ports.naive, '/'));
  tell(
    'plain server, Set of strings, JSON, 1,000',
    await cost(other.pid ?? 0, rounds * 1000, () => inParallel(rounds, 8, each(json, ports.naive, '/'))),
  );
  other.kill();
  agent.destroy();
}

/** Mails a second that a Postfix of its own takes, half of the load on the same cores. */
async function postfixRates(): Promise<void> {
  const obstacle = postfixObstacle();
  if (obstacle !== null) return console.log(`SKIPPED: Postfix: ${obstacle}`);
  console.log('Postfix, mails of 5 kB, 8 sessions, delivered to smtp-sink');
  const sink = spawn('/usr/sbin/smtp-sink', ['-c', `127.0.0.1:${ports.sink}`, '100'], { stdio: 'ignore' });
  const count = 2000 * scale;
  const rate = (port: number): number => {
    const began = performance.now();
    const args = [
      '-s',
      '8',
      '-l',
      '5120',
      '-m',
      String(count),
      '-f',
      'a@example.com',
      '-t',
      'b@example.org',
      `127.0.0.1:${port}`,
    ];
    const done = spawnSync('/usr/sbin/smtp-source', args, { encoding: 'utf8' });
    if (done.status !== 0) console.log(done.stderr);
    return (count / (performance.now() - began)) * 1000;
  };
  const show = (name: string, mails: number, of = 0): void =>
    console.log(
      `  ${name.padEnd(44)}${mails.toFixed(0).padStart(12)} /s${of === 0 ? '' : `   ${((mails / of) * 100).toFixed(0)} %`}`,
    );
  const postfix = postfixOf();
  try {
    rate(ports.plain);
    const plain = rate(ports.plain);
    const asked = rate(ports.smtp);
    const again = rate(ports.plain);
    show('without', (plain + again) / 2);
    show('with the gateway, unix socket', asked, (plain + again) / 2);
  } finally {
    postfix.stop();
    sink.kill();
  }
}

function postfixOf(): Postfix {
  const directory = join(root, 'postfix');
  const services = [milterService(ports.smtp), { port: ports.plain, options: [] }];
  const postfix = new Postfix({ root: directory, next: ports.sink, services });
  writeFileSync(
    join(postfix.config, 'main.cf'),
    `${readFileSync(join(postfix.config, 'main.cf'), 'utf8')}smtpd_client_connection_count_limit = 0\n`,
  );
  postfix.start();
  return postfix;
}

async function startGateway(): Promise<ChildProcess> {
  const values = Array.from({ length: 300_000 }, (_, i): readonly [Kind, string] => [
    'domain',
    `listed-${i}.example.com`,
  ]);
  await publish(data, values);
  const socket = join(root, 'postfix', 'queue', 'feedgate', 'milter.sock');
  mkdirSync(join(socket, '..'), { recursive: true, mode: 0o755 });
  const fronts = `milter: { listen: 'unix:${socket}', mode: '0666' }, dnsbl: { listen: '127.0.0.1:${ports.dns}' }, http: { listen: '127.0.0.1:${ports.http}' }`;
  writeFileSync(join(data, 'feedgate.yaml'), `gateway: { fronts: { ${fronts} } }\n`);
  const gateway = spawn(process.execPath, [launcher, 'gateway', '--data', data], { stdio: 'ignore' });
  for (;;) {
    const status = await askStatus(join(data, 'gateway.sock')).catch(() => null);
    if (status !== null && status.index !== null) return gateway;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const gateway = await startGateway();
const pid = gateway.pid ?? 0;
try {
  const socket = join(root, 'postfix', 'queue', 'feedgate', 'milter.sock');
  const mails = 3000 * scale;
  await inParallel(500, 8, (i) => milterMail(socket, i));
  console.log('milter, mails of 5 kB, a connection each, unix socket');
  tell('whole dialogue', await cost(pid, mails, () => inParallel(mails, 8, (i) => milterMail(socket, i))));
  await dnsCosts(pid);
  await httpCosts(pid);
  await postfixRates();
} finally {
  gateway.kill('SIGTERM');
  await once(gateway, 'exit');
  rmSync(root, { recursive: true, force: true });
}
