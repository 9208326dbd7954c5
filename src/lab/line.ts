import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Clock } from '../base/clock.ts';
import type { Bytes, Line } from './reply.ts';

/** The bare connection under a request, for answers that no HTTP library would send. */
export class SocketLine implements Line {
  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #gone = new AbortController();

  constructor(socket: Socket, clock: Clock) {
    this.#socket = socket;
    this.#clock = clock;
    socket.once('close', () => this.#gone.abort());
    // A peer that stops sending has hung up, unless it closed its half after the request; ours all keep it open.
    socket.once('end', () => this.#gone.abort());
    socket.on('error', () => this.#gone.abort());
    if (socket.destroyed) this.#gone.abort();
  }

  get open(): boolean {
    return !this.#gone.signal.aborted;
  }

  async write(bytes: Bytes): Promise<void> {
    if (!this.open || this.#socket.write(bytes)) return;
    const signal = this.#gone.signal;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#socket.off('drain', done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#socket.once('drain', done);
      signal.addEventListener('abort', done, { once: true });
    });
  }

  pause(ms: number): Promise<void> {
    return this.#clock.sleep(ms, this.#gone.signal);
  }

  gone(): Promise<void> {
    if (!this.open) return Promise.resolve();
    return new Promise((resolve) => this.#gone.signal.addEventListener('abort', () => resolve(), { once: true }));
  }

  reset(): void {
    if (this.#socket instanceof TLSSocket) this.#socket.destroy();
    else this.#socket.resetAndDestroy();
  }

  /** Ends the connection after what was written. */
  end(): void {
    if (!this.#socket.destroyed) this.#socket.end();
  }
}
