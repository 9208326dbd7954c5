import { existsSync, mkdirSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Failure } from '../../src/base/failure.ts';
import { settingsCodec } from '../fakes/sealing.ts';
import { PublishedIndex } from '../../src/gateway/published-index.ts';
import { systemClock } from '../../src/host/clock.ts';
import { openDataDirectory } from '../../src/host/data-directory.ts';
import type { MatchIndex } from '../../src/match/match-index.ts';
import { PublisherThread } from '../../src/poller/publisher-thread.ts';
import { Publisher, type PublisherParts } from '../../src/poller/publisher.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Lease, Store } from '../../src/store/store.ts';
import { day, indicator, ingest, leaseOf, settings, t0 } from '../contract/store-fixtures.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { MemoryLog } from '../fakes/memory-log.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';

let directory: string;
let store: Store;
let lease: Lease;
let clock: ManualClock;
const random = seededRandom(3);

beforeEach(async () => {
  directory = join(tempDirectory(), 'index');
  clock = new ManualClock(t0);
  store = await openSqliteStore({ file: join(tempDirectory(), 'feedgate.db'), codec: settingsCodec, clock });
  onTestFinished(() => store.close());
  lease = await leaseOf(store, (await store.sources.add(settings('otx'), t0)).id);
});

function publisher(more: Partial<PublisherParts> = {}): Publisher {
  return new Publisher({ store, directory, clock, random, ...more });
}

interface Reader {
  readonly published: PublishedIndex;
  readonly failures: Failure[];
  /** The listed names among these, by the newest index. */
  readonly listed: (...names: string[]) => Promise<readonly string[]>;
}

function reader(): Reader {
  const failures: Failure[] = [];
  const published = new PublishedIndex({ directory, clock, failed: (failure) => failures.push(failure) });
  onTestFinished(() => published.close());
  const listed = async (...names: string[]): Promise<readonly string[]> => {
    await published.refresh();
    return names.filter((name) => (published.index?.lookUpDomain(name, t0 + 1).length ?? 0) > 0);
  };
  return { published, failures, listed };
}

describe('the publisher', () => {
  it('publishes what is in force, then only what changed, and nothing when nothing did', async () => {
    const own = publisher();
    const { listed, published, failures } = reader();
    expect(await own.publish()).toMatchObject({ kind: 'base', listings: 0 });
    await ingest(store, lease, [indicator('a', ['a.example']), indicator('b', ['b.example'])]);
    expect(await own.publish()).toMatchObject({ kind: 'overlay', listings: 2, baseDue: false });
    expect(await listed('a.example', 'b.example', 'www.a.example', 'c.example')).toEqual([
      'a.example',
      'b.example',
      'www.a.example',
    ]);
    expect(await own.publish()).toEqual({ kind: 'nothing' });
    await ingest(store, lease, [
      indicator('a', [], { version: 2, withdrawn: true }),
      indicator('c', ['c.example'], { confidence: 9 }),
    ]);
    const before = published.index?.generation ?? 0;
    await own.publish();
    expect(await listed('a.example', 'b.example', 'c.example')).toEqual(['b.example', 'c.example']);
    expect(published.index?.lookUpDomain('c.example', t0 + 1)).toMatchObject([
      { indicator: 'c', confidence: 9, source: { name: 'otx', mode: 'monitor', subdomains: 'registrable' } },
    ]);
    expect(published.index?.generation).toBeGreaterThan(before);
    expect(failures).toEqual([]);
  });
  it('publishes changes of sources without reading listings anew', async () => {
    const own = publisher();
    const { listed, published } = reader();
    await ingest(store, lease, [indicator('a', ['a.example'])]);
    await own.publish();
    await store.sources.update('otx', settings('otx', { mode: 'enforce', subdomains: 'exact', tags: ['x'] }));
    expect(await own.publish()).toMatchObject({ kind: 'overlay', listings: 0 });
    expect(await listed('a.example', 'www.a.example')).toEqual(['a.example']);
    expect(published.index?.lookUpDomain('a.example', t0 + 1)[0]?.source).toMatchObject({
      mode: 'enforce',
      tags: ['x'],
    });
    await store.sources.remove('otx');
    await own.publish();
    expect(await listed('a.example')).toEqual([]);
  });
  it('leaves out what was only seen again when that is much, and asks for a new base', async () => {
    const own = publisher({ mostChanges: 10 });
    const { listed, published } = reader();
    const many = Array.from({ length: 30 }, (_, i) => indicator(`i${i}`, [`h${i}.example`]));
    await ingest(store, lease, many);
    expect(await own.publish()).toMatchObject({ kind: 'base', listings: 30 });
    await ingest(store, lease, [...many, indicator('n', ['new.example'])], { seenAt: t0 + 5 });
    expect(await own.publish()).toMatchObject({ kind: 'overlay', listings: 11, baseDue: true });
    expect(await listed('new.example', 'h29.example')).toEqual(['new.example', 'h29.example']);
    expect(await own.rebuild()).toMatchObject({ kind: 'base', listings: 31 });
    await listed();
    expect(published.index?.lookUpDomain('h29.example', t0 + 1)[0]?.lastSeen).toBe(t0 + 5);
  });
  it('makes a new base beside changes that come meanwhile, and loses none', async () => {
    const own = publisher();
    const { listed, failures } = reader();
    await own.publish();
    await ingest(
      store,
      lease,
      Array.from({ length: 5000 }, (_, i) => indicator(`i${i}`, [`h${i}.example`])),
    );
    const rebuilding = own.rebuild();
    await clock.advance(0);
    await ingest(store, lease, [indicator('n', ['new.example']), indicator('i7', [], { version: 2, withdrawn: true })]);
    const laid = own.publish();
    await Promise.all([rebuilding, laid]);
    expect(await listed('h1.example', 'h7.example', 'new.example')).toEqual(['h1.example', 'new.example']);
    expect(failures).toEqual([]);
  });
  it('goes on from what was published before, and anew where that is unsound, another database, or old', async () => {
    await ingest(store, lease, [indicator('a', ['a.example'])]);
    await publisher().publish();
    expect(await publisher().publish()).toEqual({ kind: 'nothing' });
    await ingest(store, lease, [indicator('b', ['b.example'])]);
    expect(await publisher().publish()).toMatchObject({ kind: 'overlay' });
    await clock.advance(4 * day);
    await ingest(store, lease, [indicator('c', ['c.example'])]);
    expect(await publisher().publish()).toMatchObject({ kind: 'base', listings: 3 });
    const other = await openSqliteStore({ file: join(tempDirectory(), 'other.db'), codec: settingsCodec, clock });
    onTestFinished(() => other.close());
    expect(await publisher({ store: other }).publish()).toMatchObject({ kind: 'base', listings: 0 });
    truncateSync(join(directory, 'current'), 10);
    expect(await publisher().publish()).toMatchObject({ kind: 'base', listings: 3 });
  });
  it('keeps two publications and no other file, readable by their owner alone', async () => {
    const own = publisher();
    writeFileIn('overlay-3.index');
    for (let i = 0; i < 4; i += 1) {
      await ingest(store, lease, [indicator(`i${i}`, [`h${i}.example`])]);
      await own.publish();
    }
    const names = readdirSync(directory);
    expect(names.filter((name) => name.endsWith('.index'))).toHaveLength(3);
    expect(names).toHaveLength(5);
    expect(names.map((name) => statSync(join(directory, name)).mode & 0o077)).toEqual([0, 0, 0, 0, 0]);
  });
  it('tells why it cannot write', async () => {
    writeFileSync(join(tempDirectory(), 'file'), '');
    const blocked = join(tempDirectory(), 'file');
    writeFileSync(blocked, '');
    expect(() => publisher({ directory: join(blocked, 'index') })).toThrow(
      expect.objectContaining({ code: 'host/data-unwritable' }),
    );
  });

  function writeFileIn(name: string): void {
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, name), 'left behind');
  }
});

describe('a reader', () => {
  it('without any publication has no index and says so once', async () => {
    const { published, listed, failures } = reader();
    expect(await listed('a.example')).toEqual([]);
    await clock.advance(5000);
    expect(await listed('a.example')).toEqual([]);
    expect(published.index).toBeNull();
    expect(failures.map(({ code }) => code)).toEqual(['match/missing']);
  });
  it('keeps the index that it has when a newer one is damaged, and takes the one before when it has none', async () => {
    const own = publisher();
    const first = reader();
    await ingest(store, lease, [indicator('a', ['a.example'])]);
    await own.publish();
    await first.listed();
    await ingest(store, lease, [indicator('b', ['b.example'])]);
    await own.publish();
    const overlay = readdirSync(directory).find((name) => name.startsWith('overlay-')) ?? '';
    truncateSync(join(directory, overlay), 600);
    const second = reader();
    for (const { listed, failures } of [first, second]) {
      expect(await listed('a.example', 'b.example')).toEqual(['a.example']);
      expect(failures.map(({ code }) => code)).toEqual(['match/truncated']);
      expect(failures[0]?.evidence).toMatchObject({ file: join(directory, overlay) });
    }
    await ingest(store, lease, [indicator('c', ['c.example'])]);
    await own.publish();
    expect(await second.listed('a.example', 'b.example', 'c.example')).toHaveLength(3);
  });
  it('says what the system answers where a file cannot be read', async () => {
    await publisher().publish();
    const base = readdirSync(directory).find((name) => name.startsWith('base-')) ?? '';
    rmSync(join(directory, base));
    mkdirSync(join(directory, base));
    const { listed, failures } = reader();
    await listed();
    expect(failures).toMatchObject([{ code: 'match/unreadable', evidence: { error: 'EISDIR' } }]);
  });
  it('lets go of files a minute after they were replaced', async () => {
    const own = publisher();
    const { published, listed } = reader();
    await ingest(store, lease, [indicator('a', ['a.example'])]);
    await own.publish();
    await listed();
    const old = published.index;
    await own.rebuild();
    await listed();
    expect(published.index).not.toBe(old);
    expect(old?.lookUpDomain('a.example', t0 + 1)).toHaveLength(1);
    await clock.advance(60_000);
    await published.refresh();
    expect(() => old?.lookUpDomain('a.example', t0 + 1)).toThrow(expect.objectContaining({ code: 'match/unreadable' }));
    expect(await listed('a.example')).toEqual(['a.example']);
  });
  it('looks by itself until it is stopped', async () => {
    const { published } = reader();
    const stopping = new AbortController();
    const running = published.run(stopping.signal);
    await ingest(store, lease, [indicator('a', ['a.example'])]);
    await publisher().publish();
    await expect.poll(async () => (await clock.advance(200), published.index)).not.toBeNull();
    stopping.abort();
    await running;
    expect(published.index).toBeNull();
  });
});

describe('the thread of the publisher', () => {
  it('publishes on request, requests in a row together, and ends when told', async () => {
    const { paths } = openDataDirectory(tempDirectory());
    const data = await openSqliteStore({ file: paths.database, codec: settingsCodec, clock: systemClock });
    onTestFinished(() => data.close());
    const held = await leaseOf(data, (await data.sources.add(settings('otx'), t0)).id);
    const now = Date.now();
    await ingest(data, held, [indicator('a', ['a.example'])], { seenAt: now });
    const log = new MemoryLog();
    const module = fileURLToPath(new URL('../../src/publisher.ts', import.meta.url));
    const thread = new PublisherThread({ module, argument: paths.root, log, clock: systemClock });
    onTestFinished(() => thread.stop());
    const published = new PublishedIndex({
      directory: paths.indexDirectory,
      clock: systemClock,
      failed: () => undefined,
    });
    onTestFinished(() => published.close());
    const listed = async (name: string): Promise<number> => {
      await published.refresh();
      return lookUp(published.index, name, now + 1);
    };
    for (let i = 0; i < 5; i += 1) thread.request();
    await expect.poll(() => listed('a.example'), { timeout: 60_000 }).toBe(1);
    await ingest(data, held, [indicator('b', ['b.example'])], { seenAt: now });
    thread.request();
    await expect.poll(() => listed('b.example'), { timeout: 60_000 }).toBe(1);
    expect(log.events.map(({ level }) => level)).toEqual(['Info', 'Debug']);
    await thread.stop();
    thread.request();
    expect(log.events).toHaveLength(2);
  });
  it('says why it failed and is tried again', async () => {
    const { paths } = openDataDirectory(tempDirectory());
    writeFileSync(paths.indexDirectory, '');
    const log = new MemoryLog();
    const module = fileURLToPath(new URL('../../src/publisher.ts', import.meta.url));
    const thread = new PublisherThread({ module, argument: paths.root, log, clock });
    onTestFinished(() => thread.stop());
    thread.request();
    await expect.poll(() => log.events.length, { timeout: 60_000 }).toBe(1);
    expect(log.events[0]).toMatchObject({ level: 'Warning' });
    rmSync(paths.indexDirectory);
    await expect
      .poll(async () => (await clock.advance(60_000), existsSync(join(paths.indexDirectory, 'current'))), {
        timeout: 60_000,
      })
      .toBe(true);
  });
});

function lookUp(index: MatchIndex | null, name: string, at: number): number {
  return index?.lookUpDomain(name, at).length ?? 0;
}
