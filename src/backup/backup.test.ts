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
import { settingsCodec } from '../config/codec.ts';
import { inClear } from '../config/plain.ts';
import { parseSource } from '../config/source-settings.ts';
import { stringify } from 'yaml';
import { seal } from '../secrets/envelope.ts';
import { formatKeys, makeKey } from '../secrets/key.ts';
import { tryLock } from '../host/file-lock.ts';
import { dataPaths, type DataPaths } from '../host/paths.ts';
import { Journal } from '../journal/journal.ts';
import { KeyRing } from '../secrets/key-ring.ts';
import { openSqliteStore } from '../store/sqlite.ts';
import { checkBackup } from './check.ts';
import { makeBackup } from './make.ts';
import { restoreBackup } from './restore.ts';

const clock = new ManualClock();

async function withStore<T>(
  paths: DataPaths,
  work: (store: Awaited<ReturnType<typeof openSqliteStore>>) => Promise<T>,
) {
  const store = await openSqliteStore({ file: paths.database, codec: settingsCodec(ringOf(paths)), clock });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const ringOf = ({ secretKey }: DataPaths) => new KeyRing({ places: () => [{ kind: 'data', path: secretKey }], clock });
const keysIn = (paths: DataPaths) => () => ringOf(paths).look();

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
  const manifest = await makeBackup({ paths, target, version: '9', clock, keys: keysIn(paths), withKeys: false });
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
      await makeBackup({ paths, target, version: '9', clock, keys: keysIn(paths), withKeys: false });
    });
    const elsewhere = dataPaths(join(tempDirectory(), 'data'));
    await restoreBackup(target, { paths: elsewhere, clock, keys: keysIn(elsewhere) });
    expect(await names(elsewhere)).toEqual(['first', 'second']);
  });

  it('never overwrites anything', async () => {
    const { paths, target } = await backedUp();
    await expect(
      makeBackup({ paths, target, version: '9', clock, keys: keysIn(paths), withKeys: false }),
    ).rejects.toMatchObject({
      code: 'backup/target-exists',
    });
  });

  it('is there whole or not at all', async () => {
    const { paths } = await backedUp();
    writeFileSync(paths.journal, 'no database');
    const target = join(tempDirectory(), 'copy');
    await expect(
      makeBackup({ paths, target, version: '9', clock, keys: keysIn(paths), withKeys: false }),
    ).rejects.toMatchObject({ code: 'host/db-corrupt' });
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
    await expect(restoreBackup(target, { paths: paths, clock, keys: keysIn(paths) })).rejects.toMatchObject({ code });
    expect(await names(paths)).toEqual(['first']);
  });
});

describe('restoring', () => {
  it('brings back what was, and keeps what is', async () => {
    const { paths, target } = await backedUp();
    await addSource(paths, 'later');
    writeFileSync(paths.policy, 'mode: enforce\n');
    const { replaced } = await restoreBackup(target, { paths: paths, clock, keys: keysIn(paths) });
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
    await restoreBackup(target, { paths: paths, clock, keys: keysIn(paths) });
    expect(await names(paths)).toEqual(['first']);
  });

  it('waits for nobody: a data directory in use is left alone', async () => {
    const { paths, target } = await backedUp();
    const lock = tryLock(paths.lock);
    await expect(restoreBackup(target, { paths: paths, clock, keys: keysIn(paths) })).rejects.toMatchObject({
      code: 'backup/in-use',
    });
    lock?.release();
  });
});

describe('the key of the secrets', () => {
  const password = 'correct horse';
  const passwords = (paths: DataPaths) =>
    withStore(paths, async (store) =>
      JSON.stringify((await store.sources.list()).map(({ settings }) => inClear(settings))),
    );

  /** A data directory with a secret, and backups of it: with and without the key. */
  async function withSecret() {
    const paths = dataPaths(join(tempDirectory(), 'data'));
    mkdirSync(paths.root);
    const url = 'https://feed.example/taxii/poll/';
    const credentials = { kind: 'basic', user: 'u', password };
    await withStore(paths, (store) =>
      store.sources.add(parseSource({ name: 'first', url, collection: 'c', credentials }), 0),
    );
    const root = tempDirectory();
    const make = async (name: string, withKeys: boolean) => {
      const target = join(root, name);
      return {
        target,
        manifest: await makeBackup({ paths, target, version: '9', clock, keys: keysIn(paths), withKeys }),
      };
    };
    return { paths, bare: await make('bare', false), whole: await make('whole', true), make };
  }
  const elsewhere = () => dataPaths(join(tempDirectory(), 'data'));
  const back = (target: string, paths: DataPaths, withoutKeys = false) =>
    restoreBackup(target, { paths, clock, keys: keysIn(paths), withoutKeys });

  it('stays behind unless it is wanted, wherever it lies', async () => {
    const { paths, bare, whole, make } = await withSecret();
    const [key] = bare.manifest.keys ?? [];
    expect(bare.manifest).toMatchObject({ keys: [key], withKeys: false });
    expect(whole.manifest).toMatchObject({ keys: [key], withKeys: true });
    expect(readdirSync(bare.target)).not.toContain('secret.key');
    expect(readFileSync(join(whole.target, 'secret.key'), 'utf8')).toBe(readFileSync(paths.secretKey, 'utf8'));
    writeFileSync(join(paths.root, 'named.key'), readFileSync(paths.secretKey));
    expect(readdirSync((await make('again', false)).target)).not.toContain('named.key');
  });
  it('comes back with a backup that has it', async () => {
    const { whole } = await withSecret();
    const paths = elsewhere();
    await back(whole.target, paths);
    expect(statSync(paths.secretKey).mode & 0o777).toBe(0o600);
    expect(await passwords(paths)).toContain(password);
  });
  it('that is there already fits, and stays', async () => {
    const { bare, paths } = await withSecret();
    await back(bare.target, paths);
    expect(await passwords(paths)).toContain(password);
  });
  it('is asked for before anything is changed, where it is nowhere', async () => {
    const { bare } = await withSecret();
    const paths = elsewhere();
    mkdirSync(paths.root);
    await addSource(paths, 'mine');
    await expect(back(bare.target, paths)).rejects.toMatchObject({ code: 'backup/key-missing' });
    expect(await names(paths)).toEqual(['mine']);
    await back(bare.target, paths, true);
    expect(await names(paths)).toEqual(['first']);
    await expect(passwords(paths)).rejects.toMatchObject({ code: 'secret/key-missing' });
  });
  it('is that of the passwords of proxies too', async () => {
    const paths = dataPaths(join(tempDirectory(), 'data'));
    mkdirSync(paths.root);
    const key = makeKey(1);
    writeFileSync(paths.secretKey, formatKeys([key]), { mode: 0o600 });
    const sealed = seal(password, key, 'proxy office password');
    const profile = { kind: 'http', host: 'p.example', port: 1, user: 'u', password: sealed };
    writeFileSync(paths.proxies, stringify({ profiles: { office: profile } }), { mode: 0o600 });
    await withStore(paths, async () => null);
    const target = join(tempDirectory(), 'bare');
    const manifest = await makeBackup({ paths, target, version: '9', clock, keys: keysIn(paths), withKeys: false });
    expect(manifest.keys).toEqual([key.id]);
    await expect(back(target, elsewhere())).rejects.toMatchObject({ code: 'backup/key-missing' });
  });
  it('is not left out of a backup that should have it', async () => {
    const { paths, make } = await withSecret();
    rmSync(paths.secretKey);
    await expect(make('lost', true)).rejects.toMatchObject({ code: 'backup/key-missing' });
    await make('bare again', false);
  });
});
