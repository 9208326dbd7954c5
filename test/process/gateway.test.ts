import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { parseListenAddress } from '../../src/config/listen-address.ts';
import { prove } from '../../src/gateway/prove.ts';
import { askStatus, type GatewayStatus } from '../../src/gateway/status.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { feedgate, launch, until } from './feedgate.ts';
import { publish } from './listed.ts';

let data: string;
beforeEach(async () => {
  data = join(tempDirectory(), 'data');
  mkdirSync(data, { mode: 0o700 });
  await publish(data, [['domain', 'bad.example.com']]);
});

const configure = (fronts: string) =>
  writeFileSync(join(data, 'feedgate.yaml'), `gateway: { fronts: { ${fronts} } }\n`);
const ask = () => askStatus(join(data, 'gateway.sock'));

/** How the gateway is once it is as wanted. */
function status(wanted: (status: GatewayStatus) => boolean = () => true): Promise<GatewayStatus> {
  return until(async () => {
    const found = await ask().catch(() => null);
    return found !== null && wanted(found) ? found : undefined;
  }, 'the gateway is as wanted');
}

async function proven(found: GatewayStatus): Promise<string | undefined> {
  const [front] = found.fronts;
  const address = parseListenAddress(front?.address ?? '');
  if (front === undefined || address === undefined) return undefined;
  return (await prove(front.kind, address, { zone: '', token: null })).state;
}

describe('a gateway', () => {
  it('runs without a daemon, takes its settings over as they change, and drains when told to end', async () => {
    configure('milter: on');
    const gateway = launch(data, ['gateway']);
    const first = await status();
    expect(first).toMatchObject({ supervised: false, policy: 'monitor', index: { generation: 1 } });
    expect(await proven(first)).toBe('matches');
    configure('policy: on, milter: off');
    const second = await status(({ fronts }) => fronts[0]?.kind === 'policy');
    expect(await proven(second)).toBe('matches');
    configure('policy: perhaps');
    const refused = await status(({ settingsFailure }) => settingsFailure !== null);
    expect(refused.settingsFailure?.code).toBe('config/file-bad');
    expect(await proven(refused), 'what was in force stays').toBe('matches');
    configure('milter: on');
    gateway.kill('SIGHUP');
    await status(({ fronts }) => fronts[0]?.kind === 'milter');
    const shown = await feedgate(data, ['gateway', 'status']);
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    expect(shown.stdout).toContain('milter.sock');
    gateway.kill('SIGTERM');
    expect(await once(gateway, 'exit')).toEqual([0, null]);
    expect(await ask()).toBeNull();
    expect((await feedgate(data, ['gateway', 'status', '--lang', 'ko'])).code).toBe(1);
  });
  it('is one on a data directory', async () => {
    configure('milter: on');
    launch(data, ['gateway']);
    await status();
    const second = await feedgate(data, ['gateway']);
    expect(second.code).toBe(1);
    expect(second.stderr).toContain('[gateway/already-running]');
  });
  it('says which front cannot listen, and opens the others', async () => {
    configure("milter: { listen: 'unix:/nonexistent/m.sock' }, policy: on");
    launch(data, ['gateway']);
    const { fronts } = await status();
    expect(fronts.map(({ kind, failure }) => [kind, failure?.code ?? null])).toEqual([
      ['milter', 'gateway/listen'],
      ['policy', null],
    ]);
    expect((await feedgate(data, ['gateway', 'status'])).code).toBe(1);
  });
  it('ends with exit 3 on settings with a mistake, told by line and column', async () => {
    configure('miltre: on');
    const refused = await feedgate(data, ['gateway']);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toMatch(/feedgate\.yaml:1:\d+: there is no setting "miltre"; did you mean milter\?/);
    expect((await feedgate(data, ['config', 'check'])).code).toBe(3);
  });
});

describe('a daemon', () => {
  it('starts a gateway once a front is on, starts it again, leaves it to the next daemon, and ends it', async () => {
    const first = launch(data, ['start']);
    await until(async () => ((await feedgate(data, ['status'])).stdout.includes('pid') ? true : undefined), 'a daemon');
    expect(await ask()).toBeNull();
    configure('milter: on');
    const started = await status();
    onTestFinished(async () => {
      const left = await ask().catch(() => null);
      if (left !== null) process.kill(left.pid, 'SIGKILL');
    });
    expect(started.supervised).toBe(true);
    process.kill(started.pid, 'SIGKILL');
    const again = await status(({ pid }) => pid !== started.pid);
    first.kill('SIGKILL');
    await once(first, 'exit');
    expect(await proven(again), 'mail goes on without a daemon').toBe('matches');
    const second = launch(data, ['start']);
    await until(async () => {
      const { daemon } = JSON.parse((await feedgate(data, ['status', '--json'])).stdout);
      return daemon?.pid === second.pid ? true : undefined;
    }, 'the second daemon');
    expect((await status()).pid, 'it is left alone').toBe(again.pid);
    second.kill('SIGTERM');
    await once(second, 'exit');
    expect(await ask(), 'it ends with the daemon').toBeNull();
  });
});
