import { Resolver } from 'node:dns/promises';
import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../host/clock.ts';
import { dnsFaults, practiceName } from './faults.ts';
import { questionOf } from './message.ts';
import { startNameServer } from './server.ts';

/** What c-ares, which no part of this server shares code with, makes of each fault. */
const seen: Readonly<Record<string, string>> = {
  'dns-nxdomain': 'ENOTFOUND',
  'dns-nodata': 'ENODATA',
  'dns-servfail': 'ESERVFAIL',
  'dns-refused': 'EREFUSED',
  'dns-formerr': 'EFORMERR',
  'dns-notimp': 'ENOTIMP',
  'dns-alias-loop': '',
  'dns-alias-nowhere': 'ENOTFOUND',
  'dns-lame': 'ENODATA',
  'dns-garbage': 'EBADRESP',
  'dns-length-wrong': 'EBADRESP',
  'dns-pointer-wrong': 'EBADRESP',
  'dns-wrong-id': 'ETIMEOUT',
  'dns-wrong-question': 'ETIMEOUT',
  'dns-silent': 'ETIMEOUT',
  'dns-resolver-closed': 'ECONNREFUSED',
  'dns-tcp-blocked': 'ECONNREFUSED',
  'dns-truncated': '127.0.0.1',
  'dns-slow': '127.0.0.1',
  'dns-no-ipv6-answer': '127.0.0.1',
  'dns-ipv6-servfail': '127.0.0.1',
  'dns-sinkhole-nowhere': '0.0.0.0',
  'dns-sinkhole-here': '127.0.0.99',
  'dns-private': '192.168.77.7',
  'dns-metadata': '169.254.169.254',
  'dns-first-dead': '127.0.0.98,127.0.0.97,127.0.0.1',
  'dns-both-families-refused': '127.0.0.98',
};

it.each(dnsFaults.map((fault) => [fault.id, fault.title, fault] as const))(
  '%s %s',
  async (id, _title, { behaviour }) => {
    const server = await startNameServer({ clock: systemClock, behaviour });
    onTestFinished(() => server.close());
    const resolver = new Resolver({ timeout: id === 'dns-slow' ? 2000 : 300, tries: 1 });
    resolver.setServers([server.address]);
    const outcome = await resolver.resolve4(practiceName).then(
      (addresses) => addresses.join(','),
      (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'failed'),
    );
    expect(outcome).toBe(seen[id]);
  },
);

it('reads no question where there is none', () => {
  expect(questionOf(Buffer.alloc(0))).toBeUndefined();
  expect(questionOf(Buffer.alloc(16))).toBeUndefined();
  expect(questionOf(Buffer.concat([Buffer.alloc(12), Buffer.from([63]), Buffer.alloc(20, 97)]))).toBeUndefined();
  expect(questionOf(Buffer.concat([Buffer.alloc(12), Buffer.alloc(20, 0xc0)]))).toBeUndefined();
});
