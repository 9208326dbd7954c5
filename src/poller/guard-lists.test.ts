import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { MemoryLog } from '../../test/fakes/memory-log.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import type { ListSource } from '../guard/kept-list.ts';
import type { ListUpdate } from '../guard/list-update.ts';
import { systemClock } from '../host/clock.ts';
import { exchange } from '../net/exchange.ts';
import { systemResolver } from '../net/resolver.ts';
import { GuardLists } from './guard-lists.ts';
import type { Proxy } from '../net/target.ts';
import { serveTcp } from '../../test/fakes/loopback.ts';

let answer = { status: 200, body: '', headers: {} as Record<string, string> };
let asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(request.url ?? '');
  const moved = request.url === '/old';
  response.writeHead(moved ? 302 : answer.status, moved ? { Location: '/top.csv' } : answer.headers);
  response.end(moved ? '' : answer.body);
});
beforeEach(async () => {
  asked = [];
  answer = { status: 200, body: 'a.example\nb.example\nc.example\nd.example\n', headers: {} };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

function lists(...more: Partial<ListSource>[]) {
  return listsBy(null, ...more);
}

function listsBy(proxy: Proxy | null, ...more: Partial<ListSource>[]) {
  const directory = join(tempDirectory(), 'guards');
  const port = (server.address() as AddressInfo).port;
  const standard: ListSource = {
    name: 'top',
    guard: 'popular-domain',
    from: { kind: 'url', url: `http://127.0.0.1:${port}/top.csv?key=secret` },
    first: 10,
    every: 3_600_000,
    allowPrivate: true,
  };
  const wanted = (more.length === 0 ? [{}] : more).map((each) => ({ ...standard, ...each }));
  const clock = new ManualClock();
  const log = new MemoryLog();
  const resolver = systemResolver({ clock: systemClock });
  const ask = (request: Parameters<typeof exchange>[0]) => exchange(request, { clock: systemClock, resolver });
  const keeper = new GuardLists({ directory, wanted: () => wanted, ask, clock, log, proxy: () => proxy });
  const update = async (force = false): Promise<ListUpdate> => {
    for await (const each of keeper.update(wanted[0]?.name ?? '', force)) return each;
    throw new Error('no list');
  };
  const kept = () => readFileSync(join(directory, 'top.list'), 'utf8').split('\n').slice(1, -1);
  return { keeper, update, kept, directory, clock, log, port };
}

describe('a list of guards', () => {
  it('is fetched by the default proxy of the node', async () => {
    const port = await serveTcp((socket) => socket.once('data', () => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')));
    const proxy = { kind: 'http', host: '127.0.0.1', port, user: null, password: null, noProxy: [] } as const;
    const { update } = listsBy(proxy);
    expect(await update()).toMatchObject({ result: 'failed', failure: { code: 'proxy/denied', hop: 'proxy' } });
    expect(asked).toEqual([]);
  });
  it('is fetched, kept, and told from one that is the same', async () => {
    const { update, kept, directory } = lists();
    expect(await update()).toMatchObject({ result: 'updated', before: null, now: 4, failure: null });
    expect(await update()).toMatchObject({ result: 'unchanged', before: 4, now: 4 });
    expect(kept()).toEqual(['a.example', 'b.example', 'c.example', 'd.example']);
    expect(readdirSync(directory)).toEqual(['top.list']);
  });
  it.each([
    ['guard/list-empty', { body: '# nothing\n' }],
    ['guard/list-shrunk', { body: 'a.example\n' }],
    ['guard/list-unreadable', { body: '<!doctype html>\n<p>log in</p>\n' }],
    ['guard/list-unreadable', { body: '{"type":"regex","list":["/a/"]}' }],
    ['http/404', { status: 404 }],
    ['http/503', { status: 503 }],
    ['http/redirect-bad', { status: 302, headers: { Location: 'ftp://lists.example/top.csv' } }],
  ])('that fails with %s leaves the last good one', async (code, change) => {
    const { update, kept } = lists();
    await update();
    answer = { ...answer, ...change };
    const { failure, ...rest } = await update();
    expect(rest).toMatchObject({ result: 'failed', before: 4, now: 4 });
    expect(failure?.code).toBe(code);
    expect(JSON.stringify({ failure, rest })).not.toContain('secret');
    expect(kept()).toHaveLength(4);
  });
  it('that lost more than half is taken over where somebody says so', async () => {
    const { update, kept } = lists();
    await update();
    answer = { ...answer, body: 'a.example\n' };
    expect(await update(true)).toMatchObject({ result: 'updated', before: 4, now: 1 });
    expect(kept()).toEqual(['a.example']);
  });
  it('follows a redirect', async () => {
    const { port } = lists();
    const { update } = lists({ from: { kind: 'url', url: `http://127.0.0.1:${port}/old` } });
    expect(await update()).toMatchObject({ result: 'updated', now: 4 });
    expect(asked).toEqual(['/old', '/top.csv']);
  });
  it('at a private address is not asked for unless it is allowed', async () => {
    const { update } = lists({ allowPrivate: false });
    expect((await update()).failure?.code).toMatch(/^(?:tcp|dns|config)\//);
    expect(asked).toEqual([]);
  });
  it('may be a file; one that is not there says so', async () => {
    const path = join(tempDirectory(), 'own.txt');
    const { update, kept } = lists({ from: { kind: 'file', path } });
    expect((await update()).failure?.code).toBe('guard/list-unreadable');
    writeFileSync(path, 'example.org\n192.0.2.0/24\n');
    expect(await update()).toMatchObject({ result: 'updated', now: 2 });
    expect(kept()).toEqual(['example.org', '192.0.2.0/24']);
  });
  it('of another name is not known', async () => {
    const { keeper } = lists();
    await expect(keeper.update('tpo', false).next()).rejects.toMatchObject({ code: 'guard/no-such-list' });
  });
  it('is read when it is due, and after a failure not at once again', async () => {
    const { keeper, clock, log } = lists();
    const stop = new AbortController();
    const running = keeper.run(stop.signal);
    const rounds = async (minutes: number) => {
      for (let i = 0; i < minutes; i += 1) {
        await clock.advance(60_000);
        await expect.poll(() => clock.sleeping).toBe(1);
      }
    };
    await expect.poll(() => clock.sleeping).toBe(1);
    expect(asked).toHaveLength(1);
    await rounds(30);
    expect(asked).toHaveLength(1);
    answer = { ...answer, status: 500 };
    await rounds(32);
    expect(asked).toHaveLength(2);
    await rounds(20);
    expect(asked).toHaveLength(2);
    stop.abort();
    await clock.advance(60_000);
    await running;
    expect(log.events.map(({ text, code }) => `${text} ${code ?? ''}`.trim())).toEqual([
      'guard list "top" has 4 entries now',
      expect.stringMatching(/^guard list "top": .*; the last good 4 entries stay http\/500$/) as string,
    ]);
  });
});
