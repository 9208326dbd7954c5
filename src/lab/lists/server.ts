import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fail } from '../conditions.ts';
import type { ListFault } from './fault.ts';

/** A server of one list on loopback. */
export interface ListServer {
  readonly port: number;
  /** Cuts all connections and stops listening. */
  close(): Promise<void>;
}

const longest = { maxHeaderSize: 16 * 1024, headersTimeout: 10_000, requestTimeout: 30_000 } as const;
const mostConnections = 64;

/** Starts a server whose list, at whatever path, fails in one way. @throws Failure `config/lab-port` where the port cannot be had. */
export async function startListServer(fault: ListFault, port = 0): Promise<ListServer> {
  let before = 0;
  const server = createServer(longest, (request, response) => {
    const { 'if-none-match': tag, 'if-modified-since': since } = request.headers;
    request.resume();
    fault.answer({ before, conditional: (tag ?? since) !== undefined }, response);
    before += 1;
  });
  server.maxConnections = mostConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      reject(
        fail('config/lab-port', `port ${port} of 127.0.0.1 cannot be had: ${error.message}`, { evidence: { port } }),
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
