import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { frameHead, FrameReader, type Frame, type FrameType } from './frames.ts';

const module = fileURLToPath(new URL(`./child${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url));

/** Heap of a parser child, MB. A document is streamed, so an honest one needs a fraction of it. */
const heap = 192;

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
  documents = 0;

  constructor() {
    // Nothing of our environment goes along: it may hold secrets.
    this.#child = spawn(process.execPath, [`--max-old-space-size=${heap}`, '--max-semi-space-size=8', module], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {},
    });
    const { stdin, stdout, stderr } = this.#child;
    stdin.on('error', () => undefined);
    stderr.on('data', (chunk: Buffer) => (this.#said = (this.#said + chunk.toString('latin1')).slice(-2000)));
    stdout.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#ended = new Promise((resolve) => {
      const ended = (code: number | null, signal: NodeJS.Signals | null): void => {
        this.#end = { code, signal, said: this.#said };
        this.#wake?.();
        resolve(this.#end);
      };
      this.#child.once('close', ended);
      this.#child.once('error', () => ended(null, null));
    });
  }

  get end(): ChildEnd | null {
    return this.#end;
  }

  /** Writes a frame; waits while the child has not taken what was written before. */
  async write(type: FrameType, payload: Uint8Array): Promise<void> {
    const { stdin } = this.#child;
    if (this.#end !== null || stdin.destroyed) return;
    stdin.write(frameHead(type, payload.length));
    if (stdin.write(payload)) return;
    await Promise.race([once(stdin, 'drain').catch(() => undefined), this.#ended]);
  }

  writeJson(type: FrameType, value: unknown): Promise<void> {
    return this.write(type, Buffer.from(JSON.stringify(value)));
  }

  /** The next frame of the child; `null` when it has ended. */
  async read(): Promise<Frame | null> {
    for (;;) {
      const frame = this.#queue.shift();
      if (frame !== undefined) {
        if (this.#queue.length === 0 && this.#child.stdout.isPaused()) this.#child.stdout.resume();
        return frame;
      }
      if (this.#end !== null) return null;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Lets the child end by itself at the end of its input. */
  async close(): Promise<void> {
    this.#child.stdin.end();
    this.#child.stdout.resume();
    await this.#ended;
  }

  #take(chunk: Uint8Array): void {
    this.#queue.push(...this.#frames.push(chunk));
    // What has come and is not wanted yet stays in the pipe, and holds the child.
    if (this.#queue.length > 16) this.#child.stdout.pause();
    this.#wake?.();
  }
}
