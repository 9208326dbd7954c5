import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions, type TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';
import { Failure } from '../../src/base/failure.ts';
import { systemClock } from '../../src/host/clock.ts';
import { exchange, type ExchangeDeps, type Response } from '../../src/net/exchange.ts';
import type { Request } from '../../src/net/request.ts';
import type { Resolver } from '../../src/net/resolver.ts';
import type { Target } from '../../src/net/target.ts';

/** A PEM file of `src/net/testing`. */
export function pem(name: string): string {
  return readFileSync(new URL(`../../src/net/testing/${name}`, import.meta.url), 'utf8');
}

/** A server on loopback for the length of the test; what still hangs on it then is cut. */
async function listening(server: Server): Promise<number> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

export function serveTcp(talk: (socket: Socket) => void): Promise<number> {
  return listening(createServer({ noDelay: true }, talk));
}

/** A TLS server that shows `chain` (names of `testing/`), whose first has the key `server.key`. */
export function serveTls(
  chain: readonly string[],
  talk: (socket: TLSSocket) => void,
  options: TlsOptions = {},
): Promise<number> {
  const cert = chain.map((name) => pem(`${name}.pem`)).join('\n');
  const server = createTlsServer({ cert, key: pem('server.key'), ...options }, (socket) => {
    socket.on('error', () => undefined);
    talk(socket);
  });
  server.on('tlsClientError', () => undefined);
  return listening(server);
}

/** Waits for the end of the request's head, then answers. */
export function afterRequest<S extends Socket>(answer: (socket: S, request: string) => void): (socket: S) => void {
  return (socket) => {
    let heard = '';
    const listen = (chunk: Buffer): void => {
      heard += chunk.toString('latin1');
      if (!heard.includes('\r\n\r\n')) return;
      socket.off('data', listen);
      answer(socket, heard);
      socket.resume();
    };
    socket.on('data', listen);
  };
}

/** Says this and closes. */
export function say(...parts: readonly (string | Uint8Array)[]): (socket: Socket) => void {
  return afterRequest((socket) => socket.end(Buffer.concat(parts.map((part) => Buffer.from(part as string)))));
}

/** A name server that knows these names only. */
export function names(table: Readonly<Record<string, readonly string[]>>): Resolver {
  return {
    resolve: (name) => {
      const addresses = table[name];
      if (addresses === undefined) throw new Error(`the test did not expect a look-up of ${name}`);
      return Promise.resolve({ addresses, from: 'dns', slowV6: false });
    },
  };
}

/** A target at loopback under the name `feed.example`, with limits of two seconds. */
export function target(port: number, changes: Partial<Target> = {}): Target {
  return {
    host: 'feed.example',
    port,
    https: false,
    path: '/taxii/poll/',
    allowPrivate: true,
    tls: { ca: pem('root.pem'), systemCa: false, pin: null, minimum: '1.2', clientCertificate: null },
    proxy: null,
    timeouts: { connect: 2000, firstByte: 2000, stall: 2000, request: 8000 },
    ...changes,
  };
}

const deps: ExchangeDeps = {
  clock: systemClock,
  resolver: names({ 'feed.example': ['127.0.0.1'], 'proxy.example': ['127.0.0.1'] }),
};

export function ask(to: Target, request: Partial<Request> = {}, world: Partial<ExchangeDeps> = {}): Promise<Response> {
  const whole: Request = { target: to, method: 'POST', headers: [], body: Buffer.from('<poll/>'), ...request };
  return exchange(whole, { ...deps, ...world });
}

/** The whole body as text. */
export async function textOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of response.body) parts.push(part);
  return Buffer.concat(parts).toString();
}

/** The failure of an exchange, of its head or of its body. */
export async function failureOf(answer: Promise<Response>): Promise<Failure> {
  try {
    await textOf(await answer);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('it did not fail');
}
