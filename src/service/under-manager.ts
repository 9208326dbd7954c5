import type { Clock } from '../base/clock.ts';
import type { ServiceManager } from '../host/service-manager.ts';

/** How the daemon is, in one line for `systemctl status`. */
export interface Condition {
  /** What has to answer does: the service manager need not step in. */
  readonly alive: boolean;
  readonly status: string;
}

export interface UnderManagerDeps {
  readonly manager: ServiceManager;
  readonly clock: Clock;
  /** Looks how the daemon is. One that takes longer than half the time of the watchdog counts as not alive. */
  readonly look: () => Promise<Condition>;
}

/** How often it is told how things are where nobody watches. */
const everyMs = 30_000;

/**
 * Tells the service manager that the daemon is ready, how it is, and that it lives: in half the time that the watchdog
 * allows, and only where it does.
 */
export class UnderManager {
  readonly #deps: UnderManagerDeps;
  readonly #every: number;

  constructor(deps: UnderManagerDeps) {
    this.#deps = deps;
    this.#every = deps.manager.watchdogMs === null ? everyMs : deps.manager.watchdogMs / 2;
  }

  /** Tells `READY=1`, then how it is until `signal` aborts, then `STOPPING=1`. */
  async run(signal: AbortSignal): Promise<void> {
    const { manager, clock } = this.#deps;
    let first: readonly string[] = ['READY=1'];
    while (!signal.aborted) {
      const { alive, status } = await this.#condition(signal);
      if (signal.aborted) break;
      await manager.tell(...first, ...(alive ? ['WATCHDOG=1'] : []), `STATUS=${status}`);
      first = [];
      await clock.sleep(this.#every, signal);
    }
    await manager.tell('STOPPING=1', 'STATUS=stopping');
  }

  /** Tells that settings are read again, for as long as `work` takes. */
  async reloading(work: () => Promise<void>): Promise<void> {
    const { manager } = this.#deps;
    await manager.tell('RELOADING=1');
    try {
      await work();
    } finally {
      await manager.tell('READY=1');
    }
  }

  async #condition(signal: AbortSignal): Promise<Condition> {
    const { clock, look } = this.#deps;
    const enough = new AbortController();
    const both = AbortSignal.any([signal, enough.signal]);
    const late = clock
      .sleep(this.#every / 2, both)
      .then((): Condition => ({ alive: false, status: 'the daemon does not answer in time' }));
    try {
      return await Promise.race([look(), late]);
    } catch (error) {
      return { alive: false, status: error instanceof Error ? error.message : 'the daemon does not answer' };
    } finally {
      enough.abort();
    }
  }
}
