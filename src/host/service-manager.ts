import { execFile } from 'node:child_process';

/** Where the systems that have it keep it. Node cannot send to a socket of datagrams, which is all that it does. */
const notifier = '/usr/bin/systemd-notify';

/** It waits until the service manager has read what it was sent; one that does not read must not hold anybody up. */
const patience = 10_000;

/** The service manager that started this process and wants to be told how it is (sd_notify(3)). */
export interface ServiceManager {
  /** How often it wants to hear, milliseconds; `null` where it does not watch. */
  readonly watchdogMs: number | null;
  /** Tells it assignments such as `READY=1`, in the order of the calls. False where they did not arrive. Never throws. */
  tell(...assignments: readonly string[]): Promise<boolean>;
}

/**
 * The service manager by `NOTIFY_SOCKET` and `WATCHDOG_USEC`; `null` where there is none. Takes them out of `env`, or
 * processes that are started would tell in our place.
 */
export function serviceManager(env: NodeJS.ProcessEnv, program = notifier): ServiceManager | null {
  const { NOTIFY_SOCKET: socket, WATCHDOG_USEC: watchdog, WATCHDOG_PID: watched } = env;
  for (const name of ['NOTIFY_SOCKET', 'WATCHDOG_USEC', 'WATCHDOG_PID']) delete env[name];
  if (socket === undefined || socket === '') return null;
  const isOurs = watched === undefined || watched === '' || Number(watched) === process.pid;
  const usec = isOurs && /^\d{1,15}$/.test(watchdog ?? '') ? Number(watchdog) : 0;
  let before: Promise<unknown> = Promise.resolve();
  return {
    watchdogMs: usec > 0 ? usec / 1000 : null,
    tell(...assignments) {
      const told = before.then(() => send(program, socket, assignments));
      before = told;
      return told;
    },
  };
}

function send(program: string, socket: string, assignments: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    // Assignments with a line break would be two.
    const lines = assignments.map((each) => each.replaceAll(/[\r\n]+/g, ' '));
    // Without the instant of CLOCK_MONOTONIC a reload may be taken for one before it.
    if (lines.includes('RELOADING=1')) lines.push(`MONOTONIC_USEC=${process.hrtime.bigint() / 1000n}`);
    const env = { NOTIFY_SOCKET: socket, LC_ALL: 'C' };
    execFile(program, [`--pid=${process.pid}`, ...lines], { env, timeout: patience, killSignal: 'SIGKILL' }, (error) =>
      resolve(error === null),
    );
  });
}
