import { Worker, type MessagePort } from 'node:worker_threads';
import type { Clock } from '../base/clock.ts';
import { asFailure, type FailureRecord } from '../base/failure.ts';
import type { Log } from '../log/event.ts';
import { note } from '../log/events.ts';
import type { Published, Publisher } from './publisher.ts';

export interface PublisherThreadOptions {
  /** The module that the thread runs; it is given `argument` as its worker data. */
  readonly module: string;
  readonly argument: string;
  readonly log: Log;
  readonly clock: Clock;
}

/** What the thread tells: `asked` in answer to a request, else of a new base that it made beside. */
type Answer =
  | { readonly asked: boolean; readonly published: Published }
  | { readonly asked: boolean; readonly failure: FailureRecord };

/** After a failure it is tried again by itself. */
const retryMs = 60_000;

/** Megabytes of JavaScript heap; what grows with the listings lies outside of it. */
const limits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 16 };

/**
 * Publishes the match index in a thread of its own, so that polls go on. Requests that come while one is served are
 * served together, after it. A thread that dies is started again with the next request or after a minute.
 */
export class PublisherThread {
  readonly #options: PublisherThreadOptions;
  readonly #stopping = new AbortController();
  #worker: Worker | null = null;
  #busy = false;
  #again = false;
  #retrying = false;

  constructor(options: PublisherThreadOptions) {
    this.#options = options;
  }

  /** The store or the sources may have changed: publish. Answers at once. */
  request(): void {
    if (this.#stopping.signal.aborted) return;
    this.#again = this.#busy;
    if (this.#busy) return;
    this.#busy = true;
    this.#worker ??= this.#start();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
    this.#worker.postMessage('publish');
  }

  /** Ends the thread, whatever it is at: half a publication is none. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const { module, argument } = this.#options;
    const worker = new Worker(module, { workerData: argument, resourceLimits: limits });
    worker.on('message', (answer: Answer) => this.#answered(answer));
    worker.on('error', (error) => this.#failed(asFailure(error, 'publishing the match index').toJSON()));
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null;
      this.#served();
    });
    return worker;
  }

  #answered(answer: Answer): void {
    if ('failure' in answer) this.#failed(answer.failure);
    else this.#tell(answer.published);
    if (answer.asked) this.#served();
  }

  #served(): void {
    this.#busy = false;
    if (this.#again) this.request();
  }

  #failed(failure: FailureRecord): void {
    const { log, clock } = this.#options;
    const { code, message, evidence } = failure;
    log.write(
      note(clock.now(), 'Warning', `The match index could not be published: ${message}`, {
        code,
        fields: { evidence },
      }),
    );
    if (this.#retrying) return;
    this.#retrying = true;
    void clock.sleep(retryMs, this.#stopping.signal).then(() => {
      this.#retrying = false;
      this.request();
    });
  }

  #tell(published: Published): void {
    if (published.kind === 'nothing') return;
    const { log, clock } = this.#options;
    const { kind, generation, listings, ms } = published;
    const what = kind === 'base' ? `${listings} listings` : `${listings} changes over the base`;
    const text = `The match index was published: ${what}, generation ${generation}, in ${Math.round(ms)} ms`;
    log.write(note(clock.now(), kind === 'base' ? 'Info' : 'Debug', text, { fields: { ...published } }));
  }
}

/** The thread's side: publishes on request, and makes a new base beside when one is due. */
export function servePublisher(port: MessagePort, publisher: Publisher): void {
  const run = async (step: Promise<Published>, asked: boolean): Promise<boolean> => {
    try {
      const published = await step;
      port.postMessage({ asked, published } satisfies Answer);
      return published.kind !== 'nothing' && published.baseDue;
    } catch (error) {
      const failure = asFailure(error, 'publishing the match index').toJSON();
      port.postMessage({ asked, failure } satisfies Answer);
      return false;
    }
  };
  let rebuilding = false;
  const publish = async (): Promise<void> => {
    const baseDue = await run(publisher.publish(), true);
    if (!baseDue || rebuilding) return;
    rebuilding = true;
    await run(publisher.rebuild(), false);
    rebuilding = false;
  };
  port.on('message', () => void publish());
}
