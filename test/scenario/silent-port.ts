import { spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';

/** Listens with the shortest queue and never accepts: what does not fit into the queue any more is not answered. */
const listener = `
  const server = require('node:net').createServer();
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    require('node:fs').writeSync(1, String(server.address().port));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;

/** A port of 127.0.0.1 that does not answer a connection request, as behind a firewall that drops it. */
export async function silentPort(): Promise<{ readonly port: number; close(): void }> {
  const child = spawn(process.execPath, ['-e', listener], { stdio: ['ignore', 'pipe', 'ignore'] });
  const port = Number(
    await new Promise<string>((resolve) => child.stdout.once('data', (bytes: Buffer) => resolve(bytes.toString()))),
  );
  const queued: Socket[] = [];
  for (let full = false; !full;) {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.on('error', () => undefined);
    queued.push(socket);
    full = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(false));
      setTimeout(() => resolve(true), 400);
    });
  }
  return {
    port,
    close() {
      for (const socket of queued) socket.destroy();
      child.kill('SIGKILL');
    },
  };
}
