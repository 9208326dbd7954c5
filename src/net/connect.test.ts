import { once } from 'node:events';
import type { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { ask, failureOf, serveTcp, target } from '../../test/fakes/loopback.ts';

/** A server that says nothing, and the first connection that it gets. */
async function silentServer(): Promise<{ readonly port: number; readonly connected: Promise<Socket> }> {
  let connected: (socket: Socket) => void = () => undefined;
  const first = new Promise<Socket>((resolve) => (connected = resolve));
  const port = await serveTcp((socket) => {
    socket.resume();
    connected(socket);
  });
  return { port, connected: first };
}

const timeouts = { connect: 200, firstByte: 200, stall: 200, request: 5000 };

it('closes the connection of a handshake that was given up', async () => {
  const { port, connected } = await silentServer();
  const failed = failureOf(ask(target(port, { https: true, timeouts })));
  const socket = await connected;
  const closed = once(socket, 'close');
  expect((await failed).code).toBe('tls/timeout');
  await closed;
});

it('closes the connection to a proxy that was given up', async () => {
  const { port, connected } = await silentServer();
  const proxy = { kind: 'http', host: '127.0.0.1', port, user: null, password: null, noProxy: [] } as const;
  const failed = failureOf(ask(target(9, { https: true, timeouts, proxy })));
  const socket = await connected;
  const closed = once(socket, 'close');
  expect((await failed).code).toBe('proxy/silent');
  await closed;
});
