import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { feedgate, launch, until } from './feedgate.ts';

it('a daemon that gets SIGHUP checks its settings, says what is wrong, and goes on', { timeout: 60_000 }, async () => {
  const data = join(tempDirectory(), 'data');
  mkdirSync(data, { mode: 0o700 });
  const daemon = launch(data, ['start']);
  const log = () => {
    const file = join(data, 'log', 'threatfeeds');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  const told = (text: RegExp) => until(() => text.exec(log()) ?? undefined, `the log says ${text.source}`, 20_000);
  await told(/started on/);
  writeFileSync(join(data, 'proxies.yaml'), 'defalt: office\n', { mode: 0o600 });
  daemon.kill('SIGHUP');
  await told(/proxies\.yaml:1:1.*\[config\/file-bad\]/);
  await told(/settings were read again: 1 of \d+ cannot be used/);
  writeFileSync(join(data, 'proxies.yaml'), '', { mode: 0o600 });
  daemon.kill('SIGHUP');
  await told(/settings were read again: all of them are in force/);
  expect((await feedgate(data, ['status', '--json'])).code).toBe(0);
  expect(daemon.exitCode).toBeNull();
});

it(
  'feedgate reload tells what became of each file, and opens what monitoring asks elsewhere',
  { timeout: 90_000 },
  async () => {
    const data = join(tempDirectory(), 'data');
    mkdirSync(data, { mode: 0o700 });
    const settings = join(data, 'feedgate.yaml');
    const write = (text: string) => writeFileSync(settings, text, { mode: 0o600 });
    write('monitoring: { listen: unix:first.sock }\n');
    expect(await feedgate(data, ['reload'])).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('no daemon runs'),
    });
    launch(data, ['start']);
    const [first, second] = [join(data, 'first.sock'), join(data, 'second.sock')];
    await until(() => existsSync(first) || undefined, 'monitoring is open', 40_000);
    const socket = join(data, 'feedgate.sock');
    await until(() => existsSync(socket) || undefined, 'the daemon answers', 40_000);
    write('monitoring: { listen: unix:second.sock }\n');
    const reloaded = await feedgate(data, ['reload', '--json']);
    expect(reloaded.code, reloaded.stderr).toBe(0);
    expect(JSON.parse(reloaded.stdout)).toMatchObject({
      files: [{ file: settings, state: 'changed' }, {}, {}, {}, {}, {}, {}],
    });
    expect([existsSync(first), existsSync(second)]).toEqual([false, true]);
    write('monitoring: { lisen: unix:third.sock }\n');
    const bad = await feedgate(data, ['reload']);
    expect(bad.code).toBe(3);
    expect(bad.stderr).toMatch(/feedgate\.yaml:1:\d+: .*listen.*config\/file-bad/s);
    expect(bad.stdout).toContain('what it said before stays in force');
    expect(existsSync(second), 'goes on as it was').toBe(true);
  },
);
