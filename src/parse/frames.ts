/**
 * Frames between the poller and a parser child: four bytes of length (little endian, of what follows the type), one
 * byte of type, the payload. Payloads are JSON, except for the bytes of a document.
 */
export const frameTypes = {
  open: 1,
  begin: 2,
  data: 3,
  end: 4,
  cancel: 5,
  waiting: 6,
  opened: 10,
  taken: 11,
  indicators: 12,
  result: 13,
  failure: 14,
  cancelled: 15,
  waitingList: 16,
} as const;
export type FrameType = (typeof frameTypes)[keyof typeof frameTypes];

/** The largest payload; both ends are ours, a larger one is a bug or a broken pipe. */
const longestFrame = 64 * 1024 * 1024;
const head = 5;

export interface Frame {
  readonly type: number;
  readonly payload: Uint8Array;
}

/** The head of a frame; the payload follows it. */
export function frameHead(type: FrameType, length: number): Uint8Array {
  const bytes = new Uint8Array(head);
  new DataView(bytes.buffer).setUint32(0, length, true);
  bytes[4] = type;
  return bytes;
}

/** Cuts a stream of bytes into frames, however it was split. */
export class FrameReader {
  #held: Uint8Array[] = [];
  #size = 0;

  /** The frames that are whole now. @throws RangeError for a frame longer than `longestFrame`. */
  push(bytes: Uint8Array): Frame[] {
    this.#held.push(bytes);
    this.#size += bytes.length;
    const frames: Frame[] = [];
    for (;;) {
      const begin = this.#size < head ? null : this.#peek(head);
      if (begin === null) return frames;
      const length = new DataView(begin.buffer, begin.byteOffset, head).getUint32(0, true);
      if (length > longestFrame) throw new RangeError(`a frame of ${length} bytes`);
      if (this.#size < head + length) return frames;
      const whole = this.#take(head + length);
      frames.push({ type: whole[4] ?? 0, payload: whole.subarray(head) });
    }
  }

  #peek(count: number): Uint8Array {
    const [first] = this.#held;
    if (first !== undefined && first.length >= count) return first;
    this.#held = [joined(this.#held, this.#size)];
    return this.#held[0] ?? new Uint8Array(0);
  }

  #take(count: number): Uint8Array {
    const bytes = this.#peek(count);
    this.#size -= count;
    const [, ...others] = this.#held;
    this.#held = bytes.length > count ? [bytes.subarray(count), ...others] : others;
    return bytes.subarray(0, count);
  }
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** A frame's payload as JSON. Both ends are ours and of one build: the type is known by the frame's. */
export function frameJson(frame: Frame): unknown {
  return JSON.parse(new TextDecoder().decode(frame.payload));
}
