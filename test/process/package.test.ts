import { spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { until } from './feedgate.ts';
import { Installed, npm, packed, type Tarball } from './installed.ts';
import { Throwaway, throwawayObstacle } from './throwaway.ts';

const obstacle = throwawayObstacle();
if (obstacle !== null) console.warn(`SKIPPED: the Debian package, installed and removed: ${obstacle}`);

const settings = 'gateway: { fronts: { milter: on, policy: on, clamd: on } }\n';

let tarball: Tarball;
beforeAll(() => {
  tarball = packed(tempDirectory());
}, 120_000);

/** What a daemon says until its first poll is over. */
async function firstPoll(daemon: ChildProcess): Promise<string> {
  let said = '';
  daemon.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  daemon.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  await until(
    () => (said.includes('Ctrl-C stops.') || daemon.exitCode !== null ? true : undefined),
    'the first poll',
    60_000,
  );
  expect(said).toMatch(/stored \d{4} new listings/);
  return said;
}

/** Every front is asked about what no feed lists, and every one matches it. */
async function provenFronts(installed: Installed): Promise<string[]> {
  return until(async () => {
    const proofs: { kind: string; state: string }[] = await installed.json('integrate', 'check');
    if (!Array.isArray(proofs) || proofs.some(({ state }) => state !== 'matches')) return undefined;
    return proofs.map(({ kind }) => kind);
  }, 'every front matches');
}

it('the npm package holds what runs, and nothing else of ours', () => {
  console.log(`the npm package: ${(tarball.bytes / 1e6).toFixed(1)} MB`);
  expect(tarball.bytes).toBeLessThan(8e6);
  const own = tarball.files.filter((path) => !path.startsWith('node_modules/'));
  expect(own.filter((path) => /(?:^|\/)(?:test|bench|src|scripts)\/|\.(?:test|map)\b|\.ts$/.test(path))).toEqual([]);
  expect(own).toEqual(
    expect.arrayContaining(['LICENSE', 'README.ko.md', 'samples/phish.eml', 'dist/store/migrations/001-initial.sql']),
  );
});

it('the npm package installs without a network, polls and matches where Node strips no types', async () => {
  const place = tempDirectory();
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
  const said = await firstPoll(daemon);
  expect(said).toContain('\n  feedgate status\n');
  // The sample that it names is there.
  const sample = /feedgate match (\S+phish\.eml)/.exec(said)?.[1] ?? '';
  expect(await installed.json('match', join('/', sample))).toMatchObject({ verdict: { wanted: 'quarantine' } });
  expect(await provenFronts(installed)).toEqual(['milter', 'policy', 'clamd']);
  daemon.kill('SIGTERM');
  expect((await ended)[0], said).toBe(0);
});

it.skipIf(obstacle !== null)(
  'the Debian package installs, polls and matches as its user, keeps data when removed, and goes whole when purged',
  { timeout: 240_000 },
  async () => {
    const place = tempDirectory();
    const fast = { DPKG_DEB_COMPRESSOR_TYPE: 'gzip', DPKG_DEB_COMPRESSOR_LEVEL: '1' };
    const built = spawnSync('sh', ['packaging/debian/build.sh', tarball.path, place], {
      env: { ...process.env, ...fast },
      encoding: 'utf8',
    });
    expect(built.status, built.stderr).toBe(0);
    const [name = ''] = readdirSync(place).filter((each) => /^feedgate_[\d.]+_\w+\.deb$/.test(each));
    const deb = join(place, name);
    console.log(`${name}: ${(statSync(deb).size / 1e6).toFixed(0)} MB, hardly compressed`);

    const system = await Throwaway.start();
    const say = (line: string): string => system.run(line).trim();
    system.run('cat > /feedgate.deb', readFileSync(deb));
    say('dpkg -i /feedgate.deb');
    expect(say('stat -c "%a %U %G" /var/lib/feedgate /etc/feedgate/feedgate.yaml')).toBe(
      '700 feedgate feedgate\n640 root feedgate',
    );
    expect(say("dpkg-query -W -f '${Conffiles}' feedgate")).toMatch(/^\/etc\/feedgate\/feedgate\.yaml /);
    expect(say('dpkg --verify feedgate')).toBe('');
    expect(say('man -l /usr/share/man/man1/feedgate.1.gz >/dev/null 2>&1 || test ! -x /usr/bin/man')).toBe('');
    if (say('command -v systemd-analyze || true') !== '')
      expect(say('systemd-analyze verify /usr/lib/systemd/system/feedgate.service 2>&1 | grep feedgate || true')).toBe(
        '',
      );

    // No Node but its own.
    const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/nonexistent' };
    const asRoot = new Installed([...system.within(), '/usr/bin/feedgate'], env);
    const asUser = new Installed([...system.within('feedgate'), '/usr/bin/feedgate'], env);
    expect((await asUser.run('--version')).stdout).toMatch(/^feedgate \d+\.\d+\.\d+\n$/);
    expect((await asUser.run('config', 'check')).code).toBe(0);
    system.run('cat > /etc/feedgate/feedgate.yaml', settings);
    const daemon = asUser.launch('start', '--first-run');
    const ended = once(daemon, 'exit');
    const said = await firstPoll(daemon);
    const verdict = await asRoot.json('match', '/usr/lib/feedgate/samples/phish.eml');
    expect(verdict).toMatchObject({ verdict: { wanted: 'quarantine' } });
    expect(await provenFronts(asRoot)).toEqual(['milter', 'policy', 'clamd']);
    daemon.kill('SIGTERM');
    expect((await ended)[0], said).toBe(0);

    // An upgrade leaves what was set and stored as it is.
    say('chmod 0600 /etc/feedgate/feedgate.yaml; dpkg -i /feedgate.deb');
    expect(say('stat -c %a /etc/feedgate/feedgate.yaml; cat /etc/feedgate/feedgate.yaml')).toBe(
      `600\n${settings.trim()}`,
    );
    expect(say('find /var/lib/feedgate ! -user feedgate')).toBe('');
    say('dpkg -r feedgate');
    expect(say('ls -d /usr/lib/feedgate /usr/bin/feedgate 2>/dev/null || true')).toBe('');
    expect(say('ls /var/lib/feedgate/feedgate.db /etc/feedgate')).toBe(
      '/var/lib/feedgate/feedgate.db\n\n/etc/feedgate:\nfeedgate.yaml',
    );
    say('dpkg -i /feedgate.deb');
    expect(await asUser.json('polls', 'practice')).toEqual([expect.objectContaining({ state: 'succeeded' })]);
    expect(say('cat /etc/feedgate/feedgate.yaml')).toBe(settings.trim());
    // A purge asks. What was answered holds for this purge alone; without an answer all of it goes.
    say('echo feedgate feedgate/purge-data boolean false | debconf-set-selections; dpkg -P feedgate');
    expect(say('ls -d /var/lib/feedgate/feedgate.db /etc/feedgate 2>/dev/null || true')).toBe(
      '/var/lib/feedgate/feedgate.db',
    );
    say('dpkg -i /feedgate.deb; dpkg -P feedgate');
    expect(say('ls -d /var/lib/feedgate /etc/feedgate 2>/dev/null || true')).toBe('');
  },
);
