import type { IncomingMessage } from 'node:http';

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
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of request as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > most) throw tooLong;
      pieces.push(piece);
    }
  } catch (error) {
    throw error instanceof Refused ? error : new Refused(408, 'the body did not come');
  } finally {
    clearTimeout(late);
  }
  return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces);
}
