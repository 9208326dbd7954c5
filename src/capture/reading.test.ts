import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameFile, packetFile, segmentBytes } from '../../test/fakes/packets.ts';
import { PacketReader } from './packet-file.ts';
import { readPackets } from './reading.ts';

const client = ['192.0.2.10', 50_000] as const;
const server = ['198.51.100.1', 443] as const;
const began = Date.parse('2026-11-22T10:00:00Z');
const out = { from: client, to: server };
const back = { from: server, to: client };

const talk = frameFile([
  { ...out, at: began, flags: 'S', sequence: 2 ** 32 - 1 },
  { ...back, at: began + 12, flags: 'SA', sequence: 7 },
  { ...out, at: began + 13, flags: 'A', sequence: 0, data: Buffer.alloc(100) },
  { ...out, at: began + 300, flags: 'A', sequence: 0, data: Buffer.alloc(100) },
  { ...back, at: began + 301, flags: 'A', sequence: 8, data: Buffer.from([21, 3, 3, 0, 2, 2, 40]) },
  { ...back, at: began + 302, flags: 'RA', sequence: 15 },
]);

describe('a capture', () => {
  it('tells of a connection who answered, what was said in clear, who reset it and the bytes each way', async () => {
    const { connections, packets, others } = await readPackets([talk], 443);
    expect({ packets, others }).toEqual({ packets: 6, others: 0 });
    expect(connections).toEqual([
      {
        client: '192.0.2.10:50000',
        server: '198.51.100.1:443',
        startedAt: '2026-11-22T10:00:00.000Z',
        syns: 1,
        answeredMs: 12,
        reset: { by: 'server', afterMs: 302 },
        closedBy: null,
        alerts: [{ level: 'fatal', number: 40, name: 'handshake_failure', by: 'server' }],
        sent: 100,
        received: 7,
        repeated: 1,
        lastedMs: 302,
      },
    ]);
  });
  it('tells SYNs sent again from one that was seen at two places', async () => {
    const at = [0, 0.2, 1000, 3000].map((ms) => ({ ...out, at: began + ms, flags: 'S', sequence: 9 }));
    const { connections } = await readPackets([frameFile(at)], 443);
    expect(connections).toMatchObject([{ syns: 3, answeredMs: null, reset: null }]);
  });
  it('takes the same ports with another beginning for another connection', async () => {
    const at = [1, 2].map((n) => ({ ...out, at: began + n, flags: 'S', sequence: n * 1000 }));
    expect((await readPackets([frameFile(at)], 443)).connections).toHaveLength(2);
  });
  it('knows the server of a connection that was there before', async () => {
    const frame = { ...back, at: began, flags: 'A', sequence: 1, data: Buffer.alloc(5) };
    const { connections } = await readPackets([frameFile([frame])], 443);
    expect(connections).toMatchObject([{ syns: 0, client: '192.0.2.10:50000', sent: 0, received: 5 }]);
  });
  it('takes an encrypted alert for none', async () => {
    const data = Buffer.from([21, 3, 3, 0, 26, ...Buffer.alloc(26)]);
    const file = frameFile([{ ...back, at: began, flags: 'A', data }]);
    expect((await readPackets([file], 443)).connections).toMatchObject([{ alerts: [], received: 31 }]);
  });
  it('tells apart a thousand connections, and counts what is of more', async () => {
    const frames = Array.from({ length: 1005 }, (_, i) => ({
      ...out,
      from: [client[0], 1000 + i] as const,
      at: began,
      flags: 'S',
    }));
    const { connections, unread } = await readPackets([frameFile(frames)], 443);
    expect({ connections: connections.length, unread }).toEqual({ connections: 1000, unread: 5 });
  });
});

describe('the link of a capture', () => {
  const v4 = segmentBytes({ ...out, at: 0, flags: 'S' });
  const bytes = Buffer.from(v4);
  const v6 = Buffer.concat([
    Buffer.from('60000000001c0040', 'hex'),
    Buffer.from('20010db8000000000000000000000001', 'hex'),
    Buffer.from('20010db8000000000000000000000002', 'hex'),
    Buffer.from('0600010400000000', 'hex'),
    v4.subarray(20),
  ]);
  it.each([
    ['raw IP', 101, bytes],
    ['Ethernet', 1, Buffer.concat([Buffer.alloc(12), Buffer.from('0800', 'hex'), bytes])],
    ['Ethernet of a virtual network', 1, Buffer.concat([Buffer.alloc(12), Buffer.from('810000070800', 'hex'), bytes])],
    ['Linux cooked', 113, Buffer.concat([Buffer.alloc(16), bytes])],
    ['Linux cooked, the second', 276, Buffer.concat([Buffer.alloc(20), bytes])],
    ['loopback of the BSDs', 0, Buffer.concat([Buffer.from('02000000', 'hex'), bytes])],
    ['loopback of OpenBSD', 108, Buffer.concat([Buffer.from('00000002', 'hex'), bytes])],
    ['IPv6 with options', 229, v6],
  ])('may be %s', async (_name, link, frame) => {
    const { connections } = await readPackets([packetFile([[began, frame]], { link })], 443);
    expect(connections).toMatchObject([{ syns: 1 }]);
    expect(connections[0]?.server).toBe(link === 229 ? '[2001:db8::2]:443' : '198.51.100.1:443');
  });
  it('may be one that is not known: its packets are counted', async () => {
    const { connections, others } = await readPackets([packetFile([[began, bytes]], { link: 195 })], 443);
    expect({ connections, others }).toEqual({ connections: [], others: 1 });
  });
});

describe('a file of packets', () => {
  it.each([true, false].flatMap((isLittle) => [true, false].map((isNano) => ({ isLittle, isNano }))))(
    'is read alike as %j',
    async (shape) => {
      const { connections } = await readPackets([frameFile([{ ...out, at: began + 5, flags: 'S' }], shape)], 443);
      expect(connections).toMatchObject([{ startedAt: '2026-11-22T10:00:00.005Z' }]);
    },
  );
  it('is read alike however it is cut', async () => {
    const whole = await readPackets([talk], 443);
    const cuts = fc.array(fc.nat({ max: talk.length }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(cuts, async (places) => {
        const sorted = [0, ...places.toSorted((a, b) => a - b), talk.length];
        const parts = sorted.slice(1).map((end, i) => talk.subarray(sorted[i], end));
        expect(await readPackets(parts, 443)).toEqual(whole);
      }),
    );
  });
  it('that was cut off is read up to its last whole packet', () => {
    const reader = new PacketReader();
    const packets = [...reader.write(talk.subarray(0, -3))];
    expect(packets).toHaveLength(5);
    expect({ whole: reader.wholeBytes, isBroken: reader.isBroken }).toEqual({
      whole: talk.length - 56,
      isBroken: false,
    });
  });
  it('that claims a packet of 4 GB is called broken, and keeps nothing', async () => {
    const bytes = Buffer.concat([talk, Buffer.alloc(16, 0xff), Buffer.alloc(100)]);
    expect(await readPackets([bytes], 443)).toMatchObject({ packets: 6, broken: true });
    expect(await readPackets([Buffer.from('not a file of packets at all, no')], 443)).toMatchObject({
      packets: 0,
      broken: true,
    });
  });
  it('of anything ends in a reading', async () => {
    const flips = fc.array(fc.tuple(fc.nat({ max: talk.length - 1 }), fc.nat({ max: 255 })), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(flips, fc.constantFrom(0, 1, 101, 108, 113, 276), async (changes, link) => {
        const bytes = Buffer.from(talk);
        bytes.writeUInt32LE(link, 20);
        for (const [at, value] of changes) bytes[at] = value;
        const { connections, packets } = await readPackets([bytes], 443);
        expect(packets).toBeLessThanOrEqual(talk.length / 16);
        for (const { sent, received, lastedMs } of connections)
          for (const figure of [sent, received, lastedMs]) expect(figure).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });
});
