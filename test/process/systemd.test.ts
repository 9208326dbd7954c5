import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { feedgate, launch, until } from './feedgate.ts';

const canAnalyse = existsSync('/usr/bin/systemd-analyze');
const canReceive = existsSync('/usr/bin/python3') && existsSync('/usr/bin/systemd-notify');
if (!canAnalyse) console.warn('SKIPPED: the systemd unit looked at by systemd-analyze (apt-get install systemd)');
if (!canReceive) console.warn('SKIPPED: the daemon under a service manager (apt-get install systemd python3)');

const unit = fileURLToPath(new URL('../../packaging/systemd/feedgate.service', import.meta.url));

/** The unit where no package is installed. */
function unitHere(): string {
  const file = join(tempDirectory(), 'feedgate.service');
  const text = readFileSync(unit, 'utf8')
    .replace('/usr/bin/feedgate', '/bin/true')
    .replace(/^Documentation=.*\n/m, '');
  writeFileSync(file, text);
  return file;
}

describe.runIf(canAnalyse)('the unit', () => {
  it('is one that systemd takes without a word', () => {
    const { status, stdout, stderr } = spawnSync('/usr/bin/systemd-analyze', ['verify', unitHere()], {
      encoding: 'utf8',
    });
    expect({ status, told: `${stdout}${stderr}`.split('\n').filter((line) => line.includes('feedgate')) }).toEqual({
      status: 0,
      told: [],
    });
  });

  it('leaves the service little to do harm with: an exposure of 2.0 of 10 at the most', () => {
    const args = ['security', '--offline=true', '--threshold=20', '--no-pager', unitHere()];
    const { status, stdout } = spawnSync('/usr/bin/systemd-analyze', args, { encoding: 'utf8' });
    expect(
      status,
      stdout
        .split('\n')
        .filter((line) => line.startsWith('✗'))
        .join('\n'),
    ).toBe(0);
  });
});

/** Writes what comes, and lets go of what comes with it: systemd-notify waits for that. */
const receiving = `
import array, os, socket, sys
receiver = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
receiver.bind(sys.argv[1])
while True:
    data, ancillary, _, _ = receiver.recvmsg(65536, socket.CMSG_SPACE(64))
    for level, kind, passed in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            for descriptor in array.array('i', passed[: len(passed) - len(passed) % 4]):
                os.close(descriptor)
    os.write(1, data + b'\\n')
`;

/** What a service manager hears at its socket. */
async function listening() {
  const path = join(tempDirectory(), 'notify');
  const receiver = spawn('/usr/bin/python3', ['-c', receiving, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void receiver.kill('SIGKILL'));
  let heard = '';
  receiver.stdout.on('data', (chunk: Buffer) => (heard += chunk.toString('utf8')));
  await until(() => existsSync(path) || undefined, 'the socket');
  const times = (what: string): number => heard.split(what).length - 1;
  return {
    path,
    times,
    heard: () => heard,
    comes: (what: string, count = 1) => until(() => times(what) >= count || undefined, `${count} × ${what}`, 30_000),
  };
}

describe.runIf(canReceive)('under a service manager', () => {
  it('a daemon tells that it is ready, lives, reads its settings again, and stops', { timeout: 90_000 }, async () => {
    const data = join(tempDirectory(), 'data');
    expect((await feedgate(data, ['source', 'list'])).code).toBe(0);
    writeFileSync(join(data, 'feedgate.yaml'), 'gateway: { fronts: { policy: on } }\n');
    const manager = await listening();
    const daemon = launch(data, ['start'], { NOTIFY_SOCKET: manager.path, WATCHDOG_USEC: '2000000' });
    const ended = once(daemon, 'exit');
    await manager.comes('READY=1');
    expect(manager.heard()).toContain('STATUS=0 sources, 0 failing; gateway answers');
    await manager.comes('WATCHDOG=1', 3);
    daemon.kill('SIGHUP');
    await manager.comes('RELOADING=1');
    await manager.comes('READY=1', 2);
    expect(manager.heard()).toMatch(/RELOADING=1\nMONOTONIC_USEC=\d{6,}/);
    daemon.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    await manager.comes('STOPPING=1');
    expect(manager.times('READY=1')).toBe(2);
  });
});
