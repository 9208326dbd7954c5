import { join } from 'node:path';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';
import { FakeService, failure, sourceView } from '../../test/fakes/fake-service.ts';
import { clientCertificate, encryptedClientKey } from '../../test/fakes/pem.ts';
import { archives } from '../../test/fakes/pkcs12.ts';
import { parseSource } from '../config/source-settings.ts';
import type { JsonObject } from '../service/service.ts';

/** What `source add` asks the service to add; `config/` has to be able to read it. */
async function added(...argv: string[]): Promise<unknown> {
  const { service, talk } = await feedgate(['source', 'add', 'phish', ...argv]);
  const input = service.calls.find(([method]) => method === 'addSource')?.[1];
  expect(input, talk).toBeDefined();
  parseSource(input as JsonObject);
  return input;
}

const host = ['--host', 'taxii.example.net', '--path', '/taxii/poll/', '--collection', 'c'];

describe('adding a source', () => {
  it('takes every option over', async () => {
    const options =
      '--kind taxii1 --port 8443 --no-https --subscription s-1 --interval 30m --age 60d --segment 4d --overlap 10m ' +
      '--bindings a,b --taxii-version 1.0 --allow-private --mode enforce --confidence 70 --timeout-connect 5s ' +
      '--timeout-stall 1m --tag x --tag y --attempts 5 --collection-type set --tls-minimum 1.3 --subdomains exact';
    const input = await added(...host, ...options.split(' '), '--pin', 'a'.repeat(64));
    expect(input).toEqual({
      name: 'phish',
      kind: 'taxii1',
      host: 'taxii.example.net',
      port: '8443',
      https: false,
      path: '/taxii/poll/',
      collection: 'c',
      collectionType: 'set',
      subscription: 's-1',
      interval: '30m',
      age: '60d',
      segment: '4d',
      overlap: '10m',
      bindings: ['a', 'b'],
      taxiiVersion: '1.0',
      tlsMinimum: '1.3',
      allowPrivate: true,
      mode: 'enforce',
      confidence: '70',
      subdomains: 'exact',
      pin: 'a'.repeat(64),
      attempts: '5',
      timeouts: { connect: '5s', stall: '1m' },
      tags: ['x', 'y'],
    });
  });
  it('takes nothing over that was not typed', async () => {
    expect(await added(...host)).toEqual({
      name: 'phish',
      host: 'taxii.example.net',
      path: '/taxii/poll/',
      collection: 'c',
    });
  });
  it('hands a pasted address on as it is', async () => {
    const url = 'https://taxii.example.net:9000/taxii/poll/';
    expect(await added(url, '--collection', 'c')).toEqual({ name: 'phish', url, collection: 'c' });
  });
  it('takes a cron expression for the interval', async () => {
    expect(await added(...host, '--interval', '5 * * * *')).toMatchObject({ interval: '5 * * * *' });
  });
  it.each<[string[], unknown]>([
    [['--user', 'a', '--password-file', 'pw'], { kind: 'basic', user: 'a', password: 'secret of pw' }],
    [['--user', 'a', '--password-file', '-'], { kind: 'basic', user: 'a', password: 'secret of -' }],
    [['--user', 'a', '--no-password'], { kind: 'basic', user: 'a', password: '' }],
    [['--bearer-file', 't'], { kind: 'bearer', token: 'secret of t' }],
    [['--header', 'Auth-Key', '--header-file', 'k'], { kind: 'header', name: 'Auth-Key', value: 'secret of k' }],
    [
      ['--oauth-url', '/t', '--oauth-client', 'id', '--oauth-secret-file', 's', '--oauth-scope', 'a b'],
      { kind: 'oauth2', url: '/t', clientId: 'id', clientSecret: 'secret of s', scope: 'a b' },
    ],
    [
      ['--login-url', '/auth', '--user', 'a', '--password-file', 'p', '--login-fields', 'name,pass,data.token'],
      {
        kind: 'login',
        url: '/auth',
        user: 'a',
        password: 'secret of p',
        fields: { user: 'name', password: 'pass', token: 'data.token' },
      },
    ],
    [['--query', 'key', '--query-file', 'k'], { kind: 'query', name: 'key', value: 'secret of k' }],
    [
      [
        '--user',
        'a',
        '--no-password',
        '--header',
        'X-A',
        '--header',
        'X-B',
        '--header-file',
        'f',
        '--header-file',
        'g',
      ],
      [
        { kind: 'basic', user: 'a', password: '' },
        { kind: 'header', name: 'X-A', value: 'secret of f' },
        { kind: 'header', name: 'X-B', value: 'secret of g' },
      ],
    ],
    [['--no-credentials'], { kind: 'none' }],
  ])('%j gives credentials %j', async (options, credentials) => {
    expect(await added(...host, ...options)).toMatchObject({ credentials });
  });
  it('reads the proxy with its password from a file', async () => {
    const options = ['--proxy', 'http://bob@proxy.example:3128', '--proxy-password-file', 'pw'];
    expect(await added(...host, ...options, '--proxy-except', '.local,192.0.2.0/24')).toMatchObject({
      proxy: {
        kind: 'http',
        host: 'proxy.example',
        port: 3128,
        user: 'bob',
        password: 'secret of pw',
        noProxy: ['.local', '192.0.2.0/24'],
      },
    });
  });
  it('asks for a password where somebody can be asked', async () => {
    const { service, talk, code } = await feedgate(['source', 'add', 'phish', ...host, '--user', 'alice'], {
      typed: '',
    });
    expect(code).toBe(0);
    expect(talk).toContain('Password for alice:');
    expect(service.calls[0]).toMatchObject(['addSource', { credentials: { password: 'typed secret' } }]);
  });
  it('takes nothing typed for no answer', async () => {
    const setting = { typed: '', secret: '' };
    const { code, service } = await feedgate(['source', 'add', 'phish', ...host, '--user', 'alice'], setting);
    expect(code).toBe(2);
    expect(service.calls).toEqual([]);
  });
  it.each([[{}], [{ typed: '', more: ['--no-input'] }]])(
    'says how to give one where nobody can: %j',
    async (setting) => {
      const more = 'more' in setting ? setting.more : [];
      const { code, talk } = await feedgate(['source', 'add', 'phish', ...host, '--user', 'alice', ...more], setting);
      expect(code).toBe(2);
      expect(talk).toContain('--password-file FILE, --password-file -, or --no-password');
    },
  );
  it.each([
    [['--password-file', 'x'], '--password-file needs --user NAME too'],
    [['--header-file', 'x'], '--header-file needs --header NAME too'],
    [['--query', 'a'], '--query needs --query-file FILE too'],
    [['--oauth-url', '/t'], '--oauth-url needs --oauth-client ID too'],
    [['--login-url', '/t'], '--login-url needs --user NAME too'],
    [['--client-key', 'x'], '--client-key needs --client-cert FILE too'],
    [['--proxy-password-file', 'x'], '--proxy-password-file needs --proxy URL too'],
    [['--user', 'a', '--bearer-file', 'x'], '--user and --bearer-file cannot be used together'],
    [['--user', 'a', '--no-password', '--password-file', 'x'], '--no-password and --password-file cannot'],
    [['--ca', 'nowhere.pem'], 'file "nowhere.pem" cannot be read'],
  ])('%j is refused: %s', async (options, told) => {
    const { code, talk, service } = await feedgate(['source', 'add', 'phish', ...host, ...options]);
    expect(code).toBe(2);
    expect(talk).toContain(told);
    expect(service.calls).toEqual([]);
  });
  it('notes what is odd about a pasted address', async () => {
    const { talk } = await feedgate([
      'source',
      'add',
      'phish',
      'https://u:pw@t.example/taxii-discovery/',
      '--collection',
      'c',
    ]);
    expect(talk).toContain('! "/taxii-discovery/" looks like a discovery service, not a poll service');
    expect(talk).toContain('! a secret stood on the command line');
    expect(talk).not.toContain('pw');
  });
  it('says that a name is missing before an address', async () => {
    const { code, talk } = await feedgate(['source', 'add', 'https://t.example/poll']);
    expect(code).toBe(2);
    expect(talk).toContain('feedgate source add NAME "https://t.example/poll"');
  });
  it('tells what was saved and what comes next', async () => {
    const { talk, out } = await feedgate(['source', 'add', 'phish', ...host]);
    expect(out).toBe('');
    expect(talk.startsWith('✔ phish added\n  State       ○ not polled yet\n')).toBe(true);
    expect(talk.endsWith('\nPoll it now: feedgate poll phish\n')).toBe(true);
  });
});

describe('certificates', () => {
  let directory = '';
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'feedgate-cli-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('are read from files beside the command', async () => {
    await writeFile(join(directory, 'ca.pem'), 'CA');
    await writeFile(join(directory, 'me.pem'), 'CERT');
    const options = ['--ca', 'ca.pem', '--client-cert', 'me.pem', '--client-key', 'me.key'];
    const { service } = await feedgate(['source', 'add', 'phish', ...host, ...options], { cwd: directory });
    expect(service.calls[0]).toMatchObject([
      'addSource',
      { ca: 'CA', clientCertificate: { certificate: 'CERT', key: 'secret of me.key', passphrase: null } },
    ]);
  });
});

describe('a client certificate', () => {
  let cwd = '';
  beforeEach(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'feedgate-cli-'));
    await writeFile(join(cwd, 'both.pem'), `${clientCertificate}${encryptedClientKey}`);
    await writeFile(join(cwd, 'me.p12'), Buffer.from(archives.ok, 'base64'));
    await writeFile(join(cwd, 'cert.pem'), clientCertificate);
  });
  afterEach(() => rm(cwd, { recursive: true }));
  const settingOf = async (argv: string[], setting: object = {}): Promise<unknown> => {
    const { service, talk } = await feedgate(['source', 'add', 'phish', ...argv], { cwd, ...setting });
    const [, input] = service.calls.find(([method]) => method === 'addSource') ?? [];
    return (input as JsonObject | undefined)?.['clientCertificate'] ?? talk;
  };

  it('may stand in one file with its key', async () => {
    const both = `${clientCertificate}${encryptedClientKey}`;
    const options = [...host, '--client-cert', 'both.pem'];
    expect(await settingOf([...options, '--client-key-passphrase-file', 'p'])).toEqual({
      certificate: both,
      key: both,
      passphrase: 'secret of p',
    });
    expect(await settingOf(options, { typed: '' })).toMatchObject({ passphrase: 'typed secret' });
  });
  it('may be a PKCS#12 file, whose passphrase is asked for', async () => {
    const options = [...host, '--client-cert', 'me.p12'];
    const typed = await settingOf(options, { typed: '', secret: 'secret' });
    expect(typed).toEqual({ pkcs12: archives.ok, passphrase: 'secret' });
    expect(await settingOf(options)).toContain('config/client-key-passphrase');
    expect(await settingOf([...options, '--client-key-passphrase-file', 'p'])).toContain(
      'config/client-key-passphrase',
    );
  });
  it('without a key is none', async () => {
    const told = await settingOf([...host, '--client-cert', 'cert.pem']);
    expect(told).toContain('--client-cert needs --client-key FILE too');
  });
  it('of a pasted curl line is read where its file is here', async () => {
    const line = "curl --cert-type P12 -E me.p12:secret 'https://taxii.example.net/taxii/poll/?key=abc'";
    expect(await settingOf([line, '--collection', 'c'])).toEqual({ pkcs12: archives.ok, passphrase: 'secret' });
    const { talk } = await feedgate(['source', 'add', 'phish', line.replace('me.p12', 'no.p12'), '--collection', 'c'], {
      cwd,
    });
    expect(talk).toContain('the file "no.p12" has to be given here');
    expect(talk).not.toContain('secret"');
  });
});

describe('editing a source', () => {
  it('hands on what changes and no more', async () => {
    const { service } = await feedgate(['source', 'edit', 'phish-urls', '--age', '60d', '--proxy', 'none', '--https']);
    expect(service.calls).toEqual([['editSource', 'phish-urls', { age: '60d', proxy: 'none', https: true }, null]]);
  });
  it.each([
    ['--reset-cursor', true],
    ['--keep-cursor', false],
  ])('%s decides about the cursor', async (option, reset) => {
    const { service } = await feedgate(['source', 'edit', 'phish-urls', '--collection', 'd', option]);
    expect(service.calls).toEqual([['editSource', 'phish-urls', { collection: 'd' }, reset]]);
  });
  const needed = failure({ code: 'config/cursor-reset-needed', message: 'reset or keep?', evidence: {} });
  it.each<[string, unknown]>([
    ['r\n', true],
    ['k\n', false],
  ])('asks when the service wants it decided: %j', async (typed, reset) => {
    const service = Object.assign(new FakeService(), { refuse: needed });
    const { code, talk } = await feedgate(['source', 'edit', 'phish-urls', '--collection', 'd'], { service, typed });
    expect(code).toBe(0);
    expect(talk).toContain('keep the cursor (k)');
    expect(service.calls.at(-1)).toEqual(['editSource', 'phish-urls', { collection: 'd' }, reset]);
  });
  it('leaves everything as it is when the answer is neither', async () => {
    const service = Object.assign(new FakeService(), { refuse: needed });
    const { code } = await feedgate(['source', 'edit', 'phish-urls', '--collection', 'd'], { service, typed: '\n' });
    expect(code).toBe(1);
    expect(service.calls).toHaveLength(1);
  });
  it('fails where nobody can be asked', async () => {
    const service = Object.assign(new FakeService(), { refuse: needed });
    const { code, talk } = await feedgate(['source', 'edit', 'phish-urls', '--collection', 'd'], { service });
    expect(code).toBe(3);
    expect(talk).toContain('[config/cursor-reset-needed]');
  });
  it('wants something to change', async () => {
    expect((await feedgate(['source', 'edit', 'phish-urls'])).code).toBe(2);
  });
});

describe('removing a source', () => {
  it.each([
    ['y\n', 0, 1],
    ['예\n', 0, 1],
    ['\n', 1, 0],
    ['nonsense\n', 1, 0],
  ])('asks first: %j', async (typed, exit, removals) => {
    const { code, talk, service } = await feedgate(['source', 'remove', 'phish-urls'], { typed });
    expect(code).toBe(exit);
    expect(talk).toContain('Remove phish-urls with its 12,841 listings? [y/N]');
    expect(service.calls).toHaveLength(removals);
  });
  it('does not ask with --yes', async () => {
    const { out, service } = await feedgate(['source', 'remove', 'phish-urls', '--yes', '--json']);
    expect(JSON.parse(out)).toEqual({ removed: 'phish-urls' });
    expect(service.calls).toEqual([['removeSource', 'phish-urls']]);
  });
  it('needs --yes where nobody can be asked', async () => {
    const { code, talk, service } = await feedgate(['source', 'remove', 'phish-urls']);
    expect(code).toBe(2);
    expect(talk).toContain('repeat it with --yes');
    expect(service.calls).toEqual([]);
  });
});

describe('looking at sources', () => {
  const service = new FakeService();
  service.sources = [
    sourceView(),
    sourceView({
      name: 'otx',
      state: 'failing',
      failures: 5,
      lastSuccess: '2026-11-22T07:46:00Z',
      segment: { ms: 172_800_000, learned: true },
      failure: failure({ code: 'tls/unknown-ca', message: 'not trusted', evidence: {} }).toJSON(),
    }),
    sourceView({ name: 'idle', state: 'suspended', nextDue: null }),
  ];
  it('lists them with their state', async () => {
    expect((await feedgate(['source', 'list'], { service, columns: 120 })).out)
      .toBe(`NAME        STATE        KIND    MODE     LISTINGS  LAST OK     NEXT       PROBLEM
phish-urls  ✔ ok         taxii1  monitor    12,841  10 min ago  in 50 min
otx         ✖ failing    taxii1  monitor    12,841  2 h ago     in 50 min  tls/unknown-ca
idle        – suspended  taxii1  monitor    12,841  10 min ago  –
`);
  });
  it('lists them in Korean, in columns', async () => {
    expect((await feedgate(['source', 'list', '--lang', 'ko'], { service, columns: 60 })).out)
      .toBe(`이름        상태           등재  마지막 성공  문제
phish-urls  ✔ 정상       12,841  10분 전
otx         ✖ 실패       12,841  2시간 전     tls/unknown-ca
idle        – 일시 중지  12,841  10분 전
`);
  });
  it('names them alone with --quiet, and is an array with --json', async () => {
    expect((await feedgate(['source', 'list', '-q'], { service })).out).toBe('phish-urls\notx\nidle\n');
    expect(JSON.parse((await feedgate(['source', 'list', '--json'], { service })).out)).toEqual(service.sources);
  });
  it('shows one with its settings and its failure', async () => {
    expect((await feedgate(['source', 'show', 'otx'], { service })).out).toBe(`otx
  State          ✖ failing
  Address        https://taxii.example.net/taxii/poll/
  Collection     phish
  Mode           monitor
  Listings       12,841
  Last success   2026-11-22 07:46 UTC (2 h ago)
  Last attempt   2026-11-22 09:50 UTC (10 min ago)
  Last new data  2026-11-22 07:50 UTC (2 h ago)
  Next poll      2026-11-22 10:50 UTC (in 50 min)
  Read whole     2026-11-20 09:50 UTC (2 d ago)
  Read up to     2026-11-22T09:50:00.000000Z
  Segment        2d, learned from the server's failures
  Settings       interval: every 1h
                 age: 30d
                 credentials: basic, user alice, password ***
  Failing        5 polls in a row: not trusted [tls/unknown-ca]
  Cause          title of tls/unknown-ca
  More           feedgate explain tls/unknown-ca
`);
  });
});

describe('suspending, resuming and resetting', () => {
  it.each<[string[], unknown[], string]>([
    [['suspend', 'phish-urls'], ['suspendSource', 'phish-urls', true], 'suspended; its listings stay'],
    [['resume', 'phish-urls'], ['suspendSource', 'phish-urls', false], 'resumed; it is due now'],
    [['reset', 'phish-urls'], ['resetSource', 'phish-urls', null], 'forgot its cursor'],
    [
      ['reset', 'phish-urls', '--from', '2026-11-01'],
      ['resetSource', 'phish-urls', '2026-11-01'],
      'reads from 2026-11-01 at the next poll',
    ],
    [
      ['reset', 'phish-urls', '--from', '7d'],
      ['resetSource', 'phish-urls', '2026-11-15T10:00:00.000Z'],
      'reads from 2026-11-15T10:00:00.000Z',
    ],
  ])('source %j', async (argv, call, told) => {
    const { code, talk, service } = await feedgate(['source', ...argv]);
    expect(code).toBe(0);
    expect(service.calls).toEqual([call]);
    expect(talk).toContain(told);
    expect(JSON.parse((await feedgate(['source', ...argv, '--json'])).out)).toEqual(sourceView());
  });
  it('refuses a date that is none', async () => {
    const { code, talk } = await feedgate(['source', 'reset', 'phish-urls', '--from', 'yesterday']);
    expect(code).toBe(2);
    expect(talk).toContain('"yesterday" is no date');
  });
});
