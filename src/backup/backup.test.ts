import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { settingsCodec } from '../../test/fakes/sealing.ts';
import { parseSource } from '../config/source-settings.ts';
import { tryLock } from '../host/file-lock.ts';
import { dataPaths, type DataPaths } from '../host/paths.ts';
import { Journal } from '../journal/journal.ts';
import { openSqliteStore } from '../store/sqlite.ts';
import { checkBackup } from './check.ts';
import { makeBackup } from './make.ts';
import { restoreBackup } from './restore.ts';

const clock = new ManualClock();

async function withStore<T>(
  paths: DataPaths,
  work: (store: Awaited<ReturnType<typeof openSqliteStore>>) => Promise<T>,
) {
  const store = await openSqliteStore({ file: paths.database, codec: settingsCodec, clock });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const addSource = (paths: DataPaths, name: string) =>
  withStore(paths, (store) =>
    store.sources.add(parseSource({ name, url: 'https://feed.example/taxii/poll/', collection: 'c' }), clock.now()),
  );

const names = (paths: DataPaths) =>
  withStore(paths, async (store) => (await store.sources.list()).map(({ settings }) => settings.name));

/** A data directory in use, and a backup of it. */
async function backedUp() {
  const root = join(tempDirectory(), 'data');
  const paths = dataPaths(root);
  mkdirSync(paths.indexDirectory, { recursive: true });
  await addSource(paths, 'first');
  new Journal(paths.journal, { kind: 'clear' }).close();
  writeFileSync(paths.policy, 'mode: monitor\n', { mode: 0o644 });
  writeFileSync(paths.journalKey, 'k');
  writeFileSync(join(root, 'notes.txt'), 'not ours');
  const target = join(tempDirectory(), 'copy');
  const manifest = await makeBackup({ paths, target, version: '9', clock });
  return { paths, target, manifest };
}

describe('a backup', () => {
  it('holds databases, settings and keys, readable by their owner alone', async () => {
    const { paths, target, manifest } = await backedUp();
    expect(manifest.files.map(({ name }) => name)).toEqual(['feedgate.db', 'journal.db', 'journal.key', 'policy.yaml']);
    for (const name of readdirSync(target)) expect(statSync(join(target, name)).mode & 0o077, name).toBe(0);
    expect(await checkBackup(target)).toEqual(manifest);
    expect(existsSync(paths.database)).toBe(true);
  });

  it('is made while the database is written', async () => {
    const { paths } = await backedUp();
    const target = join(tempDirectory(), 'copy');
    await withStore(paths, async (store) => {
      const settings = parseSource({ name: 'second', url: 'https://feed.example/taxii/poll/', collection: 'c' });
      await store.sources.add(settings, clock.now());
      await makeBackup({ paths, target, version: '9', clock });
    });
    const elsewhere = dataPaths(join(tempDirectory(), 'data'));
    await restoreBackup(target, elsewhere, clock);
    expect(await names(elsewhere)).toEqual(['first', 'second']);
  });

  it('never overwrites anything', async () => {
    const { paths, target } = await backedUp();
    await expect(makeBackup({ paths, target, version: '9', clock })).rejects.toMatchObject({
      code: 'backup/target-exists',
    });
  });

  it('is there whole or not at all', async () => {
    const { paths } = await backedUp();
    writeFileSync(paths.journal, 'no database');
    const target = join(tempDirectory(), 'copy');
    await expect(makeBackup({ paths, target, version: '9', clock })).rejects.toMatchObject({ code: 'host/db-corrupt' });
    expect([existsSync(target), existsSync(`${target}.partial`)]).toEqual([false, false]);
  });
});

describe('checking a backup', () => {
  it.each([
    ['a file that was changed', 'backup/damaged', (at: string) => appendFileSync(join(at, 'policy.yaml'), '#')],
    ['a file that is missing', 'backup/damaged', (at: string) => rmSync(join(at, 'journal.db'))],
    ['no list of files', 'backup/not-a-backup', (at: string) => rmSync(join(at, 'backup.json'))],
    [
      'a list that is none',
      'backup/not-a-backup',
      (at: string) => writeFileSync(join(at, 'backup.json'), '{"format":1}'),
    ],
    ['a newer layout', 'backup/newer', (at: string) => writeFileSync(join(at, 'backup.json'), '{"format":2}')],
    [
      'a name that leads elsewhere',
      'backup/not-a-backup',
      (at: string) => {
        const list = readFileSync(join(at, 'backup.json'), 'utf8');
        writeFileSync(join(at, 'backup.json'), list.replace('"policy.yaml"', '"../policy.yaml"'));
      },
    ],
  ])('refuses %s', async (_what, code, spoil) => {
    const { target, paths } = await backedUp();
    spoil(target);
    await expect(checkBackup(target)).rejects.toMatchObject({ code });
    await expect(restoreBackup(target, paths, clock)).rejects.toMatchObject({ code });
    expect(await names(paths)).toEqual(['first']);
  });
});

describe('restoring', () => {
  it('brings back what was, and keeps what is', async () => {
    const { paths, target } = await backedUp();
    await addSource(paths, 'later');
    writeFileSync(paths.policy, 'mode: enforce\n');
    const { replaced } = await restoreBackup(target, paths, clock);
    expect(await names(paths)).toEqual(['first']);
    expect(readFileSync(paths.policy, 'utf8')).toBe('mode: monitor\n');
    expect(existsSync(paths.indexDirectory), 'the index is of another state').toBe(false);
    expect(existsSync(join(paths.root, 'notes.txt')), 'what is not ours is left alone').toBe(true);
    expect(readFileSync(join(replaced ?? '', 'policy.yaml'), 'utf8')).toBe('mode: enforce\n');
    expect(await names({ ...paths, database: join(replaced ?? '', 'feedgate.db') })).toEqual(['first', 'later']);
  });

  it('replaces a database that is damaged', async () => {
    const { paths, target } = await backedUp();
    writeFileSync(paths.database, 'damaged');
    await restoreBackup(target, paths, clock);
    expect(await names(paths)).toEqual(['first']);
  });

  it('waits for nobody: a data directory in use is left alone', async () => {
    const { paths, target } = await backedUp();
    const lock = tryLock(paths.lock);
    await expect(restoreBackup(target, paths, clock)).rejects.toMatchObject({ code: 'backup/in-use' });
    lock?.release();
  });
});
