/**
 * What a poll of a plain list of a million lines takes, first, unchanged (304) and with one line in a hundred changed:
 * `node bench/ingest-list.ts`; `--quick` takes a tenth of the lines. Beside it a naive reader that fetches the text,
 * splits it and puts every line into one table of SQLite, as scripts do: it checks nothing and knows no history.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { settingsCodec } from '../test/fakes/sealing.ts';
import { withoutProfiles } from '../test/fakes/profiles.ts';
import { parseSource } from '../src/config/source-settings.ts';
import { systemClock } from '../src/host/clock.ts';
import { MemoryLog } from '../test/fakes/memory-log.ts';
import { exchange } from '../src/net/exchange.ts';
import { childParser } from '../src/parse/child-parser.ts';
import { clientOpener } from '../src/poller/clients.ts';
import { pollLog } from '../src/poller/poll-log.ts';
import { startPoll } from '../src/poller/poll.ts';
import { openSqliteStore } from '../src/store/sqlite.ts';

const count = process.argv.includes('--quick') ? 100_000 : 1_000_000;
const directory = mkdtempSync(join(tmpdir(), 'feedgate-bench-'));

/** Spread over all values, as lists are. */
function lineOf(number: number): string {
  const mixed = Math.imul(number + 1, 0x9e3779b1) >>> 0;
  const host = `h${mixed.toString(36)}.bad.example`;
  if (number % 10 < 3) return `${(mixed % 99) + 100}.${(mixed >>> 8) & 255}.${number & 255}.${(number >>> 8) & 255}`;
  return number % 10 === 9 ? `http://${host}/a/${number}` : host;
}

function listOf(changed: number): Buffer {
  const lines = Array.from({ length: count }, (_, i) => lineOf(i < changed ? i + count : i));
  return Buffer.from(`# a list\n${lines.join('\n')}\n`);
}

let body = listOf(0);
let tag = '"1"';
const server = createServer((request, response) => {
  if (request.headers['if-none-match'] === tag) response.writeHead(304, { etag: tag }).end();
  else response.writeHead(200, { etag: tag, 'content-type': 'text/plain', 'content-length': body.length }).end(body);
});
await new Promise<void>((resolve) => {
  server.listen(0, '127.0.0.1', resolve);
});
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/list.txt`;

async function timed(what: string, work: () => Promise<string>): Promise<void> {
  const began = performance.now();
  const told = await work();
  console.log(`${what.padEnd(34)} ${((performance.now() - began) / 1000).toFixed(2).padStart(6)} s   ${told}`);
}

const clock = systemClock;
const store = await openSqliteStore({ file: join(directory, 'feedgate.db'), codec: settingsCodec, clock });
await store.sources.add(parseSource({ name: 'list', url, allowPrivate: true }), clock.now());
const parser = childParser({ clock });
const resolver = { resolve: () => Promise.reject(new Error('no names are used here')) };
const deps = {
  store,
  openClient: clientOpener({
    parser,
    ask: (request) => exchange(request, { clock, resolver }),
    clock,
    random: Math.random,
    route: withoutProfiles,
  }),
  log: pollLog(new MemoryLog(), clock),
  clock,
  random: Math.random,
  holder: 'bench/1/1',
};

async function poll(): Promise<string> {
  const source = await store.sources.get('list');
  if (source === undefined) throw new Error('no source');
  const { funnel, failure, unchanged, stages } = await (await startPoll(source, null, deps)).done;
  if (failure !== null) throw new Error(failure.message);
  if (unchanged === true) return 'unchanged';
  const [content, applied] = ['content', 'store'].map((stage) => {
    const ms = stages.find((each) => each.stage === stage)?.ms ?? 0;
    return (ms / 1000).toFixed(1);
  });
  const counts = `${funnel.new} new, ${funnel.known} known, ${funnel.withdrawn} withdrawn`;
  return `${counts} (read ${content} s, stored ${applied} s)`;
}

const naive = new DatabaseSync(join(directory, 'naive.db'));
naive.exec('PRAGMA journal_mode = WAL; CREATE TABLE listed (value TEXT PRIMARY KEY) WITHOUT ROWID');

async function readNaively(): Promise<string> {
  const lines = (await (await fetch(url)).text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  naive.exec('BEGIN; DELETE FROM listed');
  const insert = naive.prepare('INSERT OR IGNORE INTO listed VALUES (?)');
  for (const line of lines) insert.run(line);
  naive.exec('COMMIT');
  return `${lines.length} lines`;
}

console.log(`${count.toLocaleString('en')} lines, ${(body.length / 1024 ** 2).toFixed(1)} MiB`);
await timed('Feedgate, first poll', poll);
await timed('Feedgate, unchanged', poll);
body = listOf(count / 100);
tag = '"2"';
await timed('Feedgate, 1 % changed', poll);
await timed('naive, first time', readNaively);
await timed('naive, every further time', readNaively);
console.log(
  `memory of the poller: ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB at most, the lists served included`,
);

naive.close();
await parser.close();
await store.close();
server.close();
server.closeAllConnections();
rmSync(directory, { recursive: true });
