import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type Frame, frameHead, FrameReader, type FrameType } from './frames.ts';

const module = fileURLToPath(new URL(`./child${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url));

/** Heap of a parser child, MB. A document is streamed, so an honest one needs a fraction of it. */
const heap = 192;

/** A child reads, but writes no file and starts no process, thread or native code. */
const flags = [`--max-old-space-size=${heap}`, '--max-semi-space-size=4', '--permission', '--allow-fs-read=*'];

/** Frames that are taken from the child before it is made to wait. */
const mostQueued = 16;

/** How a child ended. */
export interface ChildEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last of what it wrote to standard error. */
  readonly said: string;
}

/** One parser child: frames in, frames out. */
export class ParserProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #frames = new FrameReader();
  readonly #ended: Promise<ChildEnd>;
  #said = '';
  #queue: Frame[] = [];
  #wake: (() => void) | null = null;
  #end: ChildEnd | null = null;
  #killed = false;
  /** Documents begun in it, and bytes of them given to it. */
  documents = 0;
  bytes = 0;

  constructor() {
    // Nothing of our environment goes along: it may hold secrets.
    this.#child = spawn(process.execPath, [...flags, module], { stdio: ['pipe', 'pipe', 'pipe'], env: {} });
    const { stdin, stdout, stderr } = this.#child;
    stdin.on('error', () => undefined);
    stderr.on('data', (chunk: Buffer) => (this.#said = (this.#said + chunk.toString('latin1')).slice(-2000)));
    stdout.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#ended = new Promise((resolve) => {
      const ended = (code: number | null, signal: NodeJS.Signals | null): void => {
        this.#end ??= { code, signal, said: this.#said };
        this.#wake?.();
        resolve(this.#end);
      };
      this.#child.once('close', ended);
      this.#child.once('error', (error) => {
        this.#said = error.message;
        ended(null, null);
      });
    });
  }

  /** How it ended; `null` while it runs, or while what it wrote last has not been read. */
  get end(): ChildEnd | null {
    return this.#end;
  }

  /** It can be given work: it has neither ended nor been killed, and still takes what it is given. */
  get usable(): boolean {
    return this.#end === null && !this.#killed && !this.#child.stdin.destroyed;
  }

  /** Writes a frame; waits while the child has not taken what was written before. What it cannot take any more is lost. */
  async write(type: FrameType, payload: Uint8Array): Promise<void> {
    const { stdin } = this.#child;
    if (!this.usable) return;
    stdin.cork();
    stdin.write(frameHead(type, this.documents, payload.length));
    const room = stdin.write(payload);
    stdin.uncork();
    if (room) return;
    const settled = new AbortController();
    const drained = once(stdin, 'drain', { signal: settled.signal }).catch(() => undefined);
    await Promise.race([drained, this.#ended]);
    settled.abort();
  }

  writeJson(type: FrameType, value: unknown): Promise<void> {
    return this.write(type, Buffer.from(JSON.stringify(value)));
  }

  /** The next frame that belongs to the present document; `null` when the child has ended. */
  async read(): Promise<Frame | null> {
    for (;;) {
      const frame = this.#queue.shift();
      if (frame === undefined) {
        if (this.#end !== null) return null;
        await new Promise<void>((resolve) => (this.#wake = resolve));
      } else {
        if (this.#queue.length === 0) this.#child.stdout.resume();
        if (frame.document === this.documents) return frame;
      }
    }
  }

  /** Ends it at once; what it has written is thrown away. */
  kill(): void {
    this.#killed = true;
    this.#queue = [];
    this.#child.kill('SIGKILL');
    this.#child.stdin.destroy();
    this.#child.stdout.resume();
  }

  /** Kills it and waits until it is gone. It keeps nothing that would have to be put away. */
  async close(): Promise<void> {
    this.kill();
    await this.#ended;
  }

  #take(chunk: Uint8Array): void {
    if (this.#killed) return;
    try {
      this.#queue.push(...this.#frames.push(chunk));
    } catch (error) {
      // No frame of ours is that long: what wrote it is not to be trusted any more.
      this.#said = String(error);
      this.kill();
      return;
    }
    // What has come and is not wanted yet stays in the pipe, and holds the child.
    if (this.#queue.length > mostQueued) this.#child.stdout.pause();
    this.#wake?.();
  }
}
