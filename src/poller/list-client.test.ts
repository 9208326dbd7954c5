import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { withoutProfiles } from '../../test/fakes/profiles.ts';
import { localParser } from '../../test/fakes/local-parser.ts';
import { names } from '../../test/fakes/loopback.ts';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { MemoryLog } from '../../test/fakes/memory-log.ts';
import { indicator, observable, packageOf, properties, url } from '../../test/fakes/stix1-package.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { settingsCodec } from '../../test/fakes/sealing.ts';
import { mergeSource, parseSource } from '../config/source-settings.ts';
import type { PollMode, PollReport } from '../feed/report.ts';
import { systemClock } from '../host/clock.ts';
import { exchange } from '../net/exchange.ts';
import { openSqliteStore } from '../store/sqlite.ts';
import type { StoredSource } from '../store/store.ts';
import { clientOpener } from './clients.ts';
import { pollLog } from './poll-log.ts';
import { startPoll } from './poll.ts';

const day = 86_400_000;

/** What the server has, how it gives it away, and what it was asked. */
class Shelf {
  body: string | Uint8Array = '';
  headers: Record<string, string> = {};
  status = 200;
  /** Says 304 whenever a condition comes along. */
  lies = false;
  readonly asked: IncomingMessage[] = [];

  answer(request: IncomingMessage, response: ServerResponse): void {
    this.asked.push(request);
    const { 'if-none-match': tag, 'if-modified-since': since } = request.headers;
    const same = tag !== undefined && tag === this.headers['etag'];
    if (same || (this.lies && (tag ?? since) !== undefined)) response.writeHead(304, this.headers).end();
    else response.writeHead(this.status, this.headers).end(this.body);
  }

  get last(): IncomingMessage['headers'] {
    return this.asked.at(-1)?.headers ?? {};
  }
}

async function serve(shelf: Shelf): Promise<number> {
  const server = createServer((request, response) => shelf.answer(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function polling(input: object = {}, closed?: string) {
  const shelf = new Shelf();
  const port = await serve(shelf);
  const clock = new ManualClock();
  const t0 = clock.now();
  const store = await openSqliteStore({ file: join(tempDirectory(), 'feedgate.db'), codec: settingsCodec, clock });
  onTestFinished(() => store.close());
  const url = `http://feed.example:${port}/lists/today.txt`;
  await store.sources.add(parseSource({ name: 'plain', url, allowPrivate: true, attempts: 1, ...input }), t0);
  const resolver = names({ 'feed.example': ['127.0.0.1'], 'other.example': ['127.0.0.1'] });
  const openClient = clientOpener({
    parser: localParser,
    ask: (request) => exchange(request, { clock: systemClock, resolver }),
    clock,
    random: () => 0.5,
    closed,
    route: withoutProfiles,
  });
  const deps = { store, openClient, log: pollLog(new MemoryLog(), clock), clock, random: () => 0.5, holder: 't/1/1' };
  const source = async (): Promise<StoredSource> => {
    const found = await store.sources.get('plain');
    if (found === undefined) throw new Error('no source');
    return found;
  };
  return {
    shelf,
    port,
    source,
    /** Polls on a day, counted from the beginning. */
    async poll(at = 0, mode: PollMode | null = null, accept = false): Promise<PollReport> {
      clock.jump(Math.round(t0 + at * day) - clock.now());
      return (await startPoll(await source(), mode, deps, { accept })).done;
    },
    async edit(changes: Parameters<typeof mergeSource>[1]): Promise<void> {
      await store.sources.update('plain', mergeSource((await source()).settings, changes));
    },
    /** Day of the last sighting of what is in force. */
    async lastSeen(): Promise<Record<string, number>> {
      const days: Record<string, number> = {};
      for await (const { value, lastSeen } of store.listings.scan({ at: clock.now() })) {
        days[value] = (lastSeen - t0) / day;
      }
      return days;
    },
    async inForce(): Promise<string[]> {
      const values: string[] = [];
      for await (const listing of store.listings.scan({ at: clock.now() })) values.push(listing.value);
      return values.sort();
    },
  };
}

const domainName = properties(
  'DomainNameObj:DomainNameObjectType',
  '<DomainNameObj:Value>evil.example</DomainNameObj:Value>',
);
const stix1Package = packageOf(
  indicator('one', observable('a', domainName)) + indicator('two', observable('b', url('http://other.example/'))),
);

const stix2Bundle = JSON.stringify({
  type: 'bundle',
  id: 'bundle--6a1f0c9e-0000-4000-8000-000000000001',
  objects: [
    {
      type: 'indicator',
      spec_version: '2.1',
      id: 'indicator--6a1f0c9e-0000-4000-8000-000000000002',
      created: '2026-11-20T00:00:00.000Z',
      modified: '2026-11-20T00:00:00.000Z',
      pattern_type: 'stix',
      pattern: "[domain-name:value = 'evil.example']",
      valid_from: '2026-11-20T00:00:00.000Z',
    },
  ],
});

describe('a list', () => {
  it('is read whole, and what has vanished from it is withdrawn', async () => {
    const run = await polling();
    run.shelf.body = '# today\nevil.example\n198.51.100.0/24 ; SBL1\n';
    expect(await run.poll()).toMatchObject({ state: 'succeeded', funnel: { new: 2, withdrawn: 0 } });
    run.shelf.body = '# tomorrow\nevil.example\nbad.example\n';
    expect(await run.poll(1)).toMatchObject({ funnel: { new: 1, known: 1, withdrawn: 1 } });
    expect(await run.inForce()).toEqual(['bad.example', 'evil.example']);
  });
  it('is left as it is where the server says that it is unchanged', async () => {
    const run = await polling();
    run.shelf.body = 'evil.example\n';
    run.shelf.headers = { etag: '"v1"', 'last-modified': 'Sun, 22 Nov 2026 09:00:00 GMT' };
    const first = await run.poll();
    expect(first).not.toHaveProperty('unchanged');
    expect(run.shelf.last).not.toHaveProperty('if-none-match');
    expect(await run.poll(1)).toMatchObject({ state: 'succeeded', unchanged: true, funnel: { known: 0 }, bytes: 0 });
    expect(run.shelf.last).toMatchObject({
      'if-none-match': '"v1"',
      'if-modified-since': 'Sun, 22 Nov 2026 09:00:00 GMT',
    });
    const { state } = await run.source();
    expect(state.lastSuccessAt).toBe(state.lastAttemptAt);
    expect(state.dataSet?.takenAt).toBe(Date.parse(first.startedAt));
  });
  it('is left as it is where it says the same, though the server cannot tell and a comment has changed', async () => {
    const run = await polling();
    run.shelf.body = '# 10:00\nevil.example\n';
    await run.poll();
    run.shelf.body = '# 11:00\nevil.example\n';
    expect(await run.poll(1)).toMatchObject({ unchanged: true });
  });
  it('has only what is new about it written, until all of it is due', async () => {
    const run = await polling();
    run.shelf.body = 'a.example\nb.example\nc.example\n';
    const first = await run.poll();
    run.shelf.body = 'b.example\nc.example\nd.example\n';
    expect(await run.poll(1)).toMatchObject({ funnel: { new: 1, known: 2, withdrawn: 1 } });
    expect(await run.lastSeen()).toEqual({ 'b.example': 0, 'c.example': 0, 'd.example': 1 });
    expect((await run.source()).state.dataSet?.takenAt).toBe(Date.parse(first.startedAt));
    expect(await run.poll(4)).toMatchObject({ funnel: { new: 0, known: 3, withdrawn: 0 } });
    expect(await run.lastSeen()).toEqual({ 'b.example': 4, 'c.example': 4, 'd.example': 4 });
  });
  it('does not age out, however long it stays the same', async () => {
    const run = await polling({ age: '8d' });
    run.shelf.body = 'evil.example\n';
    run.shelf.headers = { etag: '"v1"' };
    for (let at = 0; at < 20; at += 0.5) await run.poll(at);
    expect(await run.inForce()).toEqual(['evil.example']);
    const whole = run.shelf.asked.filter(({ headers }) => headers['if-none-match'] === undefined);
    expect(whole).toHaveLength(20);
  });
  it('is read again in time from a server whose word cannot be trusted', async () => {
    const run = await polling({ age: '8d' });
    run.shelf.body = 'evil.example\n';
    run.shelf.headers = { etag: '"v1"' };
    run.shelf.lies = true;
    await run.poll();
    run.shelf.body = 'bad.example\n';
    expect(await run.poll(0.5)).toMatchObject({ unchanged: true });
    expect(await run.poll(1)).toMatchObject({ funnel: { new: 1, withdrawn: 1 } });
  });
  it('is read again when everything is asked for, and after its settings have changed', async () => {
    const run = await polling();
    run.shelf.body = 'evil.example\n192.0.2.1\n';
    run.shelf.headers = { etag: '"v1"' };
    await run.poll();
    expect(await run.poll(1, 'full')).toMatchObject({ funnel: { known: 2 } });
    await run.edit({ list: { kinds: ['ip'] } });
    expect(await run.poll(2)).toMatchObject({ funnel: { known: 1, withdrawn: 1 } });
    expect(await run.inForce()).toEqual(['192.0.2.1']);
  });
  it('of STIX 2 is no page of TAXII of which there are more, and no other JSON', async () => {
    const run = await polling({ list: { format: 'stix2' } });
    for (const body of [JSON.stringify({ ...JSON.parse(stix2Bundle), more: true, next: '2' }), '{"error":"quota"}']) {
      run.shelf.body = body;
      expect(await run.poll()).toMatchObject({ failure: { code: 'list/other-format' } });
    }
    expect(await run.inForce()).toEqual([]);
  });
  it('of STIX 1 is a package of it, whole', async () => {
    const run = await polling({ list: { format: 'stix1' } });
    for (const [body, code] of [
      ['<rss><channel/></rss>', 'list/other-format'],
      [stix1Package.slice(0, -20), 'xml/truncated'],
    ]) {
      run.shelf.body = body ?? '';
      expect(await run.poll()).toMatchObject({ failure: { code } });
    }
    expect(await run.inForce()).toEqual([]);
  });
  it.each([
    ['body/html-page', { body: '<!DOCTYPE html><title>Moved</title>' }],
    ['body/empty', { body: '' }],
    ['guard/snapshot-empty', { body: '# nothing\n' }],
    ['guard/snapshot-shrunk', { body: 'a.example\n' }],
    ['list/unreadable', { body: 'Too many requests\n' }],
    ['http/404', { status: 404 }],
    ['http/truncated', { body: 'a.example\n', headers: { 'content-length': '5000' } }],
    ['http/gzip-truncated', { body: gzipSync('a.example\n').subarray(0, 20), headers: { 'content-encoding': 'gzip' } }],
  ])('withdraws nothing after %s', async (code, answer) => {
    const run = await polling();
    run.shelf.body = 'a.example\nb.example\nc.example\n';
    await run.poll();
    Object.assign(run.shelf, { headers: {} }, answer);
    if (code === 'http/truncated') cutAfterBody(run.shelf);
    expect(await run.poll(1)).toMatchObject({ state: 'failed', failure: { code } });
    expect(await run.inForce()).toEqual(['a.example', 'b.example', 'c.example']);
  });
  it.each([
    ['guard/snapshot-shrunk', 'a.example\n', 1],
    ['guard/snapshot-empty', '# nothing\n', 0],
    ['guard/snapshot-grown', manyNames(1200), 1200],
  ])('is held back for %s until it is accepted, once', async (code, body, left) => {
    const run = await polling();
    run.shelf.body = 'a.example\nb.example\nc.example\n';
    run.shelf.headers = { etag: '"v1"' };
    await run.poll();
    Object.assign(run.shelf, { body, headers: { etag: '"v2"' } });
    expect(await run.poll(1)).toMatchObject({ failure: { code, evidence: { before: 3, now: left } } });
    expect(await run.inForce()).toHaveLength(3);
    const accepted = await run.poll(2, null, true);
    expect(accepted).toMatchObject({ state: 'succeeded', warnings: [{ code }] });
    expect(await run.inForce()).toHaveLength(left);
    expect(await run.poll(3)).toMatchObject({ unchanged: true });
  });
  it('may shrink, grow and become empty as its settings say', async () => {
    const run = await polling({ shrinkLimit: null, growthLimit: null });
    const bodies = ['a.example\nb.example\nc.example\n', 'a.example\n', manyNames(1200), '# nothing\n'];
    for (const [at, body] of bodies.entries()) {
      run.shelf.body = body;
      expect(await run.poll(at)).toMatchObject({ state: 'succeeded' });
    }
    expect(await run.inForce()).toEqual([]);
  });
  it('that says everything twice is compared with one that did so too', async () => {
    const run = await polling();
    const twice = (count: number): string => manyNames(count) + manyNames(count);
    run.shelf.body = twice(10);
    await run.poll();
    run.shelf.body = twice(4);
    expect(await run.poll(1)).toMatchObject({ failure: { code: 'guard/snapshot-shrunk' } });
  });
  it('is unpacked, and found out to be CSV by its header', async () => {
    const run = await polling();
    run.shelf.body = gzipSync('id,url,confidence\n1,http://evil.example/a,90\n');
    expect(await run.poll()).toMatchObject({ funnel: { new: 1 } });
    expect(await run.inForce()).toEqual(['http://evil.example/a']);
  });
  it.each([
    ['JSON', '{"data":[{"ioc":"evil.example"}]}', {}],
    ['JSON lines', '{"ioc":"evil.example"}\n{"ioc":"evil.example"}\n', {}],
    ['STIX 2', stix2Bundle, {}],
    ['STIX 1', stix1Package, { kinds: ['domain'] }],
    ['STIX 2 with other kinds left out', stix2Bundle, { format: 'stix2', kinds: ['domain'] }],
    ['JSON by a mapping', '{"a":[{"b":"evil.example"}]}', { mapping: 'each = a; value = b' }],
  ])('is found out to be %s', async (_, body, list) => {
    const run = await polling({ list });
    run.shelf.body = body;
    await run.poll();
    expect(await run.inForce()).toEqual(['evil.example']);
  });
  it('is read by the columns that the settings name', async () => {
    const run = await polling({ list: { format: 'csv', columns: { value: '2' } } });
    run.shelf.body = 'a.example;b.example\nc.example;d.example\n';
    await run.poll();
    expect(await run.inForce()).toEqual(['b.example', 'd.example']);
  });
});

function manyNames(count: number): string {
  return Array.from({ length: count }, (_, i) => `host-${i}.example\n`).join('');
}

function cutAfterBody(shelf: Shelf): void {
  const { body, headers } = shelf;
  shelf.answer = (_request, response) => {
    response.writeHead(200, headers);
    response.write(body);
    response.socket?.end();
  };
}

describe('a list without a length', () => {
  const sending = (run: Awaited<ReturnType<typeof polling>>, lists: readonly string[]): void => {
    run.shelf.answer = (request, response) => {
      response.useChunkedEncodingByDefault = false;
      response.writeHead(200, { connection: 'close' }).end(lists[run.shelf.asked.length]);
      run.shelf.asked.push(request);
    };
  };
  it('is taken when it comes the same twice', async () => {
    const run = await polling();
    const whole = 'a.example\n198.51.100.0/24';
    sending(run, [whole, whole, whole]);
    expect(await run.poll()).toMatchObject({ funnel: { received: 2, new: 2 } });
    expect(await run.poll(1)).toMatchObject({ unchanged: true });
    expect(run.shelf.asked).toHaveLength(3);
  });
  it('is not taken when it comes longer the second time', async () => {
    const run = await polling();
    sending(run, ['a.example\n198.51.100.0/2', 'a.example\n198.51.100.0/24']);
    expect(await run.poll()).toMatchObject({ failure: { code: 'http/truncated-unmarked' } });
    expect(await run.inForce()).toEqual([]);
  });
});

describe('a list that has moved', () => {
  const moving = (run: Awaited<ReturnType<typeof polling>>, to: string): void => {
    run.shelf.answer = (request, response) => {
      run.shelf.asked.push(request);
      if (request.url === '/lists/today.txt') response.writeHead(302, { location: to }).end();
      else response.end('evil.example\n');
    };
  };
  it('is followed at the same origin, with what proves who asks', async () => {
    const run = await polling({ credentials: { kind: 'header', name: 'X-Key', value: 'sesame-1' } });
    moving(run, '/new.txt');
    expect(await run.poll()).toMatchObject({ funnel: { new: 1 } });
    expect(run.shelf.last['x-key']).toBe('sesame-1');
  });
  it('is not followed to another origin where that would send a secret there', async () => {
    const run = await polling({ credentials: { kind: 'header', name: 'X-Key', value: 'sesame-1' } });
    moving(run, `http://other.example:${run.port}/new.txt`);
    expect(await run.poll()).toMatchObject({ failure: { code: 'http/redirect' } });
    expect(run.shelf.asked).toHaveLength(1);
  });
  it('is not followed into a private network, though the source itself may be there', async () => {
    const run = await polling();
    moving(run, `http://other.example:${run.port}/new.txt`);
    expect(await run.poll()).toMatchObject({ failure: { code: 'dns/sinkholed' } });
    expect(run.shelf.asked).toHaveLength(1);
  });
});

describe('a list in a file', () => {
  it('is read, and read again when it has been written', async () => {
    const file = join(tempDirectory(), 'my list.txt');
    writeFileSync(file, 'evil.example\nbad.example\n');
    const run = await polling({ url: `file://${file}` });
    expect((await run.source()).settings).toMatchObject({ kind: 'list', host: '', collection: 'my%20list.txt' });
    expect(await run.poll()).toMatchObject({ funnel: { new: 2 } });
    expect(await run.poll(1)).toMatchObject({ unchanged: true, bytes: 0 });
    writeFileSync(file, gzipSync('evil.example\nnew.example\n'));
    expect(await run.poll(2)).toMatchObject({ funnel: { new: 1, withdrawn: 1 } });
    rmSync(file);
    expect(await run.poll(3)).toMatchObject({
      failure: { code: 'list/file-unreadable', evidence: { error: 'ENOENT' } },
    });
    expect(await run.inForce()).toEqual(['evil.example', 'new.example']);
  });
  it('has to be a plain file', async () => {
    const pipe = join(tempDirectory(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const url of ['file:///dev/null', `file://${pipe}`, 'file:///a%2Fb']) {
      const run = await polling({ url });
      expect(await run.poll()).toMatchObject({ failure: { code: 'list/file-unreadable' } });
    }
  });
  it('is not read of the kernel, whose files say that they are empty', async () => {
    const run = await polling({ url: 'file:///proc/self/status' });
    expect(await run.poll()).toMatchObject({ failure: { code: 'body/empty' }, bytes: 0 });
  });
  it('is not read out of the data directory, whatever leads there', async () => {
    const data = tempDirectory();
    const link = join(tempDirectory(), 'list.txt');
    writeFileSync(join(data, 'key'), 'secret.example\n');
    symlinkSync(join(data, 'key'), link);
    for (const path of [join(data, 'key'), link]) {
      const run = await polling({ url: `file://${path}` }, data);
      expect(await run.poll()).toMatchObject({ failure: { code: 'list/file-closed', evidence: { file: path } } });
    }
  });
  it('may be reached by a link that leads elsewhere', async () => {
    const root = tempDirectory();
    writeFileSync(join(root, 'real.txt'), 'evil.example\n');
    symlinkSync(join(root, 'real.txt'), join(root, 'list.txt'));
    const run = await polling({ url: `file://${join(root, 'list.txt')}` }, tempDirectory());
    expect(await run.poll()).toMatchObject({ funnel: { new: 1 } });
  });
});
