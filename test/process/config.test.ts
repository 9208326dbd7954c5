import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { exampleRoot } from '../fakes/pem.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { feedgate, spawnFeedgate } from './feedgate.ts';

async function run(data: string, ...argv: readonly string[]): Promise<string> {
  const ran = await feedgate(data, argv);
  expect(ran.code, `${argv.join(' ')}: ${ran.stderr}`).toBe(0);
  return ran.stdout + ran.stderr;
}

/** Two data directories with nothing in them. */
function directories(): [string, string] {
  const both: [string, string] = [join(tempDirectory(), 'first'), join(tempDirectory(), 'second')];
  for (const data of both) mkdirSync(data, { mode: 0o700 });
  return both;
}

it(
  'carries 200 sources and all files to an empty node; applied twice, nothing changes',
  { timeout: 120_000 },
  async () => {
    const [first, second] = directories();
    const sources = Array.from({ length: 200 }, (_, i) => ({
      name: `source-${i}`,
      url: `https://feed${i}.example/taxii/poll/`,
      collection: 'c',
      credentials: { kind: 'basic', user: 'me', password: `CANARY-${i}` },
      ...(i === 7 ? { proxy: 'profile office' } : {}),
    }));
    const office = { host: 'proxy.example', port: 3128, user: 'me', password: 'CANARY-proxy' };
    const proxies = { default: 'office', profiles: { office } };
    writeFileSync(
      join(first, 'all.yaml'),
      stringify({ feedgate: 1, sources, policy: { mode: 'enforce' }, guards: { own: ['example.org'] }, proxies }),
    );
    writeFileSync(join(first, 'lacking.yaml'), stringify({ feedgate: 1, sources }));
    const lacking = await feedgate(first, ['config', 'apply', join(first, 'lacking.yaml'), '--yes']);
    expect([lacking.code, lacking.stderr]).toEqual([3, expect.stringContaining('[config/proxy-unknown]')]);
    expect(await run(first, 'source', 'list', '--quiet'), 'nothing is half-applied').toBe('');
    await run(first, 'config', 'apply', join(first, 'all.yaml'), '--yes');
    expect(await run(first, 'config', 'export')).not.toContain('CANARY');
    const exported = join(first, 'node.yaml');
    await run(first, 'config', 'export', exported, '--secrets');
    expect(statSync(exported).mode & 0o077).toBe(0);
    const told = await run(second, 'config', 'apply', exported, '--yes', '--prune');
    expect(told).not.toContain('CANARY');
    expect(await run(second, 'config', 'diff', exported, '--prune')).toContain('nothing would change');
    const again = join(second, 'node.yaml');
    await run(second, 'config', 'export', again, '--secrets');
    expect(readFileSync(again, 'utf8')).toBe(readFileSync(exported, 'utf8'));
    expect(await run(second, 'config', 'apply', exported, '--yes', '--prune')).toContain('nothing would change');
  },
);

it(
  'carries everything that commands have set to an empty node: exported again, it is the same byte for byte',
  { timeout: 300_000 },
  async () => {
    const [first, second] = directories();
    const give = (name: string, text: string): string => {
      const file = join(first, '..', name);
      writeFileSync(file, text, { mode: 0o600 });
      return file;
    };
    const keys = JSON.parse(await run(first, 'featurekey', 'issue', '--new-issuer')) as Record<string, string>;
    const issuer = give('issuer.secret', keys['secret'] ?? '');
    const issue = ['featurekey', 'issue', '--secret-file', issuer, '--holder', 'Example AG', '--json'];
    const { key } = JSON.parse(await run(first, ...issue)) as { readonly key: string };
    const password = give('password', 'CANARY-source\n');
    const taxii = 'https://taxii.example.net/poll/';
    for (const command of [
      ['proxy', 'add', 'office', 'http://gw1@proxy.example.net:3128', '--password-file', password, '--default'],
      ['source', 'add', 'named', taxii, '--collection', 'c', '--user', 'me', '--password-file', password],
      ['source', 'add', 'resting', taxii, '--collection', 'd', '--proxy', 'office', '--tag', 'a', '--tag', 'b'],
      ['source', 'add', 'list', 'https://lists.example.net/bad.txt', '--kind', 'list', '--interval', '2h'],
      ['source', 'suspend', 'resting'],
      ['policy', 'mode', 'enforce'],
      ['policy', 'mode', 'enforce', '--source', 'named'],
      ['exemption', 'add', 'news.example.com', '--reason', 'ours', '--owner', 'kim', '--days', '90'],
      ['service', 'disable', '--level', 'group:branch'],
      ['service', 'accept-terms', '--by', 'A. Kim', '--level', 'cluster'],
      ['featurekey', 'trust', keys['issuer'] ?? ''],
      ['featurekey', 'add', give('key.txt', key), '--level', 'cluster'],
      ['level', 'copy', '--from', 'cluster', '--to', 'node:gw1'],
      ['trust', 'add', give('root.pem', exampleRoot)],
      ['trust', 'system', 'off'],
    ]) {
      await run(first, ...command, '--yes');
    }
    writeFileSync(
      join(first, 'feedgate.yaml'),
      stringify({
        gateway: { fronts: { milter: 'on', dnsbl: { zone: 'block.example' } } },
        journal: { keep: '10d', privacy: 'hashed' },
        alerts: { channels: { webhook: [{ name: 'hook', urlFile: 'hook.url' }] } },
        secrets: { key: join(first, 'node.key') },
        monitoring: { listen: 'unix:monitoring.sock' },
      }),
    );
    writeFileSync(join(first, 'guards.yaml'), stringify({ own: ['example.org'], popular: ['example.com'] }));
    const exported = join(first, 'node.yaml');
    await run(first, 'config', 'export', exported, '--secrets');
    const text = readFileSync(exported, 'utf8');
    for (const said of ['CANARY-source', 'suspended: true', 'branch', 'A. Kim', key, 'BEGIN CERT', 'system: false'])
      expect(text, 'the export has it').toContain(said);
    for (const said of ['urlFile: hook.url', 'own:', 'block.example', 'office', 'news.example.com', 'mode: enforce'])
      expect(text, 'the export has it').toContain(said);
    await run(second, 'config', 'check', exported);
    await run(second, 'config', 'apply', exported, '--yes');
    expect(await run(second, 'config', 'diff', exported, '--prune')).toContain('nothing would change');
    const again = join(second, 'node.yaml');
    await run(second, 'config', 'export', again, '--secrets');
    expect(readFileSync(again, 'utf8')).toBe(text);
    expect(await run(second, 'config', 'apply', exported, '--yes', '--prune')).toContain('nothing would change');
  },
);

it('an apply that is killed is done to its end, or taken back by who looks next', { timeout: 300_000 }, async () => {
  const [data] = directories();
  const sources = (path: string) =>
    Array.from({ length: 200 }, (_, i) => ({
      name: `source-${i}`,
      url: `https://feed.example/${path}/`,
      collection: 'c',
    }));
  const settings = [
    { feedgate: 1, sources: sources('old'), policy: { mode: 'monitor' }, guards: { own: ['example.org'] } },
    { feedgate: 1, sources: sources('new'), policy: { mode: 'enforce' }, guards: { own: ['example.net'] } },
  ];
  const files = settings.map((each, i) => {
    const file = join(data, '..', `${i}.yaml`);
    writeFileSync(file, stringify(each));
    return file;
  });
  const [old = '', other = ''] = files;
  const found: string[] = [];
  for (const delay of [0, 40, 0, 150, 0, 0, 0]) {
    if (new Set(found).size === 2) break;
    await run(data, 'config', 'apply', old, '--yes');
    const applying = spawnFeedgate(data, ['config', 'apply', other, '--yes']);
    const ended = once(applying, 'exit');
    const begun = watch(data, (_, name) => {
      if (name !== 'applying.json') return;
      if (delay === 0) applying.kill('SIGKILL');
      else setTimeout(() => applying.kill('SIGKILL'), delay);
    });
    await ended;
    begun.close();
    const same = await Promise.all(files.map((file) => feedgate(data, ['config', 'diff', file])));
    found.push(same.map(({ code }) => code).join());
    expect(['0,1', '1,0'], same.map(({ stderr }) => stderr).join()).toContain(found.at(-1));
  }
  expect(found, 'one at least was killed in its middle').toContain('0,1');
});
