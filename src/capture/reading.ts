import { createReadStream } from 'node:fs';
import { Connections, type Connection } from './connections.ts';
import { PacketReader } from './packet-file.ts';
import { segmentOf } from './segment.ts';

/** What a capture shows, in short. */
export interface Reading {
  readonly connections: readonly Connection[];
  readonly packets: number;
  /** Packets that are no TCP, or cannot be read. */
  readonly others: number;
  /** Segments of connections beyond the thousandth. */
  readonly unread: number;
  /** The file is damaged, and what comes after that was not read. */
  readonly broken: boolean;
}

/** Reads a file of packets; memory does not grow with it. `port` is the server's. @throws the error of the file system. */
export async function readCapture(file: string, port: number): Promise<Reading> {
  const chunks: AsyncIterable<Uint8Array> = createReadStream(file);
  return readPackets(chunks, port);
}

/** The same of bytes from anywhere. */
export async function readPackets(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  port: number,
): Promise<Reading> {
  const reader = new PacketReader();
  const connections = new Connections(port);
  let packets = 0;
  let others = 0;
  for await (const chunk of chunks) {
    for (const packet of reader.write(chunk)) {
      packets += 1;
      const segment = segmentOf(packet);
      if (segment === null) others += 1;
      else connections.add(segment);
    }
  }
  return {
    connections: connections.read(),
    packets,
    others,
    unread: connections.unread,
    broken: reader.isBroken,
  };
}
