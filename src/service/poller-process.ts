import { fork, type ChildProcess } from 'node:child_process';
import type { Clock } from '../base/clock.ts';
import type { PollerVitals } from '../doctor/check-daemon.ts';
import { failing } from '../base/failure.ts';
import type { PollEvent, PollMode, PollProgress, PollWishes } from '../feed/report.ts';
import type { ListUpdate } from '../guard/list-update.ts';
import type { Log } from '../log/event.ts';
import { note } from '../log/events.ts';
import { ipcChannel } from './channels.ts';
import { serviceConditions } from './conditions.ts';
import type { PollerPort } from './local.ts';
import { RpcClient, serve, type Channel } from './rpc.ts';
import type { DiscoverEvent, TestEvent, TestOptions, TestSubject } from './service.ts';

const fail = failing(serviceConditions);

/** Time the poller is given to end its polls before it is killed. */
const graceMs = 8000;
const shortestWait = 500;
const longestWait = 30_000;
/**
 * What the engine is told in the poller process: to tidy up rather than to grow, which costs no time (005). What a
 * poll needs does not grow with its answers.
 */
export const pollerFlags = ['--max-semi-space-size=4', '--max-old-space-size=192'] as const;
const longestWord = 2000;
/** A process that lived this long starts again without a wait. */
const steadyMs = 60_000;

export interface PollerProcessOptions {
  /** The module that the poller process runs. */
  readonly module: string;
  readonly args: readonly string[];
  readonly log: Log;
  readonly clock: Clock;
  /** Called before each start: what a dead poller held is freed. */
  beforeStart(): Promise<void>;
}

/** Keeps one poller process running until `stop`, and asks it things over its pipe. */
export class PollerProcess implements PollerPort {
  readonly #options: PollerProcessOptions;
  readonly #stopping = new AbortController();
  #running: { readonly child: ChildProcess; readonly rpc: RpcClient } | null = null;
  #supervising: Promise<void> = Promise.resolve();
  #starts = 0;
  #startedAt = 0;

  constructor(options: PollerProcessOptions) {
    this.#options = options;
  }

  start(): void {
    this.#supervising = this.#supervise();
  }

  /** The id of the poller process, `null` while it is being started again. */
  get pid(): number | null {
    return this.#running?.child.pid ?? null;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    const child = this.#running?.child;
    child?.kill('SIGTERM');
    const kill = setTimeout(() => child?.kill('SIGKILL'), graceMs);
    await this.#supervising;
    clearTimeout(kill);
  }

  async *pollNow(name: string, mode: PollMode | null, wishes: PollWishes): AsyncGenerator<PollEvent> {
    yield* this.#rpc().stream<PollEvent>('pollNow', { name, mode, wishes: { ...wishes } }, 1);
  }

  async *test(subject: TestSubject, options: TestOptions): AsyncGenerator<TestEvent> {
    yield* this.#rpc().stream<TestEvent>('test', { subject: { ...subject }, options: { ...options } }, 1);
  }

  async *discover(subject: TestSubject): AsyncGenerator<DiscoverEvent> {
    yield* this.#rpc().stream<DiscoverEvent>('discover', { subject: { ...subject } }, 1);
  }

  async *updateGuards(name: string | null, force: boolean): AsyncGenerator<ListUpdate> {
    yield* this.#rpc().stream<ListUpdate>('updateGuards', { name, force }, 1);
  }

  cancel(name: string): Promise<boolean> {
    return this.#running === null ? Promise.resolve(false) : this.#rpc().call('cancel', { name });
  }

  async progress(): Promise<readonly PollProgress[]> {
    if (this.#running === null) return [];
    return this.#rpc()
      .call<readonly PollProgress[]>('progress')
      .catch(() => []);
  }

  /** How the process is; its own word is waited for two seconds at most. */
  async vitals(): Promise<PollerVitals> {
    const { clock } = this.#options;
    const waited = new AbortController();
    const word = this.#running?.rpc.call<number>('idle').catch(() => null) ?? null;
    const idleMs = await Promise.race([word, clock.sleep(longestWord, waited.signal).then(() => null)]);
    waited.abort();
    const upMs = Math.round(clock.monotonic() - this.#startedAt);
    return { pid: this.pid, restarts: Math.max(0, this.#starts - 1), upMs, idleMs };
  }

  wake(): void {
    void this.#running?.rpc.call('wake').catch(() => undefined);
  }

  #rpc(): RpcClient {
    if (this.#running === null) throw fail('gate/poller-down', 'the poller process is being started again');
    return this.#running.rpc;
  }

  async #supervise(): Promise<void> {
    const { clock, log } = this.#options;
    let wait = shortestWait;
    while (!this.#stopping.signal.aborted) {
      const began = clock.monotonic();
      const ended = await this.#runOnce();
      if (this.#stopping.signal.aborted) return;
      wait = clock.monotonic() - began > steadyMs ? shortestWait : Math.min(wait * 2, longestWait);
      log.write(
        note(clock.now(), 'Critical', `the poller process ended (${ended}); starting it again in ${wait} ms`, {
          code: 'host/poller-died',
        }),
      );
      await clock.sleep(wait, this.#stopping.signal);
    }
  }

  /** One life of the process; answers how it ended. */
  async #runOnce(): Promise<string> {
    await this.#options.beforeStart();
    const child = fork(this.#options.module, [...this.#options.args], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: [...process.execArgv, ...pollerFlags],
    });
    const ended = new Promise<string>((resolve) => {
      child.once('exit', (code, signal) => resolve(signal ?? `exit ${code}`));
      child.once('error', (error) => resolve(error.message));
    });
    this.#starts += 1;
    this.#startedAt = this.#options.clock.monotonic();
    this.#running = { child, rpc: new RpcClient(ipcChannel(child)) };
    if (this.#stopping.signal.aborted) child.kill('SIGTERM');
    const how = await ended;
    this.#running = null;
    return how;
  }
}

/** The poller's side of the pipe. `idle` is milliseconds since its loop came round. */
export function servePoller(channel: Channel, port: PollerPort, idle: () => number): void {
  const asked = (params: unknown) => params as { readonly subject: TestSubject; readonly options: TestOptions };
  const nameOf = (params: unknown) => (params as { name: string }).name;
  serve(channel, {
    pollNow: (params) => {
      const { mode, wishes } = params as unknown as { mode: PollMode | null; wishes: PollWishes };
      return port.pollNow(nameOf(params), mode, wishes);
    },
    test: (params) => port.test(asked(params).subject, asked(params).options),
    discover: (params) => port.discover(asked(params).subject),
    cancel: (params) => port.cancel(nameOf(params)),
    progress: () => port.progress(),
    updateGuards: (params) => port.updateGuards(nameOf(params), (params as unknown as { force: boolean }).force),
    idle: async () => idle(),
    wake: async () => port.wake(),
  });
}
