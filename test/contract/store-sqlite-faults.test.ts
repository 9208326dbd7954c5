import { execFileSync } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Failure } from '../../src/base/failure.ts';
import { systemClock } from '../../src/host/clock.ts';
import { Connection } from '../../src/store/connection.ts';
import { quickCheck } from '../../src/store/database-file.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import {
  codec,
  day,
  domain,
  indicator,
  ingest,
  leaseOf,
  report,
  scan,
  settings,
  t0,
  values,
} from './store-fixtures.ts';

const open = (file: string): Promise<Store> => openSqliteStore({ file, codec, clock: systemClock, patience: 200 });
const some = (n: number) => Array.from({ length: n }, (_, i) => indicator(`i${i}`, [`h${i}.example`]));

async function filled(listings: number): Promise<string> {
  const file = join(tempDirectory(), 'feedgate.db');
  const store = await open(file);
  await ingest(store, await leaseOf(store, (await store.sources.add(settings('otx'), t0)).id), some(listings));
  await store.close();
  return file;
}

describe('a database that is not ours to use', () => {
  it('is refused when empty, for an empty file was never written by us', async () => {
    const file = join(tempDirectory(), 'feedgate.db');
    writeFileSync(file, '');
    await expect(open(file)).rejects.toMatchObject({ code: 'host/db-corrupt', retry: 'after-change' });
    expect(quickCheck(file)).toHaveLength(1);
    expect(statSync(file).size).toBe(0);
  });
  it('is refused when it is no database', async () => {
    const file = join(tempDirectory(), 'feedgate.db');
    writeFileSync(file, 'indicator,value\n'.repeat(100));
    await expect(open(file)).rejects.toMatchObject({ code: 'host/db-corrupt' });
    expect(readFileSync(file, 'utf8')).toContain('indicator');
  });
  it('is refused when another program made it', async () => {
    const file = join(tempDirectory(), 'feedgate.db');
    const database = new DatabaseSync(file);
    database.exec('CREATE TABLE theirs (a); PRAGMA user_version = 1');
    database.close();
    await expect(open(file)).rejects.toMatchObject({ code: 'host/db-foreign' });
    expect(() => quickCheck(file)).toThrow('another program');
  });
  it('is refused when a newer Feedgate has written it', async () => {
    const file = await filled(1);
    const database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 999');
    database.close();
    await expect(open(file)).rejects.toMatchObject({ code: 'host/schema-skew', evidence: { found: 999 } });
  });
  it('is refused where the directory is missing', async () => {
    await expect(open(join(tempDirectory(), 'none', 'feedgate.db'))).rejects.toMatchObject({
      code: 'host/db-readonly',
    });
  });
  it('answers a write through a reading connection with its own condition', async () => {
    const connection = new Connection(await filled(1), 'reading');
    onTestFinished(() => connection.close());
    expect(() => connection.exec('DELETE FROM listing')).toThrow(expect.objectContaining({ code: 'host/db-readonly' }));
  });
});

describe('a damaged database', () => {
  /** Every answer is either the truth or the failure. */
  async function use(file: string): Promise<'whole' | 'damaged'> {
    let store: Store | undefined;
    try {
      store = await open(file);
      await scan(store, { all: true });
      for (let i = 0; i < 3000; i += 10) await store.listings.lookup(domain(`h${i}.example`));
      await store.leases.breakHeldBy(() => true);
      const source = await store.sources.get('otx');
      if (source === undefined) return 'damaged';
      const result = await ingest(store, await leaseOf(store, source.id), some(3000));
      return result.known === 3000 ? 'whole' : 'damaged';
    } catch (error) {
      expect(error).toBeInstanceOf(Failure);
      expect(error).toMatchObject({ code: 'host/db-corrupt' });
      return 'damaged';
    } finally {
      await store?.close();
    }
  }

  it('is found sound while it is', async () => {
    const file = await filled(3000);
    expect(quickCheck(file)).toEqual([]);
    expect(await use(file)).toBe('whole');
  });
  it('is told by quick_check, and never breaks anything but its own answers', async () => {
    const sound = await filled(3000);
    const pages = Math.floor(statSync(sound).size / 4096);
    const random = seededRandom(20_261_122);
    for (let round = 0; round < 25; round += 1) {
      const file = join(tempDirectory(), 'feedgate.db');
      copyFileSync(sound, file);
      const descriptor = openSync(file, 'r+');
      const damage = 1 + Math.floor(random() * 40);
      for (let i = 0; i < damage; i += 1) {
        const page = 1 + Math.floor(random() * (pages - 1));
        writeSync(descriptor, Buffer.alloc(4096, Math.floor(random() * 256)), 0, 4096, page * 4096);
      }
      closeSync(descriptor);
      expect(quickCheck(file), `round ${round}`).not.toEqual([]);
      await use(file);
    }
  });
  it('is told when cut short', async () => {
    const file = await filled(3000);
    truncateSync(file, 40 * 4096);
    expect(quickCheck(file)).not.toEqual([]);
    expect(await use(file)).toBe('damaged');
  });
});

const canMount = process.platform === 'linux' && process.getuid?.() === 0 && mountable();
if (!canMount) console.warn('SKIPPED: the full disk needs root on Linux to mount a small tmpfs');

function mountable(): boolean {
  const probe = tempDirectory();
  try {
    execFileSync('/usr/bin/mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', probe], { stdio: 'ignore' });
    execFileSync('/usr/bin/umount', [probe]);
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!canMount)('a full disk', () => {
  async function small(megabytes: number) {
    const directory = tempDirectory();
    execFileSync('/usr/bin/mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', directory]);
    onTestFinished(() => void execFileSync('/usr/bin/umount', ['-l', directory]));
    const file = join(directory, 'feedgate.db');
    const store = await open(file);
    onTestFinished(() => store.close());
    const lease = await leaseOf(store, (await store.sources.add(settings('otx'), t0)).id);
    await ingest(store, lease, some(2000), { cursor: 'before' });
    const grow = (): unknown => execFileSync('/usr/bin/mount', ['-o', 'remount,size=200m', directory]);
    return { file, store, lease, grow };
  }
  const many = (n: number) => Array.from({ length: n }, (_, i) => indicator(`big${i}`, [`big-${i}.host.example.net`]));

  it.each([3, 12])('of %i MB fails the segment whole, keeps what was, and is over when there is room', async (size) => {
    const { file, store, lease, grow } = await small(size);
    await expect(ingest(store, lease, many(100_000), { cursor: 'after' })).rejects.toMatchObject({
      code: 'host/disk-full',
      retry: 'soon',
    });
    expect(await values(store)).toHaveLength(2000);
    expect((await store.sources.get('otx'))?.state).toMatchObject({ cursor: 'before', listings: 2000 });
    grow();
    expect(await ingest(store, lease, many(100_000), { cursor: 'after' })).toMatchObject({ new: 100_000 });
    expect((await store.sources.get('otx'))?.state.cursor).toBe('after');
    expect(quickCheck(file)).toEqual([]);
  });
  it('lets a commit that failed be tried again, with all that was added', async () => {
    const { store, lease, grow } = await small(3);
    const writer = await store.listings.openSegment({ lease, seenAt: t0, age: day, confidence: null });
    await writer.add(many(19_000));
    const commit = { cursor: 'after', waiting: [], snapshotBegan: null, report: report('p') };
    await expect(writer.commit(commit)).rejects.toMatchObject({ code: 'host/disk-full' });
    grow();
    expect(await writer.commit(commit)).toEqual({ new: 19_000, known: 0, withdrawn: 0 });
  });
});
