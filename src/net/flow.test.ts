import type { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { afterRequest, ask, failureOf, serveTcp, serveTls, target, textOf } from '../../test/fakes/loopback.ts';

const mebi = 1024 ** 2;
const block = Buffer.alloc(64 * 1024, 'a');

/** Sends a body of so many bytes as fast as it is taken; `sent` counts what was handed to the system. */
function flood(bytes: number, progress: { sent: number }): (socket: Socket) => void {
  return afterRequest((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${bytes}\r\n\r\n`);
    const more = (): void => {
      while (progress.sent < bytes) {
        progress.sent += block.length;
        if (!socket.write(block)) return void socket.once('drain', more);
      }
      socket.end();
    };
    more();
  });
}

it.each(['http', 'https'])('a slow reader holds an %s server back, and memory stays flat', async (scheme) => {
  const progress = { sent: 0 };
  const bytes = 96 * mebi;
  const https = scheme === 'https';
  const talk = flood(bytes, progress);
  const port = https ? await serveTls(['good', 'intermediate'], talk) : await serveTcp(talk);
  const response = await ask(target(port, { https }));
  const before = process.memoryUsage().arrayBuffers;
  let received = 0;
  let furthest = 0;
  let memory = 0;
  for await (const part of response.body) {
    received += part.length;
    if (received < 32 * mebi) for (let i = 0; i < 5; i += 1) await turn();
    furthest = Math.max(furthest, progress.sent - received);
    memory = Math.max(memory, process.memoryUsage().arrayBuffers - before);
  }
  expect(received).toBe(bytes);
  // What the system's own buffers on loopback hold, and a few pieces.
  expect(furthest).toBeLessThan(20 * mebi);
  expect(memory).toBeLessThan(64 * mebi);
});
it.each(['http', 'https'])(
  'a reader slower than the server’s closing of an %s connection loses nothing',
  async (scheme) => {
    const https = scheme === 'https';
    const bytes = 3 * mebi + 17;
    const talk = afterRequest((socket: Socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.end(Buffer.alloc(bytes, 'a'));
    });
    const port = https ? await serveTls(['good', 'intermediate'], talk) : await serveTcp(talk);
    const response = await ask(target(port, { https }));
    let received = 0;
    for await (const part of response.body) {
      received += part.length;
      for (let i = 0; i < 20; i += 1) await turn();
    }
    expect(received).toBe(bytes);
  },
);
it('stops at the budget of the wire, and at a bomb', async () => {
  const port = await serveTcp(flood(8 * mebi, { sent: 0 }));
  const failure = await failureOf(ask(target(port), {}, { budget: { wireBytes: mebi } }));
  expect(failure).toMatchObject({ code: 'http/too-big', hop: 'origin', stage: 'http' });
  const bomb = gzipSync(Buffer.alloc(32 * mebi));
  const bombs = await serveTcp(
    afterRequest((socket) => {
      socket.end(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n'), bomb]));
    }),
  );
  expect((await failureOf(ask(target(bombs)))).code).toBe('http/bomb');
});
it.each([
  ['gzip', 'http/gzip-truncated', (whole: Buffer): Buffer => whole.subarray(0, whole.length / 2)],
  ['gzip', 'http/gzip-corrupt', (whole: Buffer): Buffer => Buffer.concat([whole.subarray(0, -8), Buffer.alloc(8, 1)])],
  ['gzip', 'http/not-gzip', (): Buffer => Buffer.from('<stix/>')],
  ['br', 'http/encoding-unknown', (): Buffer => Buffer.from('<stix/>')],
  ['gzip, gzip', 'http/encoding-stacked', (whole: Buffer): Buffer => whole],
])('an answer in %s that is not what it says ends in %s', async (encoding, code, damage) => {
  const body = damage(gzipSync(block));
  const head = `HTTP/1.1 200 OK\r\nContent-Encoding: ${encoding}\r\nContent-Length: ${body.length}\r\n\r\n`;
  const port = await serveTcp(afterRequest((socket) => socket.end(Buffer.concat([Buffer.from(head), body]))));
  const failure = await failureOf(ask(target(port)));
  expect([failure.code, failure.evidence['statusLine']]).toEqual([code, 'HTTP/1.1 200 OK']);
});
it('unpacks gzip that was not declared, and warns', async () => {
  const port = await serveTcp(
    afterRequest((socket) => socket.end(Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), gzipSync('<a/>')]))),
  );
  const response = await ask(target(port));
  expect(await textOf(response)).toBe('<a/>');
  expect(response.warnings.map(({ code }) => code)).toEqual(['http/gzip-undeclared']);
});
