import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { feedgate, launch, until } from './feedgate.ts';

it(
  'carries 200 sources and all files to an empty node; applied twice, nothing changes',
  { timeout: 120_000 },
  async () => {
    const [first, second] = ['first', 'second'].map((name) => join(tempDirectory(), name)) as [string, string];
    for (const data of [first, second]) mkdirSync(data, { mode: 0o700 });
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
    const run = async (data: string, ...argv: readonly string[]) => {
      const ran = await feedgate(data, argv);
      expect(ran.code, ran.stderr).toBe(0);
      return ran.stdout + ran.stderr;
    };
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

it('an application that is killed is none, or is whole for whoever looks next', { timeout: 120_000 }, async () => {
  const data = join(tempDirectory(), 'data');
  expect((await feedgate(data, ['source', 'list'])).code).toBe(0);
  const names = Array.from({ length: 60 }, (_, i) => `source-${i}`);
  const sources = names.map((name, i) => ({ name, url: `https://feed${i}.example/taxii/poll/`, collection: 'c' }));
  const file = join(data, 'all.yaml');
  const none = join(data, 'none.yaml');
  writeFileSync(file, stringify({ feedgate: 1, sources }));
  writeFileSync(none, stringify({ feedgate: 1, sources: [] }));
  let amid = 0;
  for (let round = 0; round < 6; round += 1) {
    const child = launch(data, ['config', 'apply', file, '--yes']);
    const ended = once(child, 'exit');
    await until(
      () => existsSync(join(data, 'applying.json')) || child.exitCode !== null || undefined,
      'a beginning',
      30_000,
    );
    await new Promise((resolve) => setTimeout(resolve, round * 3));
    child.kill('SIGKILL');
    await ended;
    if (existsSync(join(data, 'applying.json'))) amid += 1;
    const { stdout } = await feedgate(data, ['source', 'list', '--quiet']);
    const there = stdout.split('\n').filter((line) => line !== '');
    expect([0, names.length]).toContain(there.length);
    expect(existsSync(join(data, 'applying.json'))).toBe(false);
    expect((await feedgate(data, ['config', 'apply', none, '--yes', '--prune'])).code).toBe(0);
  }
  expect(amid, 'rounds that were killed amid it').toBeGreaterThan(0);
});
