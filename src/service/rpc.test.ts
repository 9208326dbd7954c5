import { createServer, connect } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { failing } from '../base/failure.ts';
import { socketChannel } from './channels.ts';
import { RpcClient, serve, type Handlers } from './rpc.ts';

const fail = failing({ 'tcp/refused': { stage: 'tcp', title: 'refused', fault: 'source', retry: 'soon' } });
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function line(handlers: Handlers) {
  const server = createServer((socket) => {
    closers.push(() => socket.destroy());
    serve(socketChannel(socket), handlers);
  }).listen(0, '127.0.0.1');
  closers.push(() => server.close());
  await once(server, 'listening');
  const address = server.address();
  const socket = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1');
  closers.push(() => socket.destroy());
  await once(socket, 'connect');
  return { client: new RpcClient(socketChannel(socket)), socket };
}

describe('a line to the daemon', () => {
  it('answers calls side by side and carries failures whole', async () => {
    const { client } = await line({
      echo: async (params) => params,
      broken: async () => {
        throw fail('tcp/refused', 'connection refused', { evidence: { port: 443 } });
      },
    });
    const [a, b] = await Promise.all([client.call('echo', { n: 1 }), client.call('echo', 'x')]);
    expect([a, b]).toEqual([{ n: 1 }, 'x']);
    await expect(client.call('broken')).rejects.toMatchObject({ code: 'tcp/refused', evidence: { port: 443 } });
    await expect(client.call('nothing')).rejects.toMatchObject({ code: 'gate/unknown-method' });
  });
  it('streams in batches, asking for more only when those are consumed', async () => {
    let made = 0;
    async function* numbers() {
      for (; made < 10_000; made += 1) yield made;
    }
    const { client } = await line({ numbers });
    const seen: number[] = [];
    for await (const n of client.stream<number>('numbers', null, 10)) {
      seen.push(n);
      if (n === 25) break;
    }
    expect(seen).toEqual(Array.from({ length: 26 }, (_, i) => i));
    expect(made).toBeLessThan(60);
  });
  it('ends a stream in its failure', async () => {
    async function* broken() {
      yield 1;
      throw fail('tcp/refused', 'gone');
    }
    const { client } = await line({ broken });
    const seen: unknown[] = [];
    const reading = (async () => {
      for await (const n of client.stream('broken', null, 1)) seen.push(n);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'tcp/refused' });
    expect(seen).toEqual([1]);
  });
  it('tells everybody who waits when the line is cut', async () => {
    const { client, socket } = await line({ never: () => new Promise(() => undefined) });
    const waiting = client.call('never');
    socket.destroy();
    await expect(waiting).rejects.toMatchObject({ code: 'gate/daemon-gone' });
    await expect(client.call('never')).rejects.toMatchObject({ code: 'gate/daemon-gone' });
  });
});
