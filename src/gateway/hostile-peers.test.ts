import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { frontOpened } from '../../test/fakes/open-front.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { encodeFrame, FrameReader } from '../milter/frame.ts';
import { commands } from '../milter/protocol.ts';
import { serveClamd } from './clamd-front.ts';
import { listen } from './listen.ts';
import { MailUnderWay } from './mail-under-way.ts';
import { Settler } from './settle.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const seed = 20_261_123;

const offer = encodeFrame(commands.negotiate, bytes('\0\0\0\x06\0\0\x01\xff\0\0\0\0'));
const said = (command: keyof typeof commands, data = '') => encodeFrame(commands[command], bytes(data));
const dialogue = [
  offer,
  said('macro', 'C{daemon_name}\0smtp\0'),
  said('connect', 'mx.example.net\x004\x30\x39198.51.100.1\0'),
  said('helo', 'mx.example.net\0'),
  said('mail', '<a@sender.example>\0'),
  said('rcpt', '<b@example.org>\0'),
  said('data'),
  said('header', 'Subject\0hello\0'),
  said('endOfHeaders'),
  said('body', 'text\r\n'),
  said('endOfMessage'),
  said('quit'),
];

type Where = { readonly path: string; readonly port: number };
const reach = ({ path, port }: Where): Socket => (port === 0 ? connect(path) : connect(port, '127.0.0.1'));

/** Says things, each in a write of its own, hangs up in some way, and waits until the front has too. */
async function talk(where: Where, pieces: readonly Uint8Array[], hangUp: 'end' | 'destroy' | 'reset'): Promise<Buffer> {
  const socket = reach(where);
  const heard: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => heard.push(chunk));
  // The front may hang up first.
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  for (const piece of pieces) await new Promise<void>((resolve) => void socket.write(piece, () => resolve()));
  if (hangUp === 'end') socket.end();
  else if (hangUp === 'destroy') socket.destroy();
  else socket.resetAndDestroy();
  await closed;
  return Buffer.concat(heard);
}

/** Sound frames, frames with another length, letters that are none, and random bytes. */
const frame = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...dialogue) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(0, 1, 2, 5, 2 ** 20 + 1, 2 ** 20 + 2, 2 ** 31, 2 ** 32 - 1), fc.constantFrom(...dialogue))
      .map(([length, from]) => {
        const lying = Buffer.from(from);
        lying.writeUInt32BE(length);
        return lying;
      }),
  },
  { weight: 1, arbitrary: fc.tuple(fc.nat(255), fc.uint8Array({ maxLength: 30 })).map(([a, b]) => encodeFrame(a, b)) },
  { weight: 1, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 40 }) },
);
const hangUps = fc.constantFrom('end' as const, 'destroy' as const);

describe('the milter front', () => {
  it('answers a dialogue that comes byte by byte', async () => {
    const front = await frontOpened('milter');
    const pieces = Array.from(Buffer.concat(dialogue.slice(0, -1)), (byte) => Uint8Array.of(byte));
    expect((await talk(front, pieces, 'end')).toString('latin1')).toContain('verdict=clean');
  });

  it('stands whatever is said to it, and its next session is right', { timeout: 60_000 }, async () => {
    const front = await frontOpened('milter');
    const run = fc.asyncProperty(
      fc.array(fc.oneof({ weight: 4, arbitrary: frame }, fc.constant(Buffer.concat(dialogue))), { maxLength: 14 }),
      hangUps,
      async (frames, how) => {
        await talk(front, [offer, ...frames], how);
        expect(await front.answers()).toBe('matches');
      },
    );
    await fc.assert(run, { numRuns: 150, seed });
    expect(new Set(front.failures)).toEqual(
      new Set(['milter/bad-frame', 'milter/frame-too-large', 'milter/out-of-order']),
    );
  });

  it.each(['unix', 'tcp'] as const)('takes it that the MTA goes away in any state (%s)', async (over) => {
    const front = await frontOpened('milter', { over });
    for (let i = 0; i < dialogue.length; i += 1) {
      const half = Buffer.from(dialogue[i] ?? offer);
      const sent = [...dialogue.slice(0, i), half.subarray(0, Math.ceil(half.length / 2))];
      for (const how of ['end', 'destroy', ...(over === 'tcp' ? (['reset'] as const) : [])] as const)
        await talk(front, sent, how);
    }
    expect(await front.answers()).toBe('matches');
    expect(front.failures, 'to hang up is no failure').toEqual([]);
  });

  it('takes a frame of a megabyte byte by byte in linear time', () => {
    const reader = new FrameReader();
    const whole = encodeFrame(commands.body, new Uint8Array(1024 * 1024).fill(120));
    const began = performance.now();
    let frames = 0;
    for (let i = 0; i < whole.length; i += 1) frames += reader.push(whole.subarray(i, i + 1)).length;
    expect(frames).toBe(1);
    // Copied for each byte, it would be some 500 GB.
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

describe('a mail under way', () => {
  it('costs a byte a byte, however small its pieces', () => {
    const mail = new MailUnderWay(10 * 1024 * 1024);
    mail.follow({ kind: 'mail', address: '<a@sender.example>', parameters: [] });
    const before = process.memoryUsage();
    for (let i = 0; i < 2_000_000; i += 1) mail.follow({ kind: 'body', bytes: Uint8Array.of(120) });
    const after = process.memoryUsage();
    const grown = after.heapUsed - before.heapUsed + after.arrayBuffers - before.arrayBuffers;
    // Two million views would be more than 200 MB.
    expect(grown).toBeLessThan(120_000_000);
    expect(mail.mail({ user: null, queueId: null }).message).toHaveLength(2_000_000);
  });

  it('has recipients and forged headers within bounds', () => {
    const mail = new MailUnderWay(1000);
    mail.follow({ kind: 'mail', address: '<a@sender.example>', parameters: [] });
    const tooMany = expect.objectContaining({ code: 'milter/bad-frame' });
    const long = `<${'b'.repeat(900_000)}@example.org>`;
    expect(() => {
      for (let i = 0; i < 10; i += 1) mail.follow({ kind: 'rcpt', address: long, parameters: [] });
    }).toThrow(tooMany);
    mail.follow({ kind: 'mail', address: '<a@sender.example>', parameters: [] });
    expect(() => {
      for (let i = 0; i < 200_000; i += 1)
        mail.follow({ kind: 'header', name: 'X-Feedgate-Result', value: new Uint8Array(0) });
    }).toThrow(tooMany);
  });
});

describe('the other fronts', () => {
  const words = ['zIDSESSION\0', 'zINSTREAM\0', 'nPING\n', '\0\0\0\x05hello', '\0\0\0\0', 'zEND\0', 'request=', '\n\n'];
  const more = ['request=smtpd_access_policy\n', 'sender=a@b.example\n', '16:client 192.0.2.1,', '9999:', '3:abcd'];
  const http = ['GET /v1/lookup HTTP/1.1\r\n', 'Host: a\r\n', 'Content-Length: 99999999999\r\n', '\r\n'];
  const lengths = ['\x7f\xff\xff\xff', '\xff\xff\xff\xff', '\0\0\0\x01', '\0', '\x80'];
  const piece = fc.oneof(
    fc.constantFrom(...words, ...more, ...http, ...lengths).map(bytes),
    fc.uint8Array({ minLength: 1, maxLength: 60 }),
  );

  it.each(['policy', 'socketmap', 'clamd', 'http'] as const)(
    'stand whatever is said to them, and answer the next: %s',
    { timeout: 60_000 },
    async (kind) => {
      const front = await frontOpened(kind);
      const run = fc.asyncProperty(fc.array(piece, { maxLength: 12 }), hangUps, async (pieces, how) => {
        await talk(front, pieces, how);
      });
      await fc.assert(run, { numRuns: 80, seed });
      expect(await front.answers()).toBe('matches');
      const [room] = { policy: ['postfix/'], socketmap: ['postfix/'], clamd: ['clamd/'], http: [] }[kind];
      expect(front.failures.filter((code) => !code.startsWith(room ?? 'none'))).toEqual([]);
    },
  );

  it('read no further from a client that asks and does not listen', { timeout: 60_000 }, async () => {
    const settler = new Settler({
      inspector: { inspect: () => Promise.reject(new Error('not asked')), look: () => null },
      clock: { monotonic: () => 0, now: () => 0, sleep: async () => undefined },
      random: () => 0,
      failMode: 'accept',
      undecided: () => undefined,
    });
    let served: Socket | undefined;
    const path = `${tempDirectory()}/front.sock`;
    const listener = await listen({
      address: { kind: 'unix', path, mode: 0o600 },
      serve: (socket) => serveClamd((served = socket), { settler, version: 'ClamAV 1.4.0' }),
      failed: () => undefined,
    });
    onTestFinished(() => listener.close());
    const client = connect(path).pause();
    onTestFinished(() => void client.destroy());
    client.write('zIDSESSION\0');
    const asked = 'zPING\0'.repeat(10_000);
    for (let i = 0; i < 100; i += 1) client.write(asked);
    let seen = -1;
    for (let quiet = 0; quiet < 200; quiet = served?.bytesRead === seen ? quiet + 1 : 0) {
      seen = served?.bytesRead ?? -1;
      await setImmediate();
    }
    expect(seen).toBeGreaterThan(0);
    expect(seen, 'of six million').toBeLessThan(2_000_000);
    expect(served?.writableLength).toBeLessThan(1_000_000);
  });
});

describe('the DNS front', () => {
  /** A question, and what can be wrong with it. */
  const question = bytes(
    '\x12\x34\x01\0\0\x01\0\0\0\0\0\0\x017\x012\x010\x03192\x02ip\x08feedgate\x08internal\0\0\x01\0\x01',
  );
  const twisted = fc
    .record({
      counts: fc.array(fc.constantFrom(0, 1, 2, 255), { minLength: 8, maxLength: 8 }),
      lies: fc.boolean(),
      at: fc.integer({ min: 12, max: question.length - 1 }),
      pointer: fc.option(fc.nat(question.length)),
      end: fc.option(fc.nat(question.length)),
      tail: fc.uint8Array({ maxLength: 30 }),
    })
    .map(({ counts, lies, at, pointer, end, tail }) => {
      const message = Buffer.from(question);
      if (lies) Buffer.from(counts).copy(message, 4);
      if (pointer !== null) message.writeUInt16BE(0xc000 | pointer, Math.min(at, message.length - 2));
      return Buffer.concat([message.subarray(0, end ?? message.length), tail]);
    });
  const junk = fc.oneof(
    { weight: 4, arbitrary: twisted },
    fc.uint8Array({ maxLength: 600 }).map((random) => Buffer.from(random)),
  );

  it(
    'answers the next question after loops of pointers, lying counts and cut messages',
    { timeout: 60_000 },
    async () => {
      const front = await frontOpened('dnsbl');
      const udp = createSocket('udp4');
      onTestFinished(() => void udp.close());
      for (const message of fc.sample(junk, { numRuns: 400, seed })) {
        udp.send(message, front.port, '127.0.0.1');
        // In one process: it sends, and it is read.
        await setImmediate();
      }
      expect(await front.answers()).toBe('matches');
      const framed = junk.chain((message) =>
        fc
          .constantFrom(message.length, 0, 1, 65_535, message.length + 1)
          .map((length) => Buffer.concat([Uint8Array.of(length >> 8, length & 255), message])),
      );
      const run = fc.asyncProperty(fc.array(framed, { maxLength: 6 }), hangUps, async (pieces, how) => {
        await talk(front, pieces, how);
      });
      await fc.assert(run, { numRuns: 100, seed });
      expect(await front.answers()).toBe('matches');
      expect(front.failures).toEqual([]);
    },
  );
});
