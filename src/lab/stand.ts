import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions, type TLSSocket } from 'node:tls';
import { fail } from './conditions.ts';

/** Something that listens on loopback, to be met. */
export interface Stand {
  readonly port: number;
  /** Cuts all connections and stops listening. */
  close(): Promise<void>;
}

export const loopback = '127.0.0.1';
const mostConnections = 64;

/** Listens, and leaves each connection to `talk`. @throws Failure `config/lab-port`. */
export function standTcp(talk: (socket: Socket) => void, port = 0): Promise<Stand> {
  return listening(createServer({ noDelay: true }, talk), port);
}

/** Listens for TLS, and leaves each connection to `talk` once it is agreed. @throws Failure `config/lab-port`. */
export function standTls(options: TlsOptions, talk: (socket: TLSSocket) => void, port = 0): Promise<Stand> {
  const server = createTlsServer(options, (socket) => {
    socket.on('error', () => undefined);
    talk(socket);
  });
  server.on('tlsClientError', () => undefined);
  return listening(server, port);
}

/** Puts a server on a port of loopback, and has it end with all its connections. @throws Failure `config/lab-port`. */
export function listening(server: Server, port: number): Promise<Stand> {
  const open = new Set<Socket>();
  server.maxConnections = mostConnections;
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => open.delete(socket));
  });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const code = 'code' in cause ? String(cause.code) : cause.name;
      const message = `listening on ${loopback}:${port} for the practice server: ${code}`;
      reject(fail('config/lab-port', message, { evidence: { host: loopback, port, code }, cause }));
    });
    server.listen(port, loopback, () => resolve({ port: (server.address() as AddressInfo).port, close }));
  });
}

/** Two stands as one, known by the first. */
export function both(front: Stand, behind: Stand): Stand {
  const close = async (): Promise<void> => {
    await Promise.all([front.close(), behind.close()]);
  };
  return { port: front.port, close };
}

/** Passes everything on to a port of loopback, and back, after what was heard already. Neither end outlives the other. */
export function passOn(client: Socket, port: number, heard: Uint8Array = new Uint8Array(0)): void {
  const server = connectHere(client, port);
  server.once('close', () => client.destroySoon());
  if (heard.length > 0) server.write(heard);
  client.pipe(server);
  server.pipe(client);
}

/** A connection to a port of loopback that ends when the client's does. */
export function connectHere(client: Socket, port: number): Socket {
  const server = connect({ port, host: loopback, noDelay: true });
  server.on('error', () => undefined);
  client.once('close', () => server.destroy());
  return server;
}
