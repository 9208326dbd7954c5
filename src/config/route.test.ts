import { describe, expect, it } from 'vitest';
import type { Proxies, ProxyProfile } from '../feed/proxy.ts';
import { parseProxyChoice, parseProxyUrl, proxyUrl } from './proxy-url.ts';
import { routed, routeOf } from './route.ts';
import { firstRow, settingsCodec } from '../../test/fakes/sealing.ts';
import { mergeSource, parseSource } from './source-settings.ts';

const office: ProxyProfile = { ...parseProxyUrl('http://office.example:3128'), profile: 'office' };
const known: Proxies = { default: null, profiles: [office] };
const proxies = () => known;
const unread = (): Proxies => {
  throw new Error('the profiles do not matter here');
};

describe('the way of a source', () => {
  it('is that of its own setting, whatever the profiles are', () => {
    const own = parseProxyUrl('socks5://own.example');
    expect(routeOf(own, unread)).toEqual({ proxy: own, from: 'own' });
    expect(routeOf('none', unread)).toEqual({ proxy: null, from: 'none' });
  });
  it('is that of the profile that it names, or of the default', () => {
    expect(routeOf({ kind: 'profile', name: 'office' }, proxies)).toEqual({ proxy: office, from: 'profile' });
    expect(routeOf('default', proxies)).toEqual({ proxy: null, from: 'default' });
    expect(routeOf('default', () => ({ ...known, default: 'office' }))).toEqual({ proxy: office, from: 'default' });
  });
  it('is none for what is in a file of this machine, whatever the profiles are', () => {
    const list = parseSource({ name: 'own', url: 'file:///srv/list.txt' });
    expect(routed(list, unread).proxy).toBe('none');
  });
  it.each(['127.0.0.1', '127.8.9.10', '::1', 'localhost', 'taxii.localhost'])(
    'is none by default for a server on this machine, %s, unless it names one',
    (host) => {
      const local = { name: 'lab', host, path: '/', collection: 'c' };
      const known = () => ({ default: 'office', profiles: [office] });
      expect(routed(parseSource(local), known).proxy).toBe('none');
      expect(routed(parseSource({ ...local, proxy: 'office' }), known).proxy).toBe(office);
      expect(routed(parseSource({ ...local, host: 'localhost.example' }), known).proxy).toBe(office);
    },
  );
  it('is none, and never the direct one, where the profile does not exist', () => {
    const source = parseSource({ name: 'a', url: 'https://feed.example/p', collection: 'c', proxy: 'profile ofice' });
    expect(() => routed(source, proxies)).toThrow(
      expect.objectContaining({
        code: 'config/proxy-unknown',
        evidence: expect.objectContaining({ nearest: 'office' }),
      }),
    );
  });
});

describe('what a source says of its proxy', () => {
  const settings = (proxy: string | null) =>
    parseSource({ name: 'a', url: 'https://feed.example/p', collection: 'c', proxy });

  it.each([
    ['default', 'default'],
    [null, 'default'],
    ['none', 'none'],
    ['profile office', { kind: 'profile', name: 'office' }],
    ['office', { kind: 'profile', name: 'office' }],
    ['socks4a://me@p.example', { kind: 'socks4a', host: 'p.example', port: 1080, user: 'me' }],
  ])('is read from %j, stored and read back', (text, choice) => {
    const { proxy } = settings(text);
    if (typeof choice === 'string') expect(proxy).toBe(choice);
    else expect(proxy).toMatchObject(choice);
    expect(settingsCodec.decode(settingsCodec.encode(settings(text), firstRow), 1).proxy).toEqual(proxy);
  });
  it('is the default where it was stored by a program that knew no profiles', () => {
    const { proxy: _proxy, ...rest } = settings(null);
    expect(settingsCodec.decode(JSON.stringify({ version: 2, settings: { ...rest, proxy: null } }), 1).proxy).toBe(
      'default',
    );
  });
  it.each([
    [{ kind: 'profile', name: 'none' }, 'config/value-bad'],
    [{ kind: 'profile' }, 'config/missing'],
    [{ kind: 'profile', name: 'a', host: 'b' }, 'config/unknown-field'],
    ['profile a b', 'config/proxy-url-bad'],
    [7, 'config/value-bad'],
    ['socks4a://me:pw@p.example', 'config/value-bad'],
    [{ kind: 'http', host: 'p.example', port: 1, ca: 'x' }, 'config/value-bad'],
    [{ kind: 'https', host: 'p.example', port: 1, ca: 'x' }, 'config/ca-file-unusable'],
  ])('is refused as %j', (proxy, code) => {
    const input = { name: 'a', url: 'https://feed.example/p', collection: 'c', proxy };
    expect(() => parseSource(input)).toThrow(expect.objectContaining({ code }));
  });
  it('keeps its address where a field of it alone is changed', () => {
    const own = settings('http://me@p.example:3128');
    const changed = mergeSource(own, { proxy: { noProxy: ['a'], password: 'pw' } }).proxy;
    expect(changed).toMatchObject({ host: 'p.example', port: 3128, user: 'me', noProxy: ['a'] });
    expect(mergeSource(own, { proxy: { kind: 'socks5', host: 'q.example', port: 1 } }).proxy).toMatchObject({
      user: null,
    });
    for (const other of ['office', 'default'])
      expect(() => mergeSource(settings(other), { proxy: { noProxy: ['a'] } })).toThrow(
        expect.objectContaining({ code: 'config/missing' }),
      );
  });
  it('stays where something else is changed', () => {
    expect(mergeSource(settings('office'), { age: '2d' }).proxy).toEqual({ kind: 'profile', name: 'office' });
  });
  it('is written as it was read', () => {
    expect(proxyUrl(parseProxyUrl('https://[2001:db8::1]'))).toBe('https://[2001:db8::1]:443');
    expect(parseProxyChoice(proxyUrl(office))).toEqual(parseProxyUrl('http://office.example:3128'));
  });
});
