import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import type { Zone } from '../dnsbl/zone.ts';
import type { Match } from '../policy/fact.ts';
import { openDnsblFront, type DnsblFront } from './dnsbl-front.ts';

const soa = { zone: 'bl.example.net', server: 'ns.example.net', contact: 'admin.example.net', serial: 1, minimum: 60 };
const zone = (kind: Zone['kind']): Zone => ({ kind, origin: [kind, 'bl', 'example', 'net'], soa, ttl: 300 });

const inspector = {
  look(observable: { kind: string; value: string }): Match | null {
    if (observable.value === '192.0.2.9') throw new Error('no index');
    if (observable.value !== '192.0.2.7' && observable.value !== 'bad.example.com') return null;
    const assertion = { source: 'urlhaus', indicator: 'i', tags: [], confidence: null, mode: 'monitor' } as const;
    const listed = observable as Match['listed'];
    return { fact: { observable: listed, where: 'client', note: null }, listed, assertions: [assertion] };
  },
};

async function open(allowed: readonly string[] = ['127.0.0.0/8']): Promise<DnsblFront> {
  const zones = [zone('ip'), zone('domain')];
  const place = { host: '127.0.0.1', port: 0, clock: new ManualClock(), failed: () => undefined };
  const front = await openDnsblFront({ inspector, zones, clients: { allowed }, ...place });
  onTestFinished(() => front.close());
  return front;
}

function resolverOf(front: DnsblFront): Resolver {
  const resolver = new Resolver({ timeout: 1000, tries: 1 });
  resolver.setServers([`127.0.0.1:${front.port}`]);
  return resolver;
}

describe('the DNS front', () => {
  it('answers a resolver with the address and the reason', async () => {
    const resolver = resolverOf(await open());
    expect(await resolver.resolve4('7.2.0.192.ip.bl.example.net')).toEqual(['127.0.0.4']);
    expect(await resolver.resolveTxt('7.2.0.192.ip.bl.example.net')).toEqual([['listed as ip by urlhaus']]);
    expect(await resolver.resolve4('BAD.example.com.domain.bl.example.net')).toEqual(['127.0.1.4']);
    expect(await resolver.resolve4('2.0.0.127.ip.bl.example.net')).toEqual(['127.0.0.2']);
  });

  it('tells "not listed", "could not look" and "not mine" apart', async () => {
    const resolver = resolverOf(await open());
    await expect(resolver.resolve4('8.2.0.192.ip.bl.example.net')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    await expect(resolver.resolve4('9.2.0.192.ip.bl.example.net')).rejects.toMatchObject({ code: 'ESERVFAIL' });
    await expect(resolver.resolve4('example.com')).rejects.toMatchObject({ code: 'EREFUSED' });
  });

  it('refuses clients that are none of its own', async () => {
    const resolver = resolverOf(await open(['192.0.2.0/24']));
    await expect(resolver.resolve4('7.2.0.192.ip.bl.example.net')).rejects.toMatchObject({ code: 'EREFUSED' });
  });

  it('answers several questions on one TCP connection, however they are split', async () => {
    const front = await open();
    const question = Buffer.from(
      '\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x017\x012\x010\x03192\x02ip\x02bl\x07example\x03net\x00\x00\x01\x00\x01',
      'latin1',
    );
    const framed = Buffer.concat([Buffer.from([0, question.length]), question]);
    const socket = connect(front.port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.write(framed.subarray(0, 5));
    socket.write(Buffer.concat([framed.subarray(5), framed]));
    let heard = Buffer.alloc(0);
    for await (const bytes of socket as AsyncIterable<Buffer>) {
      heard = Buffer.concat([heard, bytes]);
      if (heard.length >= 2 * (2 + question.length + 16)) break;
    }
    expect(heard.subarray(-4)).toEqual(Buffer.from([127, 0, 0, 4]));
  });

  it('is silent to what is no question, and goes on', async () => {
    const front = await open();
    const udp = createSocket('udp4');
    onTestFinished(() => void udp.close());
    for (const junk of ['', 'x', '\x12\x34\x85\x00aaaaaaaaaaaaaa'])
      udp.send(Buffer.from(junk, 'latin1'), front.port, '127.0.0.1');
    expect(await resolverOf(front).resolve4('7.2.0.192.ip.bl.example.net')).toEqual(['127.0.0.4']);
  });

  it('says where it cannot listen', async () => {
    const front = await open();
    const place = { host: '127.0.0.1', port: front.port, clock: new ManualClock(), failed: () => undefined };
    await expect(openDnsblFront({ inspector, zones: [], clients: { allowed: [] }, ...place })).rejects.toMatchObject({
      code: 'gateway/listen',
    });
  });
});
