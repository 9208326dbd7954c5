import type { IncomingMessage } from 'node:http';
import { Gathered } from '../match/sink.ts';

/** A request that is not answered as asked; the message goes to the client. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** A body comes within this time, milliseconds. */
const longestMs = 30_000;

/** The body of a request. @throws Refused 413 for one longer than `most` bytes, 408 for one that does not come. */
export async function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  const tooLong = new Refused(413, `more than ${most} bytes`);
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLong;
  const late = setTimeout(() => request.destroy(), longestMs);
  const gathered = new Gathered();
  try {
    for await (const piece of request as AsyncIterable<Buffer>) {
      if (gathered.length + piece.length > most) throw tooLong;
      gathered.append(piece);
    }
  } catch (error) {
    throw error instanceof Refused ? error : new Refused(408, 'the body did not come');
  } finally {
    clearTimeout(late);
  }
  const { buffer, byteOffset, length } = gathered.bytes;
  return Buffer.from(buffer, byteOffset, length);
}
