import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { channelOf, deliveryWorld, noticeOf, place, problem } from '../../test/fakes/alerting.ts';
import { closedPort } from '../../test/fakes/closed-port.ts';
import { afterRequest, serveTcp } from '../../test/fakes/loopback.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { sendNotice } from './send.ts';

interface Heard {
  readonly head: string;
  readonly body: string;
}

/** A receiver that takes one request after another and answers each. */
async function receiver(answer: string): Promise<{ readonly port: number; readonly heard: Heard[] }> {
  const heard: Heard[] = [];
  const port = await serveTcp((socket: Socket) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      const [head = '', body = ''] = text.split('\r\n\r\n', 2);
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
      if (Buffer.byteLength(body) < length) return;
      heard.push({ head, body });
      socket.end(answer);
    });
  });
  return { port, heard };
}

const thanks = 'HTTP/1.1 204 No Content\r\n\r\n';

function webhook(port: number, more = ''): string {
  return `channels:\n  webhook:\n    - { name: ops, url: "http://alerts.example:${port}/hook?key=K3Y", allowPrivate: true${more} }`;
}

describe('a webhook', () => {
  it('gets JSON with the words of its language, and a signature that its secret confirms', async () => {
    const root = tempDirectory();
    writeFileSync(join(root, 'hook.secret'), 'quite secret\n');
    const { port, heard } = await receiver(thanks);
    const channel = channelOf(webhook(port, ', secretFile: hook.secret, language: ko'), root);
    const notice = noticeOf([problem('phish'), problem('malware')]);
    await sendNotice(channel, notice, place, deliveryWorld());
    const [{ head, body } = { head: '', body: '' }] = heard;
    expect(head).toMatch(/^POST \/hook\?key=K3Y HTTP\/1\.1\r\n/);
    expect(JSON.parse(body)).toMatchObject({
      feedgate: 1,
      node: 'mx1',
      kind: 'opened',
      severity: 'warning',
      code: 'proxy/refused',
      cause: 'proxy proxy.example:8080',
      count: 2,
      subjects: ['phish', 'malware'],
      since: '2026-11-22T11:00:00.000Z',
      until: null,
    });
    expect(body).toContain('소스 2개: phish, malware');
    const header = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(head)?.[1]?.trim() ?? '';
    const signed = `${header('webhook-id')}.${header('webhook-timestamp')}.${body}`;
    const mac = createHmac('sha256', 'quite secret').update(signed).digest('base64');
    expect(header('webhook-signature')).toBe(`v1,${mac}`);
    expect(header('webhook-id')).toBe(`mx1.${notice.id}`);
  });

  it('whose address is repeated by its server is not told with it', async () => {
    const said = 'no /services/T0KENT0KEN?key=K3Y-of-ours here, T0KENT0KEN';
    const { port } = await receiver(`HTTP/1.1 404 Not Found\r\nContent-Length: ${said.length}\r\n\r\n${said}`);
    const address = webhook(port).replace('/hook?key=K3Y', '/services/T0KENT0KEN?key=K3Y-of-ours');
    const channel = channelOf(address, tempDirectory());
    const failure = await sendNotice(channel, noticeOf([problem('phish')]), place, deliveryWorld()).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 'alert/webhook-status', evidence: { heard: 'no *** here, ***' } });
    expect(JSON.stringify(failure)).not.toMatch(/T0KEN|K3Y/);
  });
  it('that refuses is a failure with what it said, and with how long it wants to be left alone', async () => {
    const { port } = await receiver(
      'HTTP/1.1 429 Too Many\r\nRetry-After: 90\r\nContent-Length: 14\r\n\r\nslow\u001b[31m down',
    );
    const sending = sendNotice(channelOf(webhook(port)), noticeOf([problem('phish')]), place, deliveryWorld());
    await expect(sending).rejects.toMatchObject({ code: 'alert/webhook-status', retryAfterMs: 90_000 });
    const message = await sending.catch((error: Error) => error.message);
    expect(message).toContain('429');
    expect(message).toContain('\\x1b[31m');
    expect(message).not.toContain('K3Y');
  });

  it('does not follow a redirect', async () => {
    const port = await serveTcp(
      afterRequest((socket) => socket.end('HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/\r\n\r\n')),
    );
    const sending = sendNotice(channelOf(webhook(port)), noticeOf([problem('phish')]), place, deliveryWorld());
    await expect(sending).rejects.toMatchObject({ code: 'alert/webhook-status', evidence: { status: 302 } });
  });

  it('that nobody serves is told with the reason, and without its path', async () => {
    const port = await closedPort();
    const failing = sendNotice(channelOf(webhook(port)), noticeOf([problem('phish')]), place, deliveryWorld());
    const failure: unknown = await failing.catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'alert/webhook-unreachable', evidence: { reason: 'tcp/refused' } });
    expect(JSON.stringify(failure)).not.toContain('K3Y');
  });

  it('at a private address is not posted to unless the settings allow it', async () => {
    const channel = channelOf('channels:\n  webhook:\n    - { name: ops, url: "http://127.0.0.1:9/x" }');
    const failing = sendNotice(channel, noticeOf([problem('phish')]), place, deliveryWorld());
    await expect(failing).rejects.toMatchObject({
      code: 'alert/webhook-unreachable',
      evidence: { reason: 'dns/private-blocked' },
    });
  });

  it('whose file is missing is told by the file', async () => {
    const channel = channelOf('channels:\n  webhook:\n    - { name: ops, urlFile: url.txt }', tempDirectory());
    const failing = sendNotice(channel, noticeOf([problem('phish')]), place, deliveryWorld());
    await expect(failing).rejects.toMatchObject({ code: 'alert/channel-unusable', evidence: { channel: 'ops' } });
  });
});
