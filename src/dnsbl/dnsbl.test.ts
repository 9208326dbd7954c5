import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeAnswer, type Soa } from './answer.ts';
import { decodeQuery, rcodes, types } from './query.ts';
import { answerQuery, type Listed, type Zone } from './zone.ts';

const soa: Soa = {
  zone: 'bl.example.net',
  server: 'ns.example.net',
  contact: 'admin.example.net',
  serial: 7,
  minimum: 60,
};
const zone = (kind: Zone['kind']): Zone => ({ kind, origin: [kind, 'bl', 'example', 'net'], soa, ttl: 300 });
const zones = [zone('ip'), zone('domain'), zone('hash')];

const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const listed: Listed = { address: [127, 0, 0, 4], reason: 'listed by urlhaus' };
const known = new Set(['ip 192.0.2.7', 'ip 2001:db8::7', 'domain bad.example.com', `sha256 ${sha256}`]);
const lookUp = ({ kind, value }: { kind: string; value: string }) => (known.has(`${kind} ${value}`) ? listed : null);

/** A query message as a resolver writes it. */
function ask(name: string, type: number = types.a, flags = 0x0100): Uint8Array {
  const labels = name.split('.').flatMap((label) => [label.length, ...new TextEncoder().encode(label)]);
  return Uint8Array.from([0x12, 0x34, flags >> 8, flags & 255, 0, 1, 0, 0, 0, 0, 0, 0, ...labels, 0, 0, type, 0, 1]);
}

function answer(name: string, type: number = types.a) {
  const query = decodeQuery(ask(name, type));
  if (query === null) throw new Error('no query');
  return answerQuery(query, zones, lookUp);
}

describe('a block list zone', () => {
  it.each([
    ['7.2.0.192.ip.bl.example.net', 'an address'],
    [`7.0.0.0.${'0.'.repeat(20)}8.b.d.0.1.0.0.2.ip.bl.example.net`, 'an IPv6 address'],
    ['BAD.Example.COM.domain.bl.example.net', 'a name in any case'],
    [`${sha256.slice(0, 32)}.${sha256.slice(32)}.hash.bl.example.net`, 'a hash over two labels'],
    ['4oymiquy7qobjgx36tejs35zeqt24qpemsnzgtfeswmrw6csxbkq.hash.bl.example.net', 'a hash in base 32'],
    ['2.0.0.127.ip.bl.example.net', 'the test address'],
    ['test.domain.bl.example.net', 'the test name'],
  ])('lists %s (%s)', (name) => {
    expect(answer(name)).toMatchObject({ rcode: rcodes.noError, ttl: 300, records: [{ type: 'a' }] });
  });

  it('lists the IPv6 test address', () => {
    expect(answer(`2.0.0.0.0.0.f.7.f.f.f.f.${'0.'.repeat(20)}ip.bl.example.net`).records).toHaveLength(1);
  });

  it.each([
    '8.2.0.192.ip.bl.example.net',
    '1.0.0.127.ip.bl.example.net',
    '256.2.0.192.ip.bl.example.net',
    '07.2.0.192.ip.bl.example.net',
    'invalid.domain.bl.example.net',
    'a.bad.example.com.domain.bl.example.net',
    'nothing.hash.bl.example.net',
  ])('does not list %s, and says for how long', (name) => {
    expect(answer(name)).toMatchObject({ rcode: rcodes.noSuchName, records: [], authority: { minimum: 60 } });
  });

  it('says why in a text', () => {
    expect(answer('7.2.0.192.ip.bl.example.net', types.txt).records).toEqual([
      { type: 'txt', text: 'listed by urlhaus' },
    ]);
    expect(answer('7.2.0.192.ip.bl.example.net', types.any).records).toHaveLength(2);
  });

  it.each([
    ['7.2.0.192.ip.bl.example.net', types.aaaa],
    ['2.0.192.ip.bl.example.net', types.a],
    ['ip.bl.example.net', types.a],
    ['com.domain.bl.example.net', types.a],
  ])('has no such record for %s %i, which exists or may', (name, type) => {
    expect(answer(name, type)).toMatchObject({ rcode: rcodes.noError, records: [], authority: soa });
  });

  it('tells its authority', () => {
    expect(answer('ip.bl.example.net', types.soa).records).toEqual([{ type: 'soa', soa }]);
    expect(answer('ip.bl.example.net', types.ns).records).toEqual([{ type: 'ns', host: 'ns.example.net' }]);
  });

  it('refuses what is not its own', () => {
    expect(answer('example.com')).toMatchObject({ rcode: rcodes.refused, records: [] });
    expect(answer('bl.example.net')).toMatchObject({ rcode: rcodes.refused });
  });

  it('says that it failed where it could not look', () => {
    const query = decodeQuery(ask('7.2.0.192.ip.bl.example.net'));
    if (query === null) throw new Error('no query');
    const failing = () => {
      throw new Error('no index');
    };
    expect(answerQuery(query, zones, failing)).toMatchObject({ rcode: rcodes.serverFailure, records: [] });
  });
});

describe('a DNS question', () => {
  it('keeps its case for the answer, and is looked up in lower case', () => {
    const query = decodeQuery(ask('BaD.exAMPle'));
    expect(query?.labels).toEqual(['bad', 'example']);
    expect(new TextDecoder('latin1').decode(query?.question)).toContain('BaD');
  });

  it.each([
    ['two questions', (b: Uint8Array) => b.fill(2, 5, 6), rcodes.formatError],
    ['no question', (b: Uint8Array) => b.fill(0, 5, 6), rcodes.formatError],
    ['another opcode', (b: Uint8Array) => b.fill(0x28, 2, 3), rcodes.notImplemented],
    ['a pointer', (b: Uint8Array) => b.fill(0xc0, 12, 13), rcodes.formatError],
    ['a label that ends outside', (b: Uint8Array) => b.fill(63, 12, 13), rcodes.formatError],
    ['another class', (b: Uint8Array) => b.fill(3, b.length - 1), rcodes.refused],
    ['a name cut off', (b: Uint8Array) => b.subarray(0, 20), rcodes.formatError],
  ])('with %s is answered as wrong', (_, damage, rcode) => {
    expect(decodeQuery(damage(ask('example.com')))?.rcode).toBe(rcode);
  });

  it('is not answered where it is an answer itself, or nothing', () => {
    expect(decodeQuery(ask('example.com', types.a, 0x8400))).toBeNull();
    expect(decodeQuery(new Uint8Array(11))).toBeNull();
  });

  it('with a name longer than 255 bytes is wrong', () => {
    expect(decodeQuery(ask(Array(5).fill('a'.repeat(60)).join('.')))?.rcode).toBe(rcodes.formatError);
  });

  it('says how much it takes, within bounds', () => {
    const opt = [0, 0, types.opt, 0xff, 0xff, 0, 0, 0, 0, 0, 0];
    const bytes = Uint8Array.from([...ask('example.com'), ...opt]);
    bytes[11] = 1;
    expect(decodeQuery(bytes)).toMatchObject({ edns: true, payload: 1232, rcode: rcodes.noError });
    expect(decodeQuery(ask('example.com'))).toMatchObject({ edns: false, payload: 512 });
  });
});

describe('an encoded answer', () => {
  it('repeats the question, points at it, and holds the address', () => {
    const query = decodeQuery(ask('7.2.0.192.ip.bl.example.net'));
    if (query === null) throw new Error('no query');
    const bytes = encodeAnswer(query, answerQuery(query, zones, lookUp), 512);
    expect([...bytes.subarray(0, 12)]).toEqual([0x12, 0x34, 0x85, 0, 0, 1, 0, 1, 0, 0, 0, 0]);
    expect([...bytes.subarray(-16)]).toEqual([0xc0, 12, 0, 1, 0, 1, 0, 0, 1, 44, 0, 4, 127, 0, 0, 4]);
  });

  it('is marked as cut where not all fits', () => {
    const query = decodeQuery(ask('7.2.0.192.ip.bl.example.net', types.any));
    if (query === null) throw new Error('no query');
    const bytes = encodeAnswer(query, answerQuery(query, zones, lookUp), 70);
    expect(bytes[2]).toBe(0x87);
    expect(bytes.length).toBeLessThanOrEqual(70);
  });

  it('never grows past what the client takes, nor three times the question, whatever is asked', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 100 }),
      fc
        .tuple(fc.nat(40), fc.nat(255))
        .map(([at, value]) => ask('7.2.0.192.ip.bl.example.net').fill(value, at, at + 1)),
    );
    fc.assert(
      fc.property(bytes, (message) => {
        const query = decodeQuery(message);
        if (query === null) return;
        const encoded = encodeAnswer(query, answerQuery(query, zones, lookUp), query.payload);
        expect(encoded.length).toBeLessThanOrEqual(query.payload);
        expect(encoded.length).toBeLessThanOrEqual(Math.max(3 * message.length, 160));
      }),
      { numRuns: 3000 },
    );
  });
});
