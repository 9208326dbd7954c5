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
