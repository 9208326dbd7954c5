import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { feedgate, type Setting } from '../../test/fakes/command-line.ts';
import { FakeService, sourceView } from '../../test/fakes/fake-service.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { failing } from '../base/failure.ts';
import { netConditions } from '../net/conditions.ts';

let root = '';
beforeEach(() => {
  root = tempDirectory();
});

const run = (argv: readonly string[], setting: Setting = {}) => feedgate([...argv, '--data', root], setting);
const proxy = (...argv: readonly string[]) => run(['proxy', ...argv]);
const file = () => readFileSync(join(root, 'proxies.yaml'), 'utf8');
const opened = () => new FakeService().openProxies(file());

/** Sources of which one goes by the profile because it names it, one because it is the default, and one by none. */
function users(): FakeService {
  const by = (from: 'profile' | 'default', profile: string | null) => ({
    from,
    profile,
    url: profile === null ? null : 'http://proxy.example:3128',
    bypassed: false,
    failure: null,
  });
  const settings = { host: 'feed.example', port: 8443 };
  return Object.assign(new FakeService(), {
    sources: [
      sourceView({ name: 'free', proxy: by('default', null) }),
      sourceView({ name: 'a', proxy: by('profile', 'office'), settings }),
      sourceView({ name: 'b', proxy: by('default', 'office') }),
    ],
  });
}

describe('a password that was written by hand', () => {
  it('is encrypted by whatever command writes the file, and by one that changes nothing else', async () => {
    const written =
      'profiles:\n  office: # ours\n    kind: http\n    host: p.example\n    port: 3128\n    user: u\n    password: hunter2\n';
    for (const argv of [
      ['default', 'office'],
      ['edit', 'office'],
      ['add', 'other', 'http://q.example:1'],
    ]) {
      writeFileSync(join(root, 'proxies.yaml'), written);
      expect((await proxy(...argv)).code, argv.join(' ')).toBe(0);
      expect(file(), argv.join(' ')).toMatch(/# ours[^]*password: fg1\./);
      expect(await opened()).toContain('password: hunter2');
    }
  });
});

describe('proxy add', () => {
  it('keeps a profile, its password from a file, and what was written by hand', async () => {
    writeFileSync(join(root, 'proxies.yaml'), '# ours\nprofiles: {}\n');
    const argv = ['proxy', 'add', 'office', 'http://gw1@proxy.example:3128', '--password-file', 'pw', '--default'];
    const { code, out } = await run([...argv, '--no-proxy', '.local, 10.0.0.0/8'], { files: { pw: 'hunter2' } });
    expect([code, out]).toEqual([0, expect.stringContaining('office is http://proxy.example:3128, the default')]);
    expect(out).not.toContain('hunter2');
    expect(file()).toMatch(/# ours[^]*password: fg1\.[^]*\.local[^]*default: office/);
    expect([file(), await opened()]).toEqual([
      expect.not.stringContaining('hunter2'),
      expect.stringContaining('hunter2'),
    ]);
  });
  it('makes a file that nobody else can read', async () => {
    await proxy('add', 'dmz', 'socks4a://192.0.2.7');
    expect(statSync(join(root, 'proxies.yaml')).mode & 0o777).toBe(0o600);
    expect(file()).not.toContain('password');
  });
  it('asks for the password of a user where somebody can be asked', async () => {
    const { code, talk } = await run(['proxy', 'add', 'office', 'http://proxy.example:3128', '--user', 'gw1'], {
      typed: '',
      secret: 'hunter2',
    });
    expect([code, talk]).toEqual([0, expect.not.stringContaining('hunter2')]);
    expect([file(), await opened()]).toEqual([
      expect.not.stringContaining('hunter2'),
      expect.stringContaining('password: hunter2'),
    ]);
    await proxy('edit', 'office', '--no-password');
    const other = await run(['proxy', 'edit', 'office', '--no-proxy', 'a'], { typed: '', secret: 'hunter2' });
    expect([other.code, file()]).toEqual([0, expect.not.stringContaining('hunter2')]);
  });
  it.each([
    [['http://gw1:hunter2@proxy.example:3128'], 'usage/secret-on-command-line'],
    [['http://proxy.example:3128', '--user', 'gw1:hunter2'], 'usage/secret-on-command-line'],
    [['http://proxy.example:3128', '--password-file', 'pw'], 'usage/missing-argument'],
    [['ftp://proxy.example:3128'], 'config/proxy-url-bad'],
    [['socks4a://gw1@proxy.example', '--password-file', 'pw'], 'config/file-bad'],
  ])('refuses %j and writes nothing', async (argv, code) => {
    const { talk, out } = await run(['proxy', 'add', 'office', ...argv], { files: { pw: 'hunter2' } });
    expect(talk + out).toContain(code);
    expect(talk + out).not.toContain('hunter2');
    expect(existsSync(join(root, 'proxies.yaml'))).toBe(false);
  });
  it.each(['none', 'default', 'a b', '-x'])('refuses the name %j', async (name) => {
    expect((await proxy('add', name, 'http://proxy.example:3128')).code).not.toBe(0);
    expect(existsSync(join(root, 'proxies.yaml'))).toBe(false);
  });
});

describe('proxy edit', () => {
  it('changes what is given and leaves the rest', async () => {
    const setting = { files: { pw: 'hunter2', other: 'hunter3' } };
    await run(
      ['proxy', 'add', 'office', 'http://gw1@proxy.example:3128', '--password-file', 'pw', '--no-proxy', 'a'],
      setting,
    );
    await run(['proxy', 'edit', 'office', '--password-file', 'other'], setting);
    expect(await opened()).toMatch(/host: proxy.example[^]*user: gw1[^]*password: hunter3[^]*- a/);
    await proxy('edit', 'office', 'socks5://proxy2.example', '--no-proxy', 'none');
    expect(await opened()).toMatch(/kind: socks5[^]*host: proxy2.example[^]*port: 1080[^]*password: hunter3/);
    expect(file()).not.toContain('noProxy');
    await proxy('edit', 'office', '--no-password');
    expect(file()).not.toContain('hunter');
  });
  it('adds to the hosts that are reached directly, or names them anew', async () => {
    await proxy('add', 'office', 'http://proxy.example:3128', '--no-proxy', 'a');
    await proxy('edit', 'office', '--no-proxy', '+b,+a');
    expect(file()).toMatch(/noProxy:\n +- a\n +- b\n/);
    await proxy('edit', 'office', '--no-proxy', 'c');
    expect(file()).toMatch(/noProxy:\n +- c\n/);
  });
  it('names the profile that was meant', async () => {
    await proxy('add', 'office', 'http://proxy.example:3128');
    const { code, talk } = await proxy('edit', 'ofice', '--no-password');
    expect([code, talk]).toEqual([3, expect.stringContaining('office')]);
  });
});

describe('proxy list', () => {
  it('shows each with its sources and the default, and no password', async () => {
    const argv = ['proxy', 'add', 'office', 'http://gw1@proxy.example:3128', '--password-file', 'pw', '--default'];
    await run(argv, { files: { pw: 'hunter2' } });
    const { out } = await run(['proxy', 'list'], { service: users() });
    expect(out).toMatch(/office +http:\/\/proxy\.example:3128 +gw1 +– +2 +default/);
    const json = await run(['proxy', 'list', '--json'], { service: users() });
    expect(JSON.parse(json.out)).toMatchObject({
      default: 'office',
      profiles: [{ name: 'office', password: '***', default: true, sources: ['a', 'b'] }],
    });
    expect(out + json.out).not.toContain('hunter2');
    expect((await proxy('list', '--quiet')).out).toBe('office\n');
  });
  it('says how to begin', async () => {
    expect((await proxy('list')).talk).toContain('feedgate proxy add');
    expect((await run(['proxy', 'list', '--lang', 'ko'])).talk).toContain('프로필이 없습니다');
  });
});

describe('proxy remove', () => {
  beforeEach(() => proxy('add', 'office', 'http://proxy.example:3128', '--default'));

  it('refuses while sources go by it, and names them', async () => {
    const { code, talk } = await run(['proxy', 'remove', 'office'], { service: users() });
    expect([code, talk]).toEqual([3, expect.stringContaining('config/proxy-in-use')]);
    expect(talk).toContain('"a", "b"');
    expect(file()).toContain('office');
  });
  it('takes it away all the same with --force, and the default with it', async () => {
    const { code } = await run(['proxy', 'remove', 'office', '--force'], { service: users() });
    expect([code, file()]).toEqual([0, expect.not.stringContaining('office')]);
  });
  it('takes away one that nobody needs', async () => {
    const none = Object.assign(new FakeService(), { sources: [] });
    expect((await run(['proxy', 'remove', 'office'], { service: none })).code).toBe(0);
    expect(file()).not.toContain('office');
  });
});

describe('proxy default', () => {
  it('names the profile of all sources that name none, and none', async () => {
    await proxy('add', 'office', 'http://proxy.example:3128');
    const { out } = await run(['proxy', 'default', 'office'], { service: users() });
    expect(out).toContain('office is the default: 2 sources');
    expect(file()).toContain('default: office');
    await run(['proxy', 'default', 'none'], { service: users() });
    expect(file()).not.toContain('default');
    expect((await proxy('default', 'nobody')).talk).toContain('config/proxy-unknown');
  });
});

describe('proxy test', () => {
  const failure = failing(netConditions)('proxy/auth-bad', 'the proxy refuses the user or the password (407)', {
    hop: 'proxy',
    evidence: { proxy: 'proxy.example:3128', destination: 'feed.example:443', profile: 'office' },
  });
  const stages = [
    { stage: 'dns', state: 'ok', ms: 4 },
    { stage: 'tcp', state: 'ok', ms: 12 },
    { stage: 'tls', state: 'skipped', ms: null },
    { stage: 'tunnel', state: 'failed', ms: 31 },
  ] as const;

  beforeEach(() => proxy('add', 'office', 'http://gw1@proxy.example:3128'));

  it('tells each stage, what failed and what mends the profile', async () => {
    const tried = { stages, failure: failure.toJSON(), seen: failure.evidence };
    const { code, out, service } = await run(['proxy', 'test', 'office', '--to', 'feed.example:443'], { tried });
    expect(code).toBe(1);
    expect(service.calls).toContainEqual(['tryProxy', 'office', { host: 'feed.example', port: 443 }]);
    expect(out).toMatch(/✔ dns 4 ms +✔ tcp 12 ms +– tls +✖ tunnel 31 ms/);
    expect(out).toContain('[proxy/auth-bad]');
    expect(out).toContain('feedgate proxy edit office --password-file FILE');
    expect(out).not.toContain('source edit');
    const korean = await run(['proxy', 'test', 'office', '--to', 'feed.example', '--lang', 'ko'], { tried });
    expect(korean.out).toContain('프로필을 고치십시오');
  });
  it('goes to the first source that goes by it where no place is named', async () => {
    const { service } = await run(['proxy', 'test', 'office'], { service: users() });
    expect(service.calls).toContainEqual(['tryProxy', 'office', { host: 'feed.example', port: 8443 }]);
    const { out } = await proxy('test', 'office');
    expect(out).toContain('feedgate proxy test office --to HOST:PORT');
  });
});

it('net check and trust inspect go by a profile', async () => {
  await proxy('add', 'office', 'http://proxy.example:3128');
  for (const argv of [
    ['net', 'check', 'feed.example', '443'],
    ['trust', 'inspect', 'feed.example:443'],
  ]) {
    const { service } = await run([...argv, '--via', 'office']);
    expect(service.calls).toMatchObject([['look', { proxy: { profile: 'office', host: 'proxy.example' } }]]);
  }
  expect((await run(['net', 'check', 'feed.example', '--via', 'nobody'])).talk).toContain('config/proxy-unknown');
});

describe('a source', () => {
  const add = ['source', 'add', 'a', '--host', 'feed.example', '--path', '/', '--collection', 'c', '--no-credentials'];
  it.each([
    ['office', { kind: 'profile', name: 'office' }],
    ['profile office', { kind: 'profile', name: 'office' }],
    ['default', 'default'],
    ['none', 'none'],
  ])('takes --proxy %s', async (text, setting) => {
    const { service } = await run([...add, '--proxy', text]);
    expect(service.calls).toContainEqual(['addSource', expect.objectContaining({ proxy: setting })]);
  });
  it('changes a password or exceptions of its own address alone', async () => {
    const proxied = { host: 'p.example', noProxy: ['a'] };
    const service = Object.assign(new FakeService(), { sources: [sourceView({ settings: { proxy: proxied } })] });
    const edit = ['source', 'edit', 'phish-urls'];
    await run([...edit, '--proxy-password-file', 'pw'], { service, files: { pw: 'hunter2' } });
    await run([...edit, '--proxy-except', '+b'], { service });
    await run([...edit, '--proxy-except', 'b'], { service });
    const changes = service.calls.filter(([method]) => method === 'editSource').map((call) => call[2]);
    expect(changes).toEqual([
      { proxy: { password: 'hunter2' } },
      { proxy: { noProxy: ['a', 'b'] } },
      { proxy: { noProxy: ['b'] } },
    ]);
  });
  it('has no password of its own with a profile', async () => {
    const { talk } = await run([...add, '--proxy', 'office', '--proxy-password-file', 'pw'], { files: { pw: 'x' } });
    expect(talk).toContain('usage/conflicting-options');
  });
  it('shows the way that it goes now, and who says so', async () => {
    const shown = async (view: object, lang = 'en') => {
      const service = Object.assign(new FakeService(), { sources: [sourceView(view)] });
      return (await run(['source', 'show', 'phish-urls', '--lang', lang], { service })).out;
    };
    const way = { from: 'default', profile: 'office', url: 'http://p.example:3128', bypassed: false, failure: null };
    expect(await shown({ proxy: way })).toContain('http://p.example:3128, profile office, the default of this node');
    expect(await shown({ proxy: { ...way, bypassed: true } })).toContain('reached directly');
    expect(await shown({ proxy: { ...way, from: 'own', profile: null } }, 'ko')).toContain('소스 자체 설정');
    expect(await shown({ proxy: { ...way, from: 'none', profile: null, url: null } })).toContain(
      'none, its own setting',
    );
    expect(await shown({})).not.toContain('Proxy');
    const failure = failing(netConditions)('proxy/closes', 'stands for any').toJSON();
    expect(await shown({ proxy: { ...way, url: null, failure } })).toContain('cannot be found: stands for any');
  });
});
