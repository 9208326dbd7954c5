import type { Duplex } from 'node:stream';
import type { Tap } from './tap.ts';

/** Bytes both ways, read when asked: nothing is read from the peer that nobody waits for, but for one buffer. */
export class Wire {
  readonly #stream: Duplex;
  readonly #tap: Tap;
  #queue: Uint8Array[] = [];
  #ended = false;
  #error: Error | undefined;
  #wake: (() => void) | undefined;
  readonly #onData = (chunk: Uint8Array): void => {
    this.#queue.push(chunk);
    this.#stream.pause();
    this.#wake?.();
  };
  readonly #onEnd = (): void => {
    this.#ended = true;
    this.#wake?.();
  };
  readonly #onError = (error: Error): void => {
    this.#error ??= error;
    this.#wake?.();
  };

  /** @param tap beneath the stream, or the stream itself: knows whether the end was a break. */
  constructor(stream: Duplex, tap: Tap) {
    this.#stream = stream;
    this.#tap = tap;
    stream.on('data', this.#onData);
    stream.on('end', this.#onEnd);
    stream.on('error', this.#onError);
    stream.on('close', this.#onEnd);
    stream.pause();
    if (stream.destroyed) this.#onEnd();
  }

  /** The next bytes; `null` when the peer has ended. One call at a time. @throws the socket's error. */
  async read(): Promise<Uint8Array | null> {
    for (;;) {
      const chunk = this.#queue.shift();
      if (chunk !== undefined) return chunk;
      if (this.#error !== undefined) throw this.#error;
      if (this.#ended && this.#tap.broken !== undefined) throw this.#tap.broken;
      if (this.#ended) return null;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        this.#stream.resume();
      });
      this.#wake = undefined;
    }
  }

  /** Puts bytes back, to be read next. */
  unread(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#queue.unshift(bytes);
  }

  /** Queues bytes to the peer. A failure shows at the next read, after whatever the peer said before. */
  write(bytes: Uint8Array): void {
    if (!this.#stream.destroyed) this.#stream.write(bytes);
  }

  /** Gives the stream back, with what was not read, to somebody else. Errors stay caught. */
  release(): Duplex {
    const stream = this.#stream;
    stream.off('data', this.#onData);
    stream.off('end', this.#onEnd);
    stream.off('close', this.#onEnd);
    stream.pause();
    for (const chunk of this.#queue.reverse()) stream.unshift(chunk);
    this.#queue = [];
    return stream;
  }

  close(): void {
    this.#stream.destroy();
  }
}
