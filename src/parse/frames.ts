/**
 * Frames between the poller and a parser child: four bytes of length (little endian, of the payload), four of the
 * document's number, one byte of type, the payload. Payloads are JSON, except for the bytes of a document. The number
 * tells the answers to one document from those to another that had been given up.
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
export const longestFrame = 64 * 1024 * 1024;
const head = 9;

export interface Frame {
  readonly type: number;
  /** Of the document that it belongs to. */
  readonly document: number;
  readonly payload: Uint8Array;
}

/** The head of a frame; the payload follows it. */
export function frameHead(type: FrameType, document: number, length: number): Uint8Array {
  const bytes = new Uint8Array(head);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, length, true);
  view.setUint32(4, document, true);
  bytes[8] = type;
  return bytes;
}

/** Cuts a stream of bytes into frames, however it was split. */
export class FrameReader {
  #held: Uint8Array[] = [];
  #size = 0;
  /** Bytes that the next frame needs, its head included, as far as that is known. */
  #needed = head;

  /** The frames that are whole now; their payloads are views of what was pushed. @throws RangeError for a payload longer than 64 MiB. */
  push(bytes: Uint8Array): Frame[] {
    this.#held.push(bytes);
    this.#size += bytes.length;
    const frames: Frame[] = [];
    while (this.#size >= this.#needed) {
      const frame = this.#next(this.#joined());
      if (frame !== null) frames.push(frame);
    }
    return frames;
  }

  #next(bytes: Uint8Array): Frame | null {
    const view = new DataView(bytes.buffer, bytes.byteOffset, head);
    const length = view.getUint32(0, true);
    if (length > longestFrame) throw new RangeError(`a frame of ${length} bytes`);
    this.#needed = head + length;
    if (this.#size < this.#needed) return null;
    const frame = {
      type: bytes[8] ?? 0,
      document: view.getUint32(4, true),
      payload: bytes.subarray(head, this.#needed),
    };
    this.#held = [bytes.subarray(this.#needed)];
    this.#size -= this.#needed;
    this.#needed = head;
    return frame;
  }

  #joined(): Uint8Array {
    const [first] = this.#held;
    if (this.#held.length === 1 && first !== undefined) return first;
    const whole = new Uint8Array(this.#size);
    let at = 0;
    for (const piece of this.#held) {
      whole.set(piece, at);
      at += piece.length;
    }
    this.#held = [whole];
    return whole;
  }
}

/** A frame's payload as JSON. Both ends are ours and of one build: the type is known by the frame's. */
export function frameJson(frame: Frame): unknown {
  return JSON.parse(new TextDecoder().decode(frame.payload));
}
