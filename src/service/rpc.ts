import { asFailure, failing, Failure, type FailureRecord, type JsonValue } from '../base/failure.ts';
import { serviceConditions } from './conditions.ts';

const fail = failing(serviceConditions);

/** A two-way line of JSON messages: the daemon's socket, or the pipe to the poller process. */
export interface Channel {
  /** Resolves once the peer's buffer has room again. */
  send(message: JsonValue): Promise<void>;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

/** One method of a server: a value, or a stream that the caller pulls in batches. */
export type Handler = (params: JsonValue) => Promise<unknown> | AsyncIterable<unknown>;
export type Handlers = Readonly<Record<string, Handler>>;

interface Request {
  readonly id: number;
  readonly method?: string;
  readonly params?: JsonValue;
  /** Items wanted now; absent on a call that expects one value. */
  readonly pull?: number;
  readonly cancel?: true;
}

interface Reply {
  readonly id: number;
  readonly value?: unknown;
  readonly items?: readonly unknown[];
  readonly done?: boolean;
  readonly error?: FailureRecord;
}

/** Answers the requests that come over a channel; streams end with the channel. */
export function serve(channel: Channel, handlers: Handlers): void {
  const streams = new Map<number, AsyncIterator<unknown>>();
  channel.onClose(() => {
    for (const stream of streams.values()) void stream.return?.().catch(() => undefined);
  });
  const reply = (message: Reply) =>
    channel.send(JSON.parse(JSON.stringify(message)) as JsonValue).catch(() => undefined);

  async function pull(id: number, count: number): Promise<void> {
    const stream = streams.get(id);
    if (stream === undefined) return;
    const items: unknown[] = [];
    while (items.length < count) {
      const next = await stream.next();
      if (next.done === true) {
        streams.delete(id);
        return reply({ id, items, done: true });
      }
      items.push(next.value);
    }
    await reply({ id, items });
  }

  async function answer(request: Request): Promise<void> {
    const { id, method, pull: wanted } = request;
    if (request.cancel === true) {
      await streams.get(id)?.return?.();
      streams.delete(id);
      return;
    }
    if (method === undefined) return pull(id, wanted ?? 1);
    const handler = handlers[method];
    if (handler === undefined) throw fail('gate/unknown-method', `the daemon knows no "${method}"`);
    const result = handler(request.params ?? null);
    if (!(Symbol.asyncIterator in result)) return reply({ id, value: await result });
    streams.set(id, result[Symbol.asyncIterator]());
    await pull(id, wanted ?? 1);
  }

  channel.onMessage((message) => {
    const request = message as Request;
    answer(request).catch((error: unknown) => {
      streams.delete(request.id);
      void reply({ id: request.id, error: asFailure(error, request.method ?? 'stream').toJSON() });
    });
  });
}

/** The asking end of a channel. A lost line rejects everything that waits with `gate/daemon-gone`. */
export class RpcClient {
  readonly #channel: Channel;
  readonly #waiting = new Map<number, { resolve(reply: Reply): void; reject(error: Failure): void }>();
  #next = 1;
  #gone = false;

  constructor(channel: Channel) {
    this.#channel = channel;
    channel.onMessage((message) => {
      const reply = message as Reply;
      const waiter = this.#waiting.get(reply.id);
      this.#waiting.delete(reply.id);
      if (reply.error === undefined) waiter?.resolve(reply);
      else waiter?.reject(new Failure(reply.error));
    });
    channel.onClose(() => {
      this.#gone = true;
      for (const waiter of this.#waiting.values()) waiter.reject(gone());
      this.#waiting.clear();
    });
  }

  async call<T>(method: string, params: JsonValue = null): Promise<T> {
    const reply = await this.#ask({ id: this.#next++, method, params });
    return reply.value as T;
  }

  /** Pulls `batch` items at a time; the server is asked for more only when those have been consumed. */
  async *stream<T>(method: string, params: JsonValue, batch: number): AsyncGenerator<T> {
    const id = this.#next++;
    let ended = false;
    try {
      let reply = await this.#ask({ id, method, params, pull: batch });
      for (;;) {
        ended = reply.done === true;
        yield* (reply.items ?? []) as readonly T[];
        if (ended) return;
        reply = await this.#ask({ id, pull: batch });
      }
    } catch (error) {
      ended = true;
      throw error;
    } finally {
      if (!ended && !this.#gone) void this.#channel.send({ id, cancel: true }).catch(() => undefined);
    }
  }

  close(): void {
    this.#channel.close();
  }

  #ask(request: Request): Promise<Reply> {
    if (this.#gone) return Promise.reject(gone());
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { resolve, reject });
      this.#channel.send({ ...request }).catch(() => reject(gone()));
    });
  }
}

function gone(): Failure {
  return fail('gate/daemon-gone', 'the daemon closed the line before it answered');
}
