/** Content types of TLS records (RFC 8446 §5.1). */
export const contentTypes = { changeCipherSpec: 20, alert: 21, handshake: 22, applicationData: 23 } as const;

const headBytes = 5;

/** A record as it crosses the wire. */
export interface TlsRecord {
  readonly type: number;
  /** With its head. */
  readonly bytes: Buffer;
}

/** Cuts a stream of bytes into whole records; what is not whole yet is kept. */
export function recordSplitter(): (chunk: Uint8Array) => readonly TlsRecord[] {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const found: TlsRecord[] = [];
    for (;;) {
      if (rest.length < headBytes) return found;
      const end = headBytes + rest.readUInt16BE(3);
      if (rest.length < end) return found;
      found.push({ type: rest.readUInt8(0), bytes: rest.subarray(0, end) });
      rest = rest.subarray(end);
    }
  };
}

/** A record of TLS 1.2, or one of TLS 1.3 that is not encrypted yet. `length`: what its head says, where that is a lie. */
export function record(type: number, content: Uint8Array, length = content.length): Buffer {
  return Buffer.concat([Buffer.of(type, 3, 3, length >> 8, length & 0xff), content]);
}

/** An alert (RFC 8446 §6). */
export function fatalAlert(description: number): Buffer {
  return Buffer.of(2, description);
}

export function warningAlert(description: number): Buffer {
  return Buffer.of(1, description);
}

/** The same record with one byte of its content turned. */
export function damaged({ bytes }: TlsRecord): Buffer {
  const copy = Buffer.from(bytes);
  const last = copy.length - 1;
  copy.writeUInt8(copy.readUInt8(last) ^ 0xff, last);
  return copy;
}
