import { createServer } from 'node:http';
import { listening, type Stand } from '../stand.ts';
import type { ListFault } from './fault.ts';

const longest = { maxHeaderSize: 16 * 1024, headersTimeout: 10_000, requestTimeout: 30_000 } as const;

/** Starts a server on loopback whose list, at whatever path, fails in one way. @throws Failure `config/lab-port` where the port cannot be had. */
export function startListServer(fault: ListFault, port = 0): Promise<Stand> {
  let before = 0;
  const server = createServer(longest, (request, response) => {
    const { 'if-none-match': tag, 'if-modified-since': since } = request.headers;
    request.resume();
    fault.answer({ before, conditional: (tag ?? since) !== undefined }, response);
    before += 1;
  });
  return listening(server, port);
}
