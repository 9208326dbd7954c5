import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import { doorPaths } from '../../src/lab/door.ts';
import { startLab } from '../../src/lab/lab.ts';
import { clientCertificate, encryptedClientKey } from '../fakes/pem.ts';
import { archives } from '../fakes/pkcs12.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { CanaryWatch, type Canary } from './canaries.ts';
import { feedgate, launch, until } from './feedgate.ts';

/** A secret with all that is written differently in addresses, pages and JSON. */
const secretOf = (name: string): string => `CaNaRy-${name}+4711/=&"<zQ`;
/** For where a header takes no such thing. */
const wordOf = (name: string): string => `CaNaRy.${name}.4711_zQ`;

/** A server that tells everything it was asked, as broken and hostile ones do, with the status that the path names. */
async function startRevealing(): Promise<number> {
  const reveal = (request: IncomingMessage, body: string, response: ServerResponse): void => {
    const shown = [request.method, request.url, ...request.rawHeaders, body, basicOf(request)].join('\n');
    const status = Number(/\/(\d{3})\//.exec(request.url ?? '')?.[1] ?? 404);
    const type = (request.url ?? '').includes('list') ? 'text/plain' : 'text/html';
    response.writeHead(status, {
      'content-type': type,
      location: `/moved${request.url}`,
      server: (request.url ?? '').replaceAll(/[^ -~]/g, ''),
      'www-authenticate': `Basic realm="${(request.headers.authorization ?? '').replaceAll('"', '')}"`,
      'x-shown': request.rawHeaders.join(' ').replaceAll(/[^ -~]/g, ''),
    });
    response.end(shown);
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => reveal(request, Buffer.concat(parts).toString('utf8'), response));
  });
  // As a proxy it repeats who asked.
  server.on('connect', (request, socket) => {
    const shown = `${request.rawHeaders.join(' ')} ${basicOf(request)}`;
    socket.end(
      `HTTP/1.1 403 ${shown.replaceAll(/[^ -~]/g, '')}\r\nX-Shown: ${shown}\r\nContent-Length: ${Buffer.byteLength(shown)}\r\n\r\n${shown}`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** What Basic says, in clear. */
function basicOf({ headers }: IncomingMessage): string {
  const shown = [headers.authorization, headers['proxy-authorization']].map(
    (each) => /^Basic (.*)/i.exec(each ?? '')?.[1],
  );
  return shown.map((each) => Buffer.from(each ?? '', 'base64').toString('utf8')).join(' ');
}

type Settings = Readonly<Record<string, unknown>>;

/** Sources with every kind of secret: at servers that tell what they were sent, and where the practice server is well served. */
function sources(port: number, labs: { readonly basic: number; readonly door: number }): readonly Settings[] {
  const failing = (name: string, more: Settings, status = 404, kind = 'taxii1'): Settings => ({
    name,
    kind,
    host: '127.0.0.1',
    port,
    https: false,
    path: `/${kind}/${status}/x`,
    ...(kind === 'list' ? {} : { collection: 'c' }),
    allowPrivate: true,
    attempts: 1,
    ...more,
  });
  const basic = { kind: 'basic', user: 'user', password: secretOf('basic') };
  const header = { kind: 'header', name: 'Auth-Key', value: secretOf('header') };
  const query = { kind: 'query', name: 'key', value: secretOf('query') };
  const bearer = { kind: 'bearer', token: wordOf('bearer') };
  const oauth2 = { kind: 'oauth2', url: '/token/200/', clientId: 'client', clientSecret: secretOf('oauth2') };
  const login = { kind: 'login', url: '/token/401/', user: 'user', password: secretOf('login') };
  const proxy = { kind: 'http', host: '127.0.0.1', port, user: 'user', password: secretOf('proxy'), noProxy: [] };
  const well = (name: string, labPort: number, credentials: Settings): Settings => ({
    ...failing(name, { port: labPort, path: '/taxii/poll/', collection: 'practice.mixed', credentials }),
  });
  return [
    ...[200, 302, 401].map((status) => failing(`all-${status}`, { credentials: [basic, header, query] }, status)),
    ...[200, 404].map((status) => failing(`two-${status}`, { credentials: [basic, header, query] }, status, 'taxii2')),
    ...[200, 404].map((status) => failing(`list-${status}`, { credentials: [basic, header, query] }, status, 'list')),
    failing('bearer', { credentials: bearer }, 401),
    failing('misp', { credentials: header, misp: { form: 'api' } }, 403, 'misp'),
    failing('ctia', { credentials: { ...basic, password: secretOf('ctia') }, list: { format: 'ctia' } }, 200, 'list'),
    failing('oauth2', { credentials: oauth2 }, 200),
    failing('oauth2-body', { credentials: { ...oauth2, secretIn: 'body', url: '/token/400/' } }, 200),
    failing('login', { credentials: login }, 200),
    failing('own-proxy', { https: true, proxy }),
    failing('profile', { https: true, proxy: 'profile office' }),
    failing('pem', {
      https: true,
      clientCertificate: { certificate: clientCertificate, key: encryptedClientKey, passphrase: 'secret' },
    }),
    failing('p12', { https: true, clientCertificate: { pkcs12: archives.ok, passphrase: 'secret' } }),
    well('well-basic', labs.basic, { kind: 'basic', user: 'practice', password: secretOf('lab') }),
    well('well-oauth2', labs.door, {
      kind: 'oauth2',
      url: doorPaths.oauth2,
      clientId: 'practice',
      clientSecret: 'practice-secret',
    }),
    well('well-login', labs.door, {
      kind: 'login',
      url: doorPaths.login,
      user: 'practice',
      password: 'practice-password',
    }),
  ];
}

const keyLine = (pemText: string): string => pemText.split('\n')[2] ?? '';

const canaries: readonly Canary[] = [
  ...['basic', 'header', 'query', 'ctia', 'oauth2', 'login', 'proxy', 'lab'].map((name) => ({
    name,
    secret: secretOf(name),
  })),
  ...['bearer', 'front', 'profile', 'webhook'].map((name) => ({ name, secret: wordOf(name) })),
  { name: 'client key', secret: keyLine(encryptedClientKey) },
  { name: 'archive', secret: archives.ok.slice(80, 160) },
  { name: 'oauth2 of the lab', secret: 'practice-secret' },
  { name: 'login of the lab', secret: 'practice-password' },
];

it(
  'shows no secret in anything that it writes or says, but in an export that asks for them',
  { timeout: 400_000 },
  async () => {
    const root = tempDirectory();
    const data = join(root, 'data');
    const kept = join(root, 'kept');
    for (const path of [data, kept]) mkdirSync(path, { mode: 0o700 });
    const port = await startRevealing();
    const basic = await startLab({ password: secretOf('lab') });
    const door = await startLab({ door: {} });
    onTestFinished(async () => {
      await Promise.all([basic.close(), door.close()]);
    });
    const all = sources(port, { basic: basic.port, door: door.port });
    const names = all.map(({ name }) => String(name));
    const write = (name: string, text: string): string => {
      const file = join(kept, name);
      writeFileSync(file, text, { mode: 0o600 });
      return file;
    };
    const settings = {
      gateway: { fronts: { http: { listen: 'unix:http.sock', tokenFile: write('token', wordOf('front')) } } },
      alerts: {
        channels: {
          webhook: [
            {
              name: 'hook',
              urlFile: write('url', `http://127.0.0.1:${port}/hook/500/${wordOf('webhook')}`),
              allowPrivate: true,
            },
          ],
        },
      },
    };
    const office = { host: '127.0.0.1', port, user: 'user', password: wordOf('profile') };
    const whole = { feedgate: 1, sources: all, settings, proxies: { profiles: { office } } };
    const watch = new CanaryWatch(canaries);
    const found: string[] = [];
    const run = async (...argv: readonly string[]) => {
      const { code, stdout, stderr } = await feedgate(data, argv);
      found.push(...watch.in(argv.join(' '), stdout + stderr));
      return { code, stdout, stderr };
    };
    const applied = await run('config', 'apply', write('all.yaml', stringify(whole)), '--yes');
    expect(applied.code, applied.stderr).toBe(0);
    // What is looked for is found where it may be.
    const { stdout } = await feedgate(data, ['config', 'export', '--secrets']);
    const missing = canaries.filter(
      ({ name }) =>
        !['front', 'webhook'].includes(name) &&
        new CanaryWatch(canaries.filter((each) => each.name === name)).in('export', stdout).length === 0,
    );
    expect(missing).toEqual([]);
    const daemon = launch(data, ['start']);
    let said = '';
    for (const stream of [daemon.stdout, daemon.stderr])
      stream?.on('data', (part: Buffer) => (said += part.toString('utf8')));
    await until(async () => {
      const { stdout } = await feedgate(data, ['status', '--json']);
      return stdout.includes('"daemon": {') ? true : undefined;
    }, 'the daemon answers');
    const results = new Map<string, number | null>();
    for (const name of names) results.set(name, (await run('poll', name, '--full')).code);
    expect(names.filter((name) => name.startsWith('well') && results.get(name) === 0)).toEqual([
      'well-basic',
      'well-oauth2',
      'well-login',
    ]);
    for (const name of names.filter((each) => !each.startsWith('well'))) await run('source', 'test', name, '--json');
    for (const name of ['all-200', 'list-200', 'oauth2', 'profile']) {
      await run('source', 'test', name);
      await run('source', 'show', name);
    }
    for (const name of ['all-302', 'oauth2', 'own-proxy', 'pem']) await run('source', 'fix', name, '--yes');
    await run('source', 'discover', 'all-200', '--json');
    for (const words of [
      'source list',
      'source list --json',
      'polls --json',
      'source compare --json',
      'status --json',
      'secret status --json',
      'secret rotate',
      'proxy list --json',
      'alert list --json',
      'alert test',
      'gateway status --json',
      'log tail --lines 1000',
      'log tail --lines 1000 --json',
      'log grep a',
      'explain secret/key-wrong',
      'config export',
      'config export --json',
      'config diff',
      'observable list',
      'doctor',
      'doctor --json',
    ])
      await run(...words.split(' '), ...(words === 'config diff' ? [join(kept, 'all.yaml')] : []));
    await run('doctor', '--bundle', join(data, 'bundle.json'));
    await run('config', 'export', join(data, 'shown.yaml'));
    await run('store', 'backup', join(data, 'bare'));
    const inFiles = () => watch.below(data);
    found.push(...inFiles(), ...watch.in('output of the daemon', said));
    daemon.kill('SIGTERM');
    await until(() => (daemon.exitCode === null ? undefined : true), 'the daemon has ended');
    found.push(...inFiles());
    expect([...new Set(found)]).toEqual([]);
  },
);

it(
  'goes on without its key but for the sources that need it, and with them when it is back',
  { timeout: 120_000 },
  async () => {
    const root = tempDirectory();
    const data = join(root, 'data');
    const key = join(data, 'secret.key');
    mkdirSync(data, { mode: 0o700 });
    const lab = await startLab();
    onTestFinished(() => lab.close());
    const source = (name: string, credentials: Settings) => ({
      name,
      url: `${lab.url}/taxii/poll/`,
      collection: 'practice.mixed',
      allowPrivate: true,
      credentials,
    });
    const sources = [
      source('bare', { kind: 'none' }),
      source('kept', { kind: 'basic', user: 'u', password: 'open sesame' }),
    ];
    const file = join(root, 'all.yaml');
    writeFileSync(file, stringify({ feedgate: 1, sources }), { mode: 0o600 });
    expect((await feedgate(data, ['config', 'apply', file, '--yes'])).code).toBe(0);
    renameSync(key, join(root, 'secret.key'));
    const daemon = launch(data, ['start']);
    const answers = await until(async () => {
      const { code, stdout } = await feedgate(data, ['source', 'list', '--quiet']);
      return code === 0 && stdout !== '' ? stdout : undefined;
    }, 'the daemon answers');
    expect(answers.trim().split('\n')).toEqual(['bare', 'kept']);
    const polled = async (name: string) => {
      const { stdout, stderr } = await feedgate(data, ['poll', name, '--full', '--json']);
      const report = JSON.parse(stdout === '' ? stderr : stdout) as {
        readonly failure: { readonly code: string } | null;
      };
      return report.failure?.code ?? 'ok';
    };
    expect([await polled('bare'), await polled('kept')]).toEqual(['ok', 'secret/key-missing']);
    expect((await feedgate(data, ['source', 'show', 'kept'])).stdout).toContain('[secret/key-missing]');
    expect((await feedgate(data, ['secret', 'status'])).code).toBe(1);
    renameSync(join(root, 'secret.key'), key);
    chmodSync(key, 0o644);
    expect(await polled('kept')).toBe('secret/key-readable-by-others');
    chmodSync(key, 0o600);
    expect(await polled('kept')).toBe('ok');
    rmSync(key);
    expect(await polled('kept'), 'the poller remembers what it has read').toBe('ok');
    expect(daemon.exitCode).toBeNull();
  },
);
