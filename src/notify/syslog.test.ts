import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { channelOf, deliveryWorld, noticeOf, place, problem } from '../../test/fakes/alerting.ts';
import { closedPort } from '../../test/fakes/closed-port.ts';
import { pem, serveTcp, serveTls } from '../../test/fakes/loopback.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { sendNotice } from './send.ts';

const phish = noticeOf([problem('phish', { message: 'said "a=b|c"' })]);
const line =
  '<28>1 2026-11-22T12:00:00.000Z mx1 feedgate - opened - Feedgate warning: the proxy refused the connection (phish) [proxy/refused] id=';

function syslog(settings: string, root?: string) {
  return channelOf(`channels:\n  syslog:\n    - { name: siem, ${settings} }`, root);
}

/** What comes by one connection, when it has ended. */
async function receiver(serve: (talk: (socket: Socket) => void) => Promise<number>) {
  let ended: (text: string) => void = () => undefined;
  const heard = new Promise<string>((resolve) => {
    ended = resolve;
  });
  const port = await serve((socket) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (piece: string) => {
      text += piece;
    });
    socket.on('end', () => ended(text));
  });
  return { port, heard };
}

describe('syslog', () => {
  it('takes a datagram of RFC 5424', async () => {
    const server = createSocket('udp4');
    onTestFinished(() => void server.close());
    server.bind(0, '127.0.0.1');
    await once(server, 'listening');
    const heard = once(server, 'message');
    const channel = syslog(`host: alerts.example, port: ${server.address().port}`);
    await sendNotice(channel, phish, place, deliveryWorld());
    const [message] = (await heard) as [Buffer];
    expect(message.toString()).toContain(line);
  });

  it('takes a message with its length over TCP, in Korean with a byte order mark', async () => {
    const { port, heard } = await receiver(serveTcp);
    const channel = syslog(`host: alerts.example, port: ${port}, transport: tcp, facility: local4, language: ko`);
    await sendNotice(channel, phish, place, deliveryWorld());
    const [, length, text = ''] = /^(\d+) (.*)$/s.exec(await heard) ?? [];
    expect(Buffer.byteLength(text)).toBe(Number(length));
    expect(text).toMatch(/^<164>1 \S+ mx1 feedgate - opened - \ufeffFeedgate 경고: /);
  });

  it('takes CEF over TLS, with what would break its fields escaped', async () => {
    const root = tempDirectory();
    writeFileSync(join(root, 'ca.pem'), pem('root.pem'));
    const { port, heard } = await receiver((talk) => serveTls(['good', 'intermediate'], talk));
    const world = deliveryWorld();
    const known = { ...world, resolver: { resolve: () => world.resolver.resolve('alerts.example', world.signal) } };
    const channel = syslog(`host: feed.example, port: ${port}, transport: tls, caFile: ca.pem, format: cef`, root);
    await sendNotice(channel, phish, place, known);
    const text = await heard;
    expect(text).toContain(
      'CEF:0|Feedgate|feedgate|0.1.0|proxy/refused|the proxy refused the connection|6|rt=1795348800000 ',
    );
    expect(text).toContain(String.raw`msg=said "a\=b|c"`);
    expect(text).toContain(' cnt=1 reason=proxy proxy.example:8080 ');
  });

  it('takes a line over a unix socket', async () => {
    const path = join(tempDirectory(), 'log.sock');
    const { heard } = await receiver(async (talk) => {
      const server: Server = createServer(talk).listen(path);
      onTestFinished(() => void server.close());
      await once(server, 'listening');
      return 0;
    });
    await sendNotice(syslog(`transport: unix, path: ${path}`), phish, place, deliveryWorld());
    expect(await heard).toMatch(/^<28>1 .*\n$/);
  });

  it.each(['tcp', 'udp'])('over %s to a port where nobody listens is a failure', async (transport) => {
    const channel = syslog(`host: 127.0.0.1, port: ${await closedPort()}, transport: ${transport}`);
    await expect(sendNotice(channel, phish, place, deliveryWorld())).rejects.toMatchObject({
      code: 'alert/syslog-unreachable',
      evidence: { channel: 'siem', transport },
    });
  });

  it('to a socket that is not there is a failure', async () => {
    const channel = syslog(`transport: unix, path: ${join(tempDirectory(), 'none')}`);
    const sending = sendNotice(channel, phish, place, deliveryWorld());
    await expect(sending).rejects.toMatchObject({ code: 'alert/syslog-unreachable', evidence: { reason: 'ENOENT' } });
  });

  it('cuts a datagram between characters', async () => {
    const server = createSocket('udp4');
    onTestFinished(() => void server.close());
    server.bind(0, '127.0.0.1');
    await once(server, 'listening');
    const heard = once(server, 'message');
    const channel = syslog(`host: 127.0.0.1, port: ${server.address().port}`);
    const long = noticeOf([problem('phish', { message: '가'.repeat(3000) })]);
    await sendNotice({ ...channel, name: 'x' }, { ...long, id: '나'.repeat(400) }, place, deliveryWorld());
    const [message] = (await heard) as [Buffer];
    expect(message.length).toBeLessThanOrEqual(1400);
    expect(message.length).toBeGreaterThan(1390);
    expect(new TextDecoder('utf-8', { fatal: true }).decode(message)).toMatch(/가$/);
  });
});
