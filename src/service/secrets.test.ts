import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { settingsCodec } from '../config/codec.ts';
import { inClear } from '../config/plain.ts';
import { parseSource } from '../config/source-settings.ts';
import { formatKeys, makeKey, parseKeys } from '../secrets/key.ts';
import { keyPlaces } from '../secrets/key-places.ts';
import { KeyRing } from '../secrets/key-ring.ts';
import { openSqliteStore } from '../store/sqlite.ts';
import type { SourceStore } from '../store/store.ts';
import { SecretKeeper } from './secrets.ts';

const source = (name: string, password: string, more = {}) =>
  parseSource({
    name,
    url: 'https://feed.example/poll',
    collection: 'c',
    credentials: { kind: 'basic', user: 'u', password },
    ...more,
  });

/** A store with three secrets of two sources, and one source that has none. */
async function stored(env: Readonly<Record<string, string>> = {}, named: string | null = null) {
  const root = tempDirectory();
  const own = join(root, 'secret.key');
  const proxies = join(root, 'proxies.yaml');
  const clock = new ManualClock();
  const ring = () => new KeyRing({ places: () => keyPlaces({ env, named, own }), clock });
  const open = async () => {
    const keys = ring();
    const store = await openSqliteStore({ file: join(root, 'feedgate.db'), codec: settingsCodec(keys), clock });
    onTestFinished(() => store.close());
    return { store, keys, keeper: new SecretKeeper({ sources: store.sources, proxies, keys, clock }) };
  };
  const first = await open();
  await first.store.sources.add(source('a', 'alpha'), 0);
  await first.store.sources.add(source('b', 'beta', { proxy: 'http://u:gamma@proxy.example' }), 0);
  await first.store.sources.add(parseSource({ name: 'c', url: 'https://feed.example/poll', collection: 'c' }), 0);
  const revealed = async () => {
    const { store } = await open();
    return JSON.stringify((await store.sources.list()).map(({ settings }) => inClear(settings)));
  };
  return { ...first, own, open, revealed, clock, proxies };
}

const idsIn = (path: string) => parseKeys(readFileSync(path, 'utf8'))?.map(({ id }) => id);

describe('the secrets of a store', () => {
  it('are counted, with the key that they need', async () => {
    const { keeper, own } = await stored();
    const view = await keeper.status();
    const [id] = idsIn(own) ?? [];
    expect(view).toMatchObject({ secrets: 3, sources: 2, locked: [], failure: null });
    expect(view.current).toEqual({ id, from: 'data', file: own, madeAt: '2026-11-22T10:00:00.000Z', secrets: 3 });
    expect(JSON.stringify(view)).not.toMatch(/alpha|beta|gamma/);
  });
  it('that nothing can decrypt are named, and the others stay in use', async () => {
    const { own, open } = await stored();
    rmSync(own);
    const { keeper, store } = await open();
    const view = await keeper.status();
    expect(view).toMatchObject({ current: null, secrets: 3 });
    expect(view.locked.map(({ source: name, field, code }) => `${name} ${field} ${code}`)).toEqual([
      'a credentials.password secret/key-missing',
      'b credentials.password secret/key-missing',
      'b proxy.password secret/key-missing',
    ]);
    expect((await store.sources.list()).map(({ settings }) => settings.name)).toEqual(['a', 'b', 'c']);
    await expect(store.sources.add(source('d', 'delta'), 0)).rejects.toMatchObject({ code: 'secret/key-missing' });
    expect(await store.sources.get('d')).toBeUndefined();
    await store.sources.add(parseSource({ name: 'd', url: 'https://feed.example/poll', collection: 'c' }), 0);
  });
  it('that were put into another row are damaged', async () => {
    const { store, open } = await stored();
    const [a, b] = await store.sources.stored();
    await store.sources.rewrite(() => new Map([[b?.id ?? 0, a?.text ?? '']]));
    const { keeper } = await open();
    expect((await keeper.status()).locked).toMatchObject([{ source: 'b', code: 'secret/damaged' }]);
    await expect(keeper.rotate(false)).rejects.toMatchObject({ code: 'secret/damaged' });
  });
});

describe('a rotation', () => {
  it('encrypts everything with a new key, and drops the old one', async () => {
    const { keeper, own, revealed, store } = await stored();
    const [old] = idsIn(own) ?? [];
    const before = await revealed();
    const texts = (await store.sources.stored()).map(({ text }) => text);
    const revision = await store.sources.revision();
    const view = await keeper.rotate(false);
    expect(view).toMatchObject({ how: 'made', encrypted: 3, dropped: [old], unneeded: [], locked: [] });
    expect(idsIn(own)).toEqual([view.current.id]);
    expect(view.current.id).not.toBe(old);
    expect(await revealed()).toBe(before);
    const after = await store.sources.stored();
    expect(after.filter(({ text }) => text.includes(old ?? '')).length).toBe(0);
    expect(after.filter(({ text }, at) => text === texts[at]).map(({ name }) => name)).toEqual(['c']);
    expect(await store.sources.revision()).toBeGreaterThan(revision);
  });
  it('leaves secrets that were read before it in use', async () => {
    const { keeper, store } = await stored();
    const before = await store.sources.get('a');
    await keeper.rotate(false);
    expect(before && JSON.stringify(inClear(before.settings))).toContain('alpha');
    await store.sources.update('a', before?.settings ?? source('a', ''));
    expect((await keeper.status()).keys.map(({ secrets }) => secrets)).toEqual([3]);
  });
  it('that was interrupted before its transaction, or after it, is ended by the next', async () => {
    for (const stage of ['before', 'after']) {
      const { store, keys, own, revealed, open, clock, proxies } = await stored();
      const before = await revealed();
      let rewrites = 0;
      const dying: Pick<SourceStore, 'stored' | 'rewrite'> = {
        stored: () => store.sources.stored(),
        rewrite: (change) => {
          rewrites += 1;
          if (rewrites === 2) throw new Error('killed');
          return store.sources.rewrite((all) => {
            const changes = change(all);
            if (stage === 'before') throw new Error('killed');
            return changes;
          });
        },
      };
      await expect(new SecretKeeper({ sources: dying, proxies, keys, clock }).rotate(false)).rejects.toThrow('killed');
      expect(idsIn(own), stage).toHaveLength(2);
      expect(await revealed(), stage).toBe(before);
      const { keeper } = await open();
      expect(await keeper.rotate(false)).toMatchObject({ how: 'resumed', encrypted: stage === 'before' ? 3 : 0 });
      expect(idsIn(own), stage).toHaveLength(1);
      expect(await revealed(), stage).toBe(before);
    }
  });
  it('does not go on without the old key, unless that is lost', async () => {
    const { own, open } = await stored();
    const text = readFileSync(own, 'utf8');
    rmSync(own);
    const { keeper, store } = await open();
    await expect(keeper.rotate(false)).rejects.toMatchObject({ code: 'secret/key-missing' });
    const view = await keeper.rotate(true);
    expect(view).toMatchObject({ how: 'made', encrypted: 0 });
    expect(view.locked).toHaveLength(3);
    await store.sources.update('a', source('a', 'anew'));
    expect((await keeper.status()).locked.map(({ code }) => code)).toEqual(['secret/key-wrong', 'secret/key-wrong']);
    writeFileSync(own, readFileSync(own, 'utf8') + text);
    expect(await keeper.rotate(false)).toMatchObject({ how: 'resumed', encrypted: 2, locked: [] });
  });
  it('changes nothing where the key is open to others', async () => {
    const { own, keeper } = await stored();
    const text = readFileSync(own, 'utf8');
    chmodSync(own, 0o644);
    await expect(keeper.rotate(true)).rejects.toMatchObject({ code: 'secret/key-readable-by-others' });
    expect(await keeper.status()).toMatchObject({ failure: { code: 'secret/key-readable-by-others' } });
    expect(readFileSync(own, 'utf8')).toBe(text);
  });
  it('moves to the key of systemd, which it never writes', async () => {
    const directory = join(tempDirectory(), 'credentials');
    const { own, keeper, open, revealed } = await stored({ CREDENTIALS_DIRECTORY: directory });
    const before = await revealed();
    const credential = makeKey(1);
    mkdirSync(directory);
    const file = join(directory, 'feedgate.key');
    writeFileSync(file, formatKeys([credential]), { mode: 0o440 });
    const [old] = idsIn(own) ?? [];
    const view = await keeper.rotate(false);
    expect(view).toMatchObject({ how: 'given', encrypted: 3, dropped: [], unneeded: [{ id: old, file: own }] });
    rmSync(own);
    expect(await revealed()).toBe(before);
    const later = await open();
    await expect(later.keeper.rotate(false)).rejects.toMatchObject({ code: 'secret/key-elsewhere' });
    expect(idsIn(file)).toEqual([credential.id]);
  });
  it('changes the file that the settings name', async () => {
    const named = join(tempDirectory(), 'named.key');
    const { keeper, own, revealed } = await stored({}, named);
    const before = await revealed();
    const [old] = idsIn(named) ?? [];
    expect(await keeper.rotate(false)).toMatchObject({ how: 'made', dropped: [old], current: { from: 'settings' } });
    expect(await revealed()).toBe(before);
    expect(() => readFileSync(own)).toThrow('ENOENT');
  });
});

describe('the passwords of proxies', () => {
  const profile = (name: string, password: string) =>
    `  ${name}:\n    kind: http\n    host: p.example\n    port: 1\n    user: u\n    password: ${password}\n`;
  const clear = `# ours\nprofiles:\n${profile('a', 'alpha')}${profile('b', 'beta')}`;

  async function withProxies() {
    const made = await stored();
    writeFileSync(made.proxies, await made.keeper.sealProxies(clear), { mode: 0o600 });
    return made;
  }

  it('are encrypted and decrypted, and all else of the file stays', async () => {
    const { keeper, proxies, own } = await withProxies();
    const text = readFileSync(proxies, 'utf8');
    expect(text.match(/password: fg1\..*\./g)).toHaveLength(2);
    expect(text).not.toMatch(/alpha|beta/);
    expect(text).toContain('# ours');
    expect(await keeper.sealProxies(text)).toBe(text);
    expect(await keeper.openProxies(text)).toBe(clear);
    const [id] = idsIn(own) ?? [];
    expect(await keeper.status()).toMatchObject({ secrets: 5, sources: 2, profiles: 2, inClear: [], current: { id } });
  });
  it('that stand in clear are told, and encrypted by a rotation', async () => {
    const { keeper, proxies } = await stored();
    writeFileSync(proxies, clear);
    expect(await keeper.status()).toMatchObject({ secrets: 3, profiles: 0, inClear: ['a', 'b'] });
    expect(await keeper.rotate(false)).toMatchObject({ encrypted: 5, locked: [] });
    expect(await keeper.status()).toMatchObject({ secrets: 5, profiles: 2, inClear: [] });
    expect(await keeper.openProxies(readFileSync(proxies, 'utf8'))).toBe(clear);
  });
  it('go along with a rotation, and a text of before it is encrypted with the new key', async () => {
    const { keeper, proxies, own } = await withProxies();
    const before = readFileSync(proxies, 'utf8');
    const view = await keeper.rotate(false);
    expect(view).toMatchObject({ how: 'made', encrypted: 5, locked: [] });
    const [id] = idsIn(own) ?? [];
    const after = readFileSync(proxies, 'utf8');
    expect(after.split(`fg1.${id}.`)).toHaveLength(3);
    expect(statSync(proxies).mode & 0o777).toBe(0o600);
    expect((await keeper.sealProxies(before)).split(`fg1.${id}.`)).toHaveLength(3);
    expect(await keeper.openProxies(after)).toBe(clear);
  });
  it('that nothing can decrypt are named, and stand in the way of a rotation', async () => {
    const { own, open, proxies } = await withProxies();
    rmSync(own);
    const { keeper } = await open();
    const view = await keeper.status();
    expect(view.locked.filter(({ profile: name }) => name !== null)).toMatchObject([
      { source: null, profile: 'a', field: 'password', code: 'secret/key-missing' },
      { source: null, profile: 'b', field: 'password', code: 'secret/key-missing' },
    ]);
    const before = readFileSync(proxies, 'utf8');
    await expect(keeper.rotate(false)).rejects.toMatchObject({ code: 'secret/key-missing' });
    await expect(keeper.sealProxies(clear)).rejects.toMatchObject({ code: 'secret/key-missing' });
    expect(readFileSync(proxies, 'utf8')).toBe(before);
    expect((await keeper.rotate(true)).locked).toHaveLength(5);
    expect(readFileSync(proxies, 'utf8')).toBe(before);
  });
  it('are bound to their profile', async () => {
    const { keeper, proxies } = await withProxies();
    writeFileSync(proxies, readFileSync(proxies, 'utf8').replace('  a:', '  c:'));
    expect((await keeper.status()).locked).toMatchObject([{ profile: 'c', code: 'secret/damaged' }]);
  });
  it('are left alone where the file cannot be read', async () => {
    const { keeper, proxies, own } = await stored();
    const [old] = idsIn(own) ?? [];
    writeFileSync(proxies, 'profiles: [');
    await expect(keeper.rotate(false)).rejects.toMatchObject({ code: 'config/file-bad' });
    expect(idsIn(own)).toEqual([old]);
    expect(readFileSync(proxies, 'utf8')).toBe('profiles: [');
  });
});
