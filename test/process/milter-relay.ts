import { chmodSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { encodeFrame, FrameReader, type Frame } from '../../src/milter/frame.ts';
import { commands } from '../../src/milter/protocol.ts';

/** Stands between an MTA and a milter, and can do something at a certain piece of a body. */
export class MilterRelay {
  /** Called when so many pieces of a body have been passed on; the next waits for it. */
  afterBody: { readonly pieces: number; readonly run: () => Promise<void> } | null = null;
  readonly #server: Server;
  readonly #open = new Set<Socket>();

  constructor(to: string) {
    this.#server = createServer((mta) => {
      const milter = connect(to);
      for (const [one, other] of [
        [mta, milter],
        [milter, mta],
      ] as const) {
        this.#open.add(one);
        one.on('error', () => undefined);
        one.once('close', () => other.destroySoon());
      }
      milter.pipe(mta);
      void this.#passOn(mta, milter);
    });
  }

  async listen(path: string): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(path, resolve));
    chmodSync(path, 0o660);
  }

  close(): void {
    for (const socket of this.#open) socket.destroy();
    this.#server.close();
  }

  async #passOn(mta: Socket, milter: Socket): Promise<void> {
    const reader = new FrameReader();
    let pieces = 0;
    const pass = async ({ command, data }: Frame): Promise<void> => {
      await new Promise<void>((resolve) => void milter.write(encodeFrame(command, data), () => resolve()));
      if (command !== commands.body) return;
      pieces += 1;
      const { afterBody } = this;
      if (pieces !== afterBody?.pieces) return;
      this.afterBody = null;
      await afterBody.run();
    };
    try {
      for await (const bytes of mta as AsyncIterable<Uint8Array>)
        for (const frame of reader.push(bytes)) await pass(frame);
    } catch {
      // One of the two has gone; so does the other.
    }
  }
}
