import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { serviceManager } from './service-manager.ts';

/** A program in the place of systemd-notify that writes down what it was told, a line a call. */
function notifier(script = ''): { readonly program: string; readonly told: () => readonly string[] } {
  const directory = tempDirectory();
  const [program, file] = [join(directory, 'notify'), join(directory, 'told')];
  writeFileSync(
    program,
    `#!/bin/sh\n${script}\nfor a in "$@"; do printf '%s|' "$a"; done >> ${file}\necho "$NOTIFY_SOCKET" >> ${file}\n`,
  );
  chmodSync(program, 0o755);
  return { program, told: () => readFileSync(file, 'utf8').trimEnd().split('\n') };
}

describe('the service manager', () => {
  it('is none without its socket, and its variables reach no child', () => {
    const env = { WATCHDOG_USEC: '1000', WATCHDOG_PID: '1', HOME: '/root' };
    expect(serviceManager(env)).toBeNull();
    expect(env).toEqual({ HOME: '/root' });
  });

  it('is told in the order of the calls, each on a line of its own, in the name of this process', async () => {
    const { program, told } = notifier();
    const manager = serviceManager({ NOTIFY_SOCKET: '@abstract', WATCHDOG_USEC: '2500000' }, program);
    if (manager === null) throw new Error('no manager');
    expect(manager.watchdogMs).toBe(2500);
    const both = [manager.tell('READY=1', 'STATUS=two\nREADY=0'), manager.tell('STOPPING=1')];
    expect(await Promise.all(both)).toEqual([true, true]);
    const pid = `--pid=${process.pid}`;
    expect(told()).toEqual([`${pid}|READY=1|STATUS=two READY=0|@abstract`, `${pid}|STOPPING=1|@abstract`]);
  });

  it('is told when a reload began by the clock of the machine', async () => {
    const { program, told } = notifier();
    await serviceManager({ NOTIFY_SOCKET: '/run/x' }, program)?.tell('RELOADING=1');
    const usec = Number(/MONOTONIC_USEC=(\d+)/.exec(told()[0] ?? '')?.[1]);
    expect(Math.abs(usec / 1e6 - Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]))).toBeLessThan(60);
  });

  it.each([
    ['1000000', '1', null],
    ['1000000', String(process.pid), 1000],
    ['soon', '', null],
  ])('with a watchdog of %s for process %s wants to hear every %s ms', (usec, pid, watchdogMs) => {
    const env = { NOTIFY_SOCKET: '/run/x', WATCHDOG_USEC: usec, WATCHDOG_PID: pid };
    expect(serviceManager(env)?.watchdogMs).toBe(watchdogMs);
  });

  it.each(['exit 1', 'kill -9 $$'])('that cannot be told (%s) is no reason to fail', async (script) => {
    const manager = serviceManager({ NOTIFY_SOCKET: '/run/x' }, notifier(script).program);
    expect(await manager?.tell('READY=1')).toBe(false);
    expect(await serviceManager({ NOTIFY_SOCKET: '/run/x' }, '/nowhere')?.tell('READY=1')).toBe(false);
  });
});
