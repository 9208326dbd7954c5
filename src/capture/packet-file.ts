import { joined } from '../base/bytes.ts';

/** One packet as it was captured. */
export interface Packet {
  /** Milliseconds since 1970, with a fraction. */
  readonly at: number;
  /** What was kept of it, beginning with the header of its link. */
  readonly data: Uint8Array;
  /** The type of the link (LINKTYPE_*), of the whole file. */
  readonly link: number;
}

/** Bytes of one packet at most: more than tcpdump ever keeps of one, so a longer one means that the file is damaged. */
const longestPacket = 262_144;

interface Shape {
  readonly isLittle: boolean;
  /** Parts of a millisecond in the fraction of a second: microseconds or nanoseconds. */
  readonly perMilli: number;
  readonly link: number;
}

const headerLength = 24;
const recordLength = 16;

/**
 * Reads a file of packets (pcap, draft-ietf-opsawg-pcap §4) as its bytes come, in either byte order, with microseconds
 * or nanoseconds. Keeps at most one packet (256 KiB). What is no such file gives nothing and is called broken.
 */
export class PacketReader {
  #rest: Uint8Array = new Uint8Array(0);
  #shape: Shape | null = null;
  #wholeBytes = 0;
  #isBroken = false;

  /** Bytes up to the end of the last whole packet: what of a file that was cut off is worth keeping. */
  get wholeBytes(): number {
    return this.#wholeBytes;
  }

  /** Something was read that no file of packets holds; what comes after it is not read. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** The packets that these bytes complete. They stay valid until the next call. */
  *write(chunk: Uint8Array): Generator<Packet> {
    if (this.#isBroken) return;
    const bytes = joined(this.#rest, chunk);
    let at = 0;
    if (this.#shape === null && bytes.length >= headerLength) {
      this.#shape = shapeOf(bytes);
      this.#isBroken = this.#shape === null;
      this.#wholeBytes = this.#isBroken ? 0 : headerLength;
      at = headerLength;
    }
    while (this.#shape !== null) {
      const found = packetAt(bytes, at, this.#shape);
      if (found === 'more') break;
      if (found === 'broken') {
        this.#isBroken = true;
        break;
      }
      at += recordLength + found.data.length;
      this.#wholeBytes += recordLength + found.data.length;
      yield found;
    }
    this.#rest = this.#isBroken ? new Uint8Array(0) : bytes.slice(at);
  }
}

/** The four magics: 0xa1b2c3d4 with microseconds, 0xa1b23c4d with nanoseconds, each in both orders. */
function shapeOf(bytes: Uint8Array): Shape | null {
  const view = viewOf(bytes);
  for (const isLittle of [true, false]) {
    const magic = view.getUint32(0, isLittle);
    const perMilli = magic === 0xa1b2c3d4 ? 1000 : magic === 0xa1b23c4d ? 1_000_000 : null;
    // The upper bits tell of a checksum at the end of each frame, which nobody reads here.
    if (perMilli !== null) return { isLittle, perMilli, link: view.getUint32(20, isLittle) & 0xffff };
  }
  return null;
}

function packetAt(bytes: Uint8Array, at: number, { isLittle, perMilli, link }: Shape): Packet | 'more' | 'broken' {
  if (bytes.length - at < recordLength) return 'more';
  const view = viewOf(bytes);
  const length = view.getUint32(at + 8, isLittle);
  if (length > longestPacket) return 'broken';
  const from = at + recordLength;
  if (bytes.length - from < length) return 'more';
  const time = view.getUint32(at, isLittle) * 1000 + view.getUint32(at + 4, isLittle) / perMilli;
  return { at: time, data: bytes.subarray(from, from + length), link };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
