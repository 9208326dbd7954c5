import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { failing } from '../base/failure.ts';
import { socketChannel } from './channels.ts';
import { serviceConditions } from './conditions.ts';
import { serviceHandlers } from './remote.ts';
import { serve } from './rpc.ts';
import type { Service } from './service.ts';

const fail = failing(serviceConditions);

export interface ControlServer {
  close(): Promise<void>;
}

/**
 * Listens on the daemon's socket for the command line. Only the owner of the data directory can open it (mode 0600).
 * The caller holds the directory's lock, so a socket file already there is a dead daemon's.
 * @throws Failure `gate/socket-unusable`.
 */
export async function openControlServer(path: string, service: Service): Promise<ControlServer> {
  rmSync(path, { force: true });
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    serve(socketChannel(socket), serviceHandlers(service));
  });
  await listen(server, path);
  chmodSync(path, 0o600);
  return {
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(fail('gate/socket-unusable', `listening on ${path}: ${error.message}`, { cause: error })),
    );
    server.listen(path, resolve);
  });
}
