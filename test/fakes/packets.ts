/** Packets as they stand in a file of them, made by hand. */

interface Frame {
  readonly at: number;
  readonly from: readonly [address: string, port: number];
  readonly to: readonly [address: string, port: number];
  /** Letters of the flags: S, A, F, R. */
  readonly flags: string;
  readonly sequence?: number;
  readonly data?: Uint8Array;
}

/** A segment of TCP in IPv4 (RFC 791, RFC 9293), checksums left out. */
export function segmentBytes({ from, to, flags, sequence = 0, data = new Uint8Array(0) }: Frame): Buffer {
  const ip = Buffer.alloc(20);
  ip[0] = 0x45;
  ip.writeUInt16BE(40 + data.length, 2);
  ip[8] = 64;
  ip[9] = 6;
  ip.set(from[0].split('.').map(Number), 12);
  ip.set(to[0].split('.').map(Number), 16);
  const tcp = Buffer.alloc(20);
  tcp.writeUInt16BE(from[1], 0);
  tcp.writeUInt16BE(to[1], 2);
  tcp.writeUInt32BE(sequence, 4);
  tcp[12] = 0x50;
  tcp[13] = Array.from(flags).reduce((bits, flag) => bits | ({ F: 1, S: 2, R: 4, A: 16 }[flag] ?? 0), 0);
  return Buffer.concat([ip, tcp, data]);
}

interface FileShape {
  readonly isLittle?: boolean;
  readonly isNano?: boolean;
  /** LINKTYPE_RAW where nothing is said. */
  readonly link?: number;
}

/** A file of packets: each with its time in milliseconds, its bytes as the link carries them. */
export function packetFile(
  packets: readonly (readonly [at: number, bytes: Uint8Array])[],
  shape: FileShape = {},
): Buffer {
  const { isLittle = true, isNano = false, link = 101 } = shape;
  const words = (...values: readonly number[]): Buffer => {
    const bytes = Buffer.alloc(values.length * 4);
    for (const [i, value] of values.entries())
      if (isLittle) bytes.writeUInt32LE(value, i * 4);
      else bytes.writeUInt32BE(value, i * 4);
    return bytes;
  };
  const head = words(isNano ? 0xa1b23c4d : 0xa1b2c3d4, 0x00040002, 0, 0, 262_144, link);
  const records = packets.flatMap(([at, bytes]) => [
    words(Math.floor(at / 1000), (at % 1000) * (isNano ? 1_000_000 : 1000), bytes.length, bytes.length),
    bytes,
  ]);
  return Buffer.concat([head, ...records]);
}

/** A file of frames as they come. */
export function frameFile(frames: readonly Frame[], shape: FileShape = {}): Buffer {
  return packetFile(
    frames.map((frame) => [frame.at, segmentBytes(frame)]),
    shape,
  );
}
