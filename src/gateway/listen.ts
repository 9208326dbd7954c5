import { chmod, lstat, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { formatListenAddress, type ListenAddress } from '../config/listen-address.ts';
import { errorCode } from '../host/error-code.ts';
import { fail } from './conditions.ts';

export interface ListenOptions {
  readonly address: ListenAddress;
  /** Connections at once; more are closed at once. Default 1,000. */
  readonly mostConnections?: number;
  /** Milliseconds without a byte until a connection is closed. Default 10 minutes. */
  readonly idleMs?: number;
  /** Runs a connection to its end; what it throws closes it. */
  readonly serve: (socket: Socket) => Promise<void>;
  readonly failed: (error: unknown) => void;
}

export interface Listener {
  /** Where it listens, the port filled in where 0 was asked for. */
  readonly address: ListenAddress;
  /** Takes no more connections, waits up to `drainMs` for those under way, and ends. */
  close(drainMs?: number): Promise<void>;
}

/** Listens for a front. @throws Failure `gateway/listen` */
export async function listen(options: ListenOptions): Promise<Listener> {
  const { address, mostConnections = 1000, idleMs = 600_000, serve, failed } = options;
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    socket.setTimeout(idleMs, () => socket.destroy());
    // An error of the socket ends its reading.
    socket.on('error', () => undefined);
    serve(socket)
      .catch((error: unknown) => {
        if (!isGone(error)) failed(error);
      })
      .finally(() => socket.destroySoon());
  });
  server.maxConnections = mostConnections;
  const bound = await bind(server, address);
  return { address: bound, close: (drainMs = 0) => close(server, open, drainMs) };
}

/** Whether a connection has ended in mid talk, by its client or for idleness: nobody's failure. */
function isGone(error: unknown): boolean {
  return ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ERR_STREAM_PREMATURE_CLOSE'].includes(errorCode(error));
}

async function bind(server: Server, address: ListenAddress): Promise<ListenAddress> {
  const where = formatListenAddress(address);
  if (address.kind === 'unix') await removeSocket(address.path);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        fail('gateway/listen', `listening on ${where}: ${error.code ?? error.message}`, {
          evidence: { where, error: error.code ?? '' },
          cause: error,
        }),
      ),
    );
    const listening = (): void => resolve();
    if (address.kind === 'unix') server.listen(address.path, listening);
    else server.listen(address.port, address.host, listening);
  });
  if (address.kind === 'unix') {
    await chmod(address.path, address.mode);
    return address;
  }
  const bound = server.address();
  return bound === null || typeof bound === 'string' ? address : { ...address, port: bound.port };
}

/** What a process before left behind; a file of another kind is not ours to remove. */
async function removeSocket(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found?.isSocket() === true) await rm(path, { force: true });
}

async function close(server: Server, open: ReadonlySet<Socket>, drainMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const timer = setTimeout(() => open.forEach((socket) => socket.destroy()), drainMs);
  await closed;
  clearTimeout(timer);
}
