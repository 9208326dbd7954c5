import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { askStatus } from '../../src/gateway/status.ts';
import { encodeFrame } from '../../src/milter/frame.ts';
import { commands } from '../../src/milter/protocol.ts';
import { zipOf } from '../fakes/archives.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { spawnFeedgate, until } from './feedgate.ts';
import { publish } from './listed.ts';
import { askMilter, type MilterMail } from './milter-client.ts';

/** Megabytes that a gateway may reach in all, the index and the engine included. */
const mostMemory = 400;

let socket: string;
let gateway: ChildProcess;

beforeAll(async () => {
  const data = join(tempDirectory(), 'data');
  socket = join(data, 'milter.sock');
  mkdirSync(data, { mode: 0o700 });
  await publish(data, [['domain', 'bad.example.com']]);
  writeFileSync(join(data, 'feedgate.yaml'), 'gateway: { trustedNetworks: [], fronts: { milter: on } }\n');
  writeFileSync(join(data, 'policy.yaml'), 'mode: enforce\nrules: [{ name: all, do: reject }]\n');
  gateway = spawnFeedgate(data, ['gateway']);
  const ready = async () => (await askStatus(join(data, 'gateway.sock')).catch(() => null))?.index ?? undefined;
  await until(ready, 'a gateway', 30_000);
});
afterAll(async () => {
  gateway.kill('SIGTERM');
  await once(gateway, 'exit');
});

const mail = (body: string, type = 'text/plain'): MilterMail => ({
  sender: 'a@sender.example',
  recipient: 'b@example.org',
  headers: [
    ['From', 'a@sender.example'],
    ['Subject', 'hello'],
    ['MIME-Version', '1.0'],
    ['Content-Type', type],
  ],
  body,
});

/** Whatever came before: the process is the same, no larger than it may be, and stops what is listed. */
afterEach(async () => {
  expect(gateway.exitCode).toBeNull();
  const refused = await askMilter(socket, mail('see https://bad.example.com/pay'));
  expect(refused.verdict).toMatch(/^550 5\.7\.1 /);
  expect((await askMilter(socket, mail('hello'))).headers.join()).toContain('verdict=clean');
  const peak = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${gateway.pid}/status`, 'utf8'))?.[1];
  expect(Number(peak) / 1024).toBeLessThan(mostMemory);
});

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll(/.{76}/g, '$&\r\n');

function nested(depth: number): string {
  const open = Array.from(
    { length: depth },
    (_, i) => `--b${i}\r\nContent-Type: multipart/mixed; boundary=b${i + 1}\r\n\r\n`,
  );
  return `${open.join('')}--b${depth}\r\n\r\nhello\r\n--b${depth}--\r\n`;
}

describe('a mail', () => {
  it('of a thousand multiparts in each other is read as far as it may be, and says so', async () => {
    const { verdict, headers } = await askMilter(socket, mail(nested(1000), 'multipart/mixed; boundary=b0'));
    expect(verdict).toBe('accept');
    expect(headers.join()).toContain('mail/too-deep');
  });

  it('of ten thousand parts is read as far as it may be, and says so', async () => {
    const body = `${'--b\r\n\r\nx\r\n'.repeat(10_000)}--b--\r\n`;
    const { headers } = await askMilter(socket, mail(body, 'multipart/mixed; boundary=b'));
    expect(headers.join()).toContain('mail/too-many-parts');
  });

  it('with archives that unpack to gigabytes is not unpacked, and says so', { timeout: 30_000 }, async () => {
    const zeros = Buffer.alloc(100 * 1024 * 1024);
    const bomb = zipOf({ 'a.bin': zeros, 'b.bin': zeros });
    const liar = zipOf({ 'a.bin': zeros }, { claims: 10 });
    for (const bytes of [bomb, liar, zipOf({ 'inner.zip': bomb })]) {
      const { verdict, headers } = await askMilter(
        socket,
        mail(base64(bytes), 'application/zip\r\nContent-Transfer-Encoding: base64'),
      );
      expect(verdict).toBe('accept');
      expect(headers.join()).toMatch(/mail\/archive-(?:too-large|damaged)/);
    }
  });

  it('of a hundred megabytes is read as far as it may be, and says so', { timeout: 60_000 }, async () => {
    const client = connect(socket);
    const say = (command: keyof typeof commands, data: Uint8Array | string = '') =>
      client.write(encodeFrame(commands[command], typeof data === 'string' ? Buffer.from(data) : data));
    const heard: Buffer[] = [];
    client.on('data', (bytes: Buffer) => heard.push(bytes));
    say('negotiate', Buffer.from([0, 0, 0, 6, 0, 0, 1, 0xff, 0, 0, 0, 0]));
    say('connect', 'mx.example.net\x004\x30\x39198.51.100.1\0');
    say('helo', 'mx.example.net\0');
    say('mail', '<a@sender.example>\0');
    say('rcpt', '<b@example.org>\0');
    say('header', 'Subject\0large\0');
    say('endOfHeaders');
    const piece = Buffer.alloc(65_535, 'all work and no play\r\n');
    for (let sent = 0; sent < 100 * 1024 * 1024; sent += piece.length)
      if (!say('body', piece)) await once(client, 'drain');
    say('endOfMessage');
    const text = () => Buffer.concat(heard).toString('latin1');
    await until(() => (text().includes('X-Feedgate-Result') ? true : undefined), 'a verdict', 30_000);
    expect(text()).toContain('mail/truncated');
    client.destroy();
  });

  it.each([
    ['zeros and bytes of no charset', '\0\xff\xfe\x80hello\0', 'text/plain; charset=utf-16'],
    ['a charset that nobody knows', 'hello', 'text/html; charset="\0no-such"'],
    ['a boundary of nothing', '--\r\n\r\nx\r\n--\r\n', 'multipart/mixed; boundary=""'],
    ['a boundary that never comes', 'x'.repeat(50_000), 'multipart/mixed; boundary=never'],
    ['an encoding that it has not', '!!!!====\r\n=\r\n=Z', 'text/html\r\nContent-Transfer-Encoding: base64'],
    ['a header of a megabyte', 'hello', `text/plain; x="${'y'.repeat(60_000)}"`],
    ['links without end', `<a href="${'https://a.example/%25'.repeat(3000)}">`, 'text/html'],
  ])('with %s gets a verdict', async (_, body, type) => {
    const { verdict, headers } = await askMilter(socket, mail(body, type));
    expect(verdict).toBe('accept');
    expect(headers.join()).toContain('X-Feedgate-Result');
  });
});

/** Everything that an MTA says for one mail, command by command. */
const dialogue: readonly Uint8Array[] = [
  encodeFrame(commands.negotiate, Buffer.from([0, 0, 0, 6, 0, 0, 1, 0xff, 0, 0, 0, 0])),
  encodeFrame(commands.connect, Buffer.from('mx.example.net\x004\x30\x39198.51.100.1\0')),
  encodeFrame(commands.helo, Buffer.from('mx.example.net\0')),
  encodeFrame(commands.mail, Buffer.from('<a@sender.example>\0')),
  encodeFrame(commands.rcpt, Buffer.from('<b@example.org>\0')),
  encodeFrame(commands.header, Buffer.from('Subject\0hello\0')),
  encodeFrame(commands.endOfHeaders),
  encodeFrame(commands.body, Buffer.from('hello\r\n')),
  encodeFrame(commands.endOfMessage),
];

/** Says something, and what came back until the other end hung up or said nothing more. */
async function talk(pieces: readonly Uint8Array[], ends: boolean): Promise<string> {
  const client = connect(socket);
  let heard = '';
  client.on('error', () => undefined).on('data', (bytes: Buffer) => (heard += bytes.toString('latin1')));
  const closed = new Promise((resolve) => client.once('close', resolve));
  for (const piece of pieces) client.write(piece);
  if (ends) client.end();
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 300))]);
  client.destroy();
  return heard;
}

describe('a dialogue', () => {
  it('in single bytes gets the same answers', async () => {
    const whole = await talk(dialogue, true);
    const single = Buffer.concat(dialogue);
    const bytes = Array.from({ length: single.length }, (_, i) => single.subarray(i, i + 1));
    expect(whole).toContain('X-Feedgate-Result');
    expect((await talk(bytes, true)).length).toBe(whole.length);
  });

  it('that breaks off at any command, or is aborted there, leaves nothing behind', async () => {
    for (let i = 0; i < dialogue.length; i += 1) {
      await talk(dialogue.slice(0, i), true);
      await talk([...dialogue.slice(0, i), encodeFrame(commands.abort)], true);
    }
  });

  it.each([0, 1, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1])(
    'with a frame that says it has %d bytes is ended or waited for',
    async (length) => {
      const head = Buffer.alloc(6, 'L');
      head.writeUInt32BE(length);
      for (let i = 0; i < dialogue.length; i += 1) await talk([...dialogue.slice(0, i), head], true);
    },
  );

  it('in any order, of any bytes, does no harm', { timeout: 60_000 }, async () => {
    const random = seededRandom(20_261_123);
    const pick = (most: number): number => Math.floor(random() * most);
    for (let round = 0; round < 60; round += 1) {
      const pieces = Array.from({ length: 1 + pick(12) }, () => {
        const piece = Buffer.from(dialogue[pick(dialogue.length)] ?? []);
        if (pick(3) === 0 && piece.length > 0) piece[pick(piece.length)] = pick(256);
        return piece;
      });
      await talk(pieces, true);
    }
  });
});
