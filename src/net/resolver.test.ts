import { createSocket } from 'node:dgram';
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { Failure } from '../base/failure.ts';
import { systemClock } from '../host/clock.ts';
import { permittedAddresses } from './addresses.ts';
import { hostsFile } from './hosts-file.ts';
import { parseServers, systemResolver, type Resolver } from './resolver.ts';
import { Trace } from './trace.ts';

const nobody = { addressesOf: () => Promise.resolve([]) };
const rcodes: Readonly<Record<string, number>> = { formerr: 1, servfail: 2, nx: 3, notimp: 4, refused: 5 };

/** A name server on loopback that answers by the first label of the name. */
async function nameServer(): Promise<string> {
  const server = createSocket('udp4');
  server.on('message', (query, from) => {
    const answer = answerTo(query);
    if (answer !== null) server.send(answer, from.port, from.address);
  });
  await new Promise<void>((resolve) => {
    server.bind(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  return `127.0.0.1:${server.address().port}`;
}

const v4: Readonly<Record<string, readonly (readonly number[])[]>> = {
  ok: [[192, 0, 2, 1]],
  slow6: [[192, 0, 2, 1]],
  hole: [[0, 0, 0, 0]],
  inner: [[10, 0, 0, 1]],
  mixed: [
    [192, 0, 2, 1],
    [127, 0, 0, 1],
  ],
};

function answerTo(query: Buffer): Buffer | null {
  const end = query.indexOf(0, 12) + 5;
  const kind = query.subarray(13, 13 + (query[12] ?? 0)).toString();
  const six = query.readUInt16BE(end - 4) === 28;
  if (kind === 'silent' || (kind === 'slow6' && six)) return null;
  if (kind === 'short') return query.subarray(0, 7);
  const records = six ? [] : (v4[kind] ?? []).map((address) => record(1, Buffer.from(address)));
  if (kind === 'alias') records.push(record(5, Buffer.from([0xc0, 12])));
  if (six && kind === 'ok') records.push(record(28, Buffer.from('20010db8000000000000000000000001', 'hex')));
  const head = Buffer.from(query.subarray(0, 12));
  head.writeUInt16BE(0x8180 | (rcodes[kind] ?? 0), 2);
  head.writeUInt16BE(records.length, 6);
  head.writeUInt32BE(0, 8);
  return Buffer.concat([head, query.subarray(12, end), ...records]);
}

function record(type: number, data: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, data.length]), data]);
}

async function resolver(servers?: readonly string[]): Promise<Resolver> {
  return systemResolver({ clock: systemClock, hosts: nobody, servers: servers ?? [await nameServer()], timeout: 200 });
}

async function failure(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Failure) return error;
  throw new Error('it did not fail as it should', { cause: error });
}

const never = new AbortController().signal;

it('asks for both families, IPv6 first in the answer', async () => {
  const answer = await (await resolver()).resolve('ok.example', never);
  expect(answer).toEqual({ addresses: ['2001:db8::1', '192.0.2.1'], from: 'dns', slowV6: false });
});
it('does not wait for IPv6 longer than 50 ms once IPv4 has answered', async () => {
  const began = performance.now();
  const answer = await (await resolver()).resolve('slow6.example', never);
  expect(answer).toEqual({ addresses: ['192.0.2.1'], from: 'dns', slowV6: true });
  expect(performance.now() - began).toBeLessThan(180);
});
it.each([
  ['nx', 'dns/nxdomain', 'after-change'],
  ['nodata', 'dns/no-address', 'after-change'],
  ['servfail', 'dns/servfail', 'soon'],
  ['refused', 'dns/refused', 'next-poll'],
  ['formerr', 'dns/formerr', 'next-poll'],
  ['notimp', 'dns/notimp', 'next-poll'],
  ['short', 'dns/bad-answer', 'soon'],
  ['alias', 'dns/cname-loop', 'next-poll'],
  ['silent', 'dns/timeout', 'soon'],
])('tells %s by the code %s', async (kind, code, retry) => {
  const found = await failure((await resolver()).resolve(`${kind}.example`, never));
  expect([found.code, found.stage, found.retry]).toEqual([code, 'dns', retry]);
  expect(found.evidence).toMatchObject({ name: `${kind}.example`, servers: [expect.stringMatching(/^127/)] });
});
it('tells a resolver that is not there, and one look-up cancelled', async () => {
  expect((await failure((await resolver(['127.0.0.1:1'])).resolve('ok.example', never))).code).toBe(
    'dns/resolver-down',
  );
  const control = new AbortController();
  const asked = (await resolver()).resolve('silent.example', control.signal);
  control.abort(new Error('enough'));
  await expect(asked).rejects.toThrow('enough');
});
it('looks into the hosts file first, and reads it again when it changes', async () => {
  const path = join(tempDirectory(), 'hosts');
  writeFileSync(path, '192.0.2.9 Feed.example alias # feed\n2001:db8::9\tfeed.example\njunk feed.example\n');
  const file = hostsFile(path);
  const found = systemResolver({ clock: systemClock, hosts: file, servers: ['127.0.0.1:1'] });
  expect(await found.resolve('feed.EXAMPLE', never)).toEqual({
    addresses: ['192.0.2.9', '2001:db8::9'],
    from: 'hosts-file',
    slowV6: false,
  });
  writeFileSync(path, '192.0.2.10 feed.example\n');
  utimesSync(path, 1, 1);
  expect(await file.addressesOf('feed.example')).toEqual(['192.0.2.10']);
  expect(await hostsFile(`${path}-none`).addressesOf('feed.example')).toEqual([]);
});
it('takes servers from a text, and refuses what names none', () => {
  expect(parseServers(undefined)).toBeUndefined();
  expect(parseServers(' ')).toBeUndefined();
  expect(parseServers('192.0.2.53, [2001:db8::53]:5353,2001:db8::53')).toEqual([
    '192.0.2.53',
    '[2001:db8::53]:5353',
    '2001:db8::53',
  ]);
  for (const wrong of ['resolver.example', '192.0.2.53:0', '192.0.2.53:x', '192.0.2'])
    expect(() => parseServers(wrong)).toThrow(expect.objectContaining({ code: 'config/dns-servers-bad' }));
});
it('knows localhost without asking anybody', async () => {
  expect((await (await resolver(['127.0.0.1:1'])).resolve('a.localhost', never)).addresses).toEqual([
    '::1',
    '127.0.0.1',
  ]);
});

it.each([
  ['hole.example', 'public', 'dns/sinkholed'],
  ['hole.example', 'any', 'dns/sinkholed'],
  ['inner.example', 'public', 'dns/private-blocked'],
  ['10.0.0.1', 'public', 'dns/private-blocked'],
  ['[::ffff:10.0.0.1]', 'public', 'dns/private-blocked'],
  ['a..example', 'public', 'dns/bad-name'],
  [`${'a'.repeat(64)}.example`, 'public', 'dns/bad-name'],
  ['-a.example', 'public', 'dns/bad-name'],
  ['127.1', 'public', 'dns/bad-name'],
  ['0x7f000001', 'public', 'dns/bad-name'],
  ['2130706433', 'public', 'dns/bad-name'],
  ['192.0.2.010', 'public', 'dns/bad-name'],
] as const)('%s within %s is refused with %s', async (host, reach, code) => {
  const context = { resolver: await resolver(), trace: new Trace(systemClock, 'test'), signal: never };
  expect((await failure(permittedAddresses(host, reach, context))).code).toBe(code);
});
it('keeps the permitted addresses of a mixed answer, and private ones where they are allowed', async () => {
  const context = { resolver: await resolver(), trace: new Trace(systemClock, 'test'), signal: never };
  expect(await permittedAddresses('mixed.example', 'public', context)).toEqual(['192.0.2.1']);
  expect(await permittedAddresses('inner.example', 'any', context)).toEqual(['10.0.0.1']);
  expect(await permittedAddresses('[2001:db8::1]', 'public', context)).toEqual(['2001:db8::1']);
});
