import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Bytes, HttpReply } from './reply.ts';

const gathered = 64 * 1024;

/** Small pieces joined to about 64 KiB, so that a large answer is not a million small writes. */
function* joined(body: Iterable<Bytes>): Generator<Buffer> {
  let text = '';
  for (const piece of body) {
    if (typeof piece === 'string') text += piece;
    if (typeof piece === 'string' && text.length < gathered) continue;
    if (text !== '') yield Buffer.from(text);
    text = '';
    if (typeof piece !== 'string') yield Buffer.from(piece);
  }
  if (text !== '') yield Buffer.from(text);
}

/** Writes an answer, pulled as the peer reads; packs it with gzip where the peer takes that and the length is open. */
export async function send(request: IncomingMessage, response: ServerResponse, reply: HttpReply): Promise<void> {
  const open = reply.headers['content-length'] === undefined && reply.status !== 204;
  const gzip = open && /\bgzip\b/i.test(request.headers['accept-encoding'] ?? '');
  response.writeHead(reply.status, {
    server: 'feedgate-lab',
    ...reply.headers,
    ...(gzip ? { 'content-encoding': 'gzip', vary: 'accept-encoding' } : {}),
  });
  const source = Readable.from(joined(reply.body));
  if (gzip) await pipeline(source, createGzip({ level: 1 }), response);
  else await pipeline(source, response);
}
