import { spawn } from 'node:child_process';
import type { Clock } from '../base/clock.ts';
import { isGatewayRunning } from '../gateway/running.ts';
import { askStatus } from '../gateway/status.ts';
import type { DataPaths } from '../host/paths.ts';
import type { Log } from '../log/event.ts';
import { note } from '../log/events.ts';

export interface GatewayProcessOptions {
  /** The module that the gateway process runs. */
  readonly module: string;
  readonly paths: DataPaths;
  /** The file of settings, absolute. */
  readonly settings: string;
  readonly version: string;
  readonly log: Log;
  readonly clock: Clock;
  /** Whether a front is on. Never throws. */
  readonly wanted: () => boolean;
}

const everyMs = 1000;
const shortestWait = 500;
const longestWait = 30_000;
/** A gateway that lived this long starts again without a wait. */
const steadyMs = 60_000;
/** Time for a gateway to let mails under way end, before it is killed. */
const graceMs = 10_000;
/** How often a gateway that runs is asked how it is. */
const askEveryMs = 10_000;
/** A gateway that has answered nothing for so long hangs: a mail waits for two seconds. */
const patienceMs = 30_000;
const settleMs = 15_000;

/**
 * Sees to it that a gateway runs while a front is on. The gateway is no child that ends with the daemon: one that runs
 * already, whoever started it, is left alone. A daemon that is told to stop ends the gateway that daemons have
 * started; one that dies leaves it to the next.
 */
export class GatewayProcess {
  readonly #options: GatewayProcessOptions;
  readonly #stopping = new AbortController();
  #supervising: Promise<unknown> | null = null;

  constructor(options: GatewayProcessOptions) {
    this.#options = options;
  }

  /** Once; later calls change nothing. */
  start(): void {
    this.#supervising ??= Promise.all([this.#supervise(), this.#endHung()]);
  }

  /** Resolves when the gateway answers, at once where none is wanted; after fifteen seconds at most. */
  async settled(signal: AbortSignal): Promise<void> {
    const { clock, wanted } = this.#options;
    const until = clock.monotonic() + settleMs;
    while (wanted() && clock.monotonic() < until && !signal.aborted) {
      if ((await this.state()) === 'answers') return;
      await clock.sleep(100, signal);
    }
  }

  /** How it is now. */
  async state(): Promise<'answers' | 'is silent' | 'is off'> {
    const { paths, wanted } = this.#options;
    const status = await askStatus(paths.gatewaySocket).catch(() => null);
    if (status !== null) return 'answers';
    return wanted() ? 'is silent' : 'is off';
  }

  /** Has the gateway that runs, whoever started it, read its settings again. */
  async reload(): Promise<void> {
    const status = await askStatus(this.#options.paths.gatewaySocket).catch(() => null);
    if (status !== null) process.kill(status.pid, 'SIGHUP');
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#supervising;
    await this.#end();
  }

  async #supervise(): Promise<void> {
    const { paths, clock, wanted } = this.#options;
    const { signal } = this.#stopping;
    await this.#replaceOther();
    let wait = shortestWait;
    while (!signal.aborted) {
      if (isGatewayRunning(paths.gatewayLock) || !wanted()) {
        await clock.sleep(everyMs, signal);
        continue;
      }
      const began = clock.monotonic();
      const ended = await this.#runOnce();
      if (ended === null) return;
      wait = clock.monotonic() - began > steadyMs ? shortestWait : Math.min(wait * 2, longestWait);
      this.#critical(`the gateway process ended (${ended}); starting it again in ${wait} ms`);
      await clock.sleep(wait, signal);
    }
  }

  /** One life of the process; answers how it ended, `null` where the daemon stopped before. */
  async #runOnce(): Promise<string | null> {
    const { module, paths, settings, version } = this.#options;
    const { signal } = this.#stopping;
    const child = spawn(process.execPath, [...process.execArgv, module, paths.root, settings, version], {
      stdio: 'ignore',
      // A group of its own: neither Ctrl-C in a terminal nor the daemon's end reaches it.
      detached: true,
    });
    const ended = new Promise<string>((resolve) => {
      child.once('exit', (code, by) => resolve(by ?? `exit ${code}`));
      child.once('error', (error) => resolve(error.message));
    });
    child.unref();
    const stopped = new Promise<null>((resolve) => {
      if (signal.aborted) resolve(null);
      signal.addEventListener('abort', () => resolve(null), { once: true });
    });
    return Promise.race([ended, stopped]);
  }

  /** Kills a gateway that a daemon started and that answers no more, so that another one can take its place. */
  async #endHung(): Promise<void> {
    const { paths, clock } = this.#options;
    const { signal } = this.#stopping;
    let heard: { readonly pid: number; readonly at: number } | null = null;
    while (!signal.aborted) {
      const status = await askStatus(paths.gatewaySocket).catch(() => null);
      const now = clock.monotonic();
      if (status !== null) heard = status.supervised ? { pid: status.pid, at: now } : null;
      else if (heard !== null && now - heard.at > patienceMs) {
        const seconds = Math.round((now - heard.at) / 1000);
        if (isGatewayRunning(paths.gatewayLock) && signalTo(heard.pid, 'SIGKILL')) {
          this.#critical(`the gateway process has not answered for ${seconds} s and was ended`, 'gateway/hung');
        }
        heard = null;
      }
      await clock.sleep(askEveryMs, signal);
    }
  }

  /** A gateway of another version, left by a daemon before, makes room for one of this version. */
  async #replaceOther(): Promise<void> {
    const status = await askStatus(this.#options.paths.gatewaySocket).catch(() => null);
    if (status !== null && status.version !== this.#options.version) await this.#end();
  }

  /** Ends a gateway that a daemon started, and waits until its lock is free. */
  async #end(): Promise<void> {
    const { paths, clock } = this.#options;
    const status = await askStatus(paths.gatewaySocket).catch(() => null);
    if (status === null || !status.supervised) return;
    signalTo(status.pid, 'SIGTERM');
    const until = clock.monotonic() + graceMs;
    while (isGatewayRunning(paths.gatewayLock)) {
      if (clock.monotonic() > until) {
        signalTo(status.pid, 'SIGKILL');
        return;
      }
      await clock.sleep(50);
    }
  }

  #critical(text: string, code: 'gateway/died' | 'gateway/hung' = 'gateway/died'): void {
    const { log, clock } = this.#options;
    log.write(note(clock.now(), 'Critical', text, { code }));
  }
}

/** False where it has ended by itself. */
function signalTo(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
