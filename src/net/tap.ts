import { Duplex } from 'node:stream';
import { safeText } from '../base/text.ts';

/** Enough for a certificate flight. */
const mostRecorded = 32 * 1024;

/**
 * A connection that remembers how what the peer sent began. TLS over a plain `net.Socket` reads beneath JavaScript, and
 * the bytes that would tell an SSH banner from an HTTP answer are gone; over this they are kept (cost: TLS at
 * 0.6 GB/s instead of 0.8 GB/s a core).
 */
export class Tap extends Duplex {
  readonly #socket: Duplex;
  #kept: Buffer[] = [];
  #keptBytes = 0;
  #recording = true;
  #broken: Error | undefined;

  constructor(socket: Duplex) {
    super({ allowHalfOpen: true });
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#keep(chunk);
      if (!this.push(chunk)) socket.pause();
    });
    socket.on('end', () => this.push(null));
    // Neither an error nor the close may overtake what is still buffered here: it would be lost.
    socket.on('error', (error) => {
      this.#broken ??= error;
      this.push(null);
    });
    socket.on('close', () => {
      if (!this.readableEnded) this.push(null);
    });
    socket.pause();
  }

  /** What ended the connection, if that was an error; its end shows only after what came before it. */
  get broken(): Error | undefined {
    return this.#broken;
  }

  #keep(chunk: Buffer): void {
    if (!this.#recording) return;
    this.#kept.push(chunk);
    this.#keptBytes += chunk.length;
    if (this.#keptBytes >= mostRecorded) this.#recording = false;
  }

  /** What the peer has sent since the last `forget`, at most about 32 KiB of it. */
  get recorded(): Uint8Array {
    return Buffer.concat(this.#kept);
  }

  /** Begins a new record: a new stage. */
  forget(): void {
    this.#kept = [];
    this.#keptBytes = 0;
    this.#recording = true;
  }

  /** Ends the record and frees it. */
  stopRecording(): void {
    this.forget();
    this.#recording = false;
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    // A failed write shows as the end of what is read, after whatever the peer said before.
    this.#socket.write(chunk, () => done());
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#socket.end(() => done());
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }
}

/** The first 64 bytes as text on one line: what is not printable ASCII is escaped. */
export function firstBytes(bytes: Uint8Array): string {
  return safeText(Buffer.from(bytes.subarray(0, 64)).toString('latin1'));
}
