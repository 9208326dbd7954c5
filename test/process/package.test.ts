import { once } from 'node:events';
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { until } from './feedgate.ts';
import { Installed, npm, packed } from './installed.ts';

const settings = 'gateway: { fronts: { milter: on, policy: on, clamd: on } }\n';

it(
  'the npm package needs nothing else, and runs a practice poll and a match where Node strips no types',
  { timeout: 120_000 },
  async () => {
    const place = tempDirectory();
    const tarball = packed(place);
    console.log(`the npm package: ${(tarball.bytes / 1e6).toFixed(1)} MB`);
    expect(tarball.bytes).toBeLessThan(8e6);
    const own = tarball.files.filter((path) => !path.startsWith('node_modules/'));
    expect(own.filter((path) => /(?:^|\/)(?:test|bench|src|scripts)\/|\.(?:test|map)\b|\.ts$/.test(path))).toEqual([]);
    expect(own).toEqual(
      expect.arrayContaining(['LICENSE', 'README.ko.md', 'samples/phish.eml', 'dist/store/migrations/001-initial.sql']),
    );

    // No cache, no registry: everything has to be in it.
    const prefix = join(place, 'prefix');
    const install = ['install', '--global', '--offline', '--no-audit', '--no-fund', '--prefix', prefix, tarball.path];
    const done = npm(install, { HOME: place, npm_config_cache: join(place, 'cache') });
    expect(done.code, done.stderr).toBe(0);
    const home = join(prefix, 'lib', 'node_modules', 'feedgate');
    expect(realpathSync(join(prefix, 'share', 'man', 'man1', 'feedgate.1'))).toBe(
      realpathSync(join(home, 'dist', 'man', 'man1', 'feedgate.1')),
    );

    const data = join(place, 'data');
    mkdirSync(data, { mode: 0o700 });
    writeFileSync(join(data, 'feedgate.yaml'), settings);
    const installed = new Installed([join(prefix, 'bin', 'feedgate')], { HOME: place, FEEDGATE_DATA: data });
    expect((await installed.run('--version')).stdout).toMatch(/^feedgate \d+\.\d+\.\d+\n$/);

    const daemon = installed.launch('start', '--first-run');
    const ended = once(daemon, 'exit');
    let said = '';
    daemon.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    daemon.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    await until(() => (said.includes('Ctrl-C stops.') ? true : undefined), 'the first poll', 60_000);
    expect(said).toMatch(/stored 3,?\d{3} new listings/);
    expect(said).toContain('\n  feedgate status\n');
    // The sample that it names is there.
    const sample = /feedgate match (\S+phish\.eml)/.exec(said)?.[1] ?? '';
    expect(await installed.json('match', join('/', sample))).toMatchObject({ verdict: { wanted: 'quarantine' } });
    const proven = await until(async () => {
      const proofs: { kind: string; state: string }[] = await installed.json('integrate', 'check');
      return Array.isArray(proofs) && proofs.every(({ state }) => state === 'matches') ? proofs : undefined;
    }, 'every front matches');
    expect(proven.map(({ kind }) => kind)).toEqual(['milter', 'policy', 'clamd']);
    daemon.kill('SIGTERM');
    expect((await ended)[0], said).toBe(0);
  },
);
