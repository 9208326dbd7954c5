import { fail } from './conditions.ts';

/** A command or a reply: one byte that names it, and its data. */
export interface Frame {
  readonly command: number;
  readonly data: Uint8Array;
}

/** Bytes of a frame's data that are taken. MTAs send bodies in pieces of 64 KiB unless more is negotiated; a header may be longer. */
export const longestData = 1024 * 1024;

const head = 5;

/** Cuts what an MTA sends into frames, however it was split. Holds at most one frame besides what it is given. */
export class FrameReader {
  /** Bytes of a frame that is not whole; there may be room behind them. */
  #held: Uint8Array = nothing;
  #size = 0;

  /**
   * The frames that are whole now; their data are views of what was given.
   * @throws Failure `milter/frame-too-large`, `milter/bad-frame`: the connection is of no more use.
   */
  push(bytes: Uint8Array): readonly Frame[] {
    const all = this.#with(bytes);
    const view = new DataView(all.buffer, all.byteOffset, all.byteLength);
    const frames: Frame[] = [];
    let at = 0;
    while (all.length - at >= head) {
      const end = at + 4 + lengthAt(view, at);
      if (end > all.length) break;
      frames.push({ command: view.getUint8(at + 4), data: all.subarray(at + head, end) });
      at = end;
    }
    // Frames that were given away are views: what is held behind them is never written to.
    if (at > 0) this.#held = all.subarray(at);
    this.#size = all.length - at;
    return frames;
  }

  /** What is held and these. Room grows twofold: a frame that comes byte by byte is not copied for each of them. */
  #with(bytes: Uint8Array): Uint8Array {
    if (this.#size === 0) {
      this.#held = bytes;
      return bytes;
    }
    const size = this.#size + bytes.length;
    if (size > this.#held.length) {
      const room = new Uint8Array(Math.max(size, 2 * this.#size));
      room.set(this.#held.subarray(0, this.#size));
      this.#held = room;
    }
    this.#held.set(bytes, this.#size);
    return this.#held.subarray(0, size);
  }
}

/** The length field, refused before anything of that size is waited for. */
function lengthAt(view: DataView, at: number): number {
  const length = view.getUint32(at);
  if (length === 0) throw fail('milter/bad-frame', 'a milter frame came without a command', { evidence: { length } });
  if (length - 1 > longestData) {
    const command = view.getUint8(at + 4);
    throw fail('milter/frame-too-large', `a milter frame of ${length} bytes was announced, ${longestData} are taken`, {
      evidence: { length, command },
    });
  }
  return length;
}

/** A frame as it goes over the wire. */
export function encodeFrame(command: number, data: Uint8Array = nothing): Uint8Array {
  const bytes = new Uint8Array(head + data.length);
  new DataView(bytes.buffer).setUint32(0, data.length + 1);
  bytes[4] = command;
  bytes.set(data, head);
  return bytes;
}

const nothing = new Uint8Array(0);
