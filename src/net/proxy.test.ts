import { connect, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { Secret } from '../base/secret.ts';
import {
  afterRequest,
  ask,
  failureOf,
  names,
  pem,
  say,
  serveTcp,
  serveTls,
  target,
  textOf,
} from '../../test/fakes/loopback.ts';
import type { Proxy, Target } from './target.ts';

const ok = say('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<a/>');

function via(port: number, kind: Proxy['kind'] = 'http', changes: Partial<Proxy> = {}): Proxy {
  return { kind, host: 'proxy.example', port, user: null, password: null, noProxy: [], ...changes };
}

/** Only the proxy's name may be looked up here: the origin's is the proxy's business. */
const world = { resolver: names({ 'proxy.example': ['127.0.0.1'] }) };

function through(proxy: Proxy, port: number, changes: Partial<Target> = {}) {
  return ask(target(port, { proxy, ...changes }), {}, world);
}

function joined(a: Socket, port: number): void {
  const b = connect(port, '127.0.0.1', () => {
    a.pipe(b);
    b.pipe(a);
  });
  b.on('error', () => a.destroy());
  a.on('close', () => b.destroy());
}

/** A working HTTP proxy that sends everything to one port. */
const tunnelTo = (port: number, heard: string[] = []) =>
  afterRequest((socket: Socket, request: string) => {
    heard.push(request);
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    joined(socket, port);
  });

it('reaches http and https origins through CONNECT, with Basic credentials', async () => {
  const heard: string[] = [];
  const plain = await serveTcp(ok);
  const proxy = via(await serveTcp(tunnelTo(plain, heard)), 'http', { user: 'u', password: new Secret('p') });
  const response = await through(proxy, 8080);
  expect(await textOf(response)).toBe('<a/>');
  expect(response.peer).toMatchObject({ address: '127.0.0.1', proxy: `proxy.example:${proxy.port}` });
  expect(heard[0]).toBe(
    'CONNECT feed.example:8080 HTTP/1.1\r\nHost: feed.example:8080\r\nProxy-Authorization: Basic dTpw\r\n\r\n',
  );
  const secret = await serveTls(['good', 'intermediate'], ok);
  const secured = await through(via(await serveTcp(tunnelTo(secret))), 443, { https: true });
  expect(await textOf(secured)).toBe('<a/>');
  expect(Object.keys(secured.timings)).toEqual(['dns', 'tcp', 'proxy', 'tls', 'head', 'body']);
});
it('reaches an https origin through a proxy that itself speaks TLS', async () => {
  const secret = await serveTls(['good', 'intermediate'], ok);
  const proxy = via(await serveTls(['good', 'intermediate'], tunnelTo(secret)), 'https');
  expect(await textOf(await through(proxy, 443, { https: true }))).toBe('<a/>');
  expect(
    await textOf(
      await through(via(await serveTls(['good', 'intermediate'], tunnelTo(await serveTcp(ok))), 'https'), 80),
    ),
  ).toBe('<a/>');
});
it('passes by the proxy for what is in the no-proxy list', async () => {
  const port = await serveTcp(ok);
  const bypassed = ask(target(port, { proxy: via(1, 'http', { noProxy: ['.example'] }) }));
  expect(await textOf(await bypassed)).toBe('<a/>');
});

const page = 'Content-Type: text/html\r\nContent-Length: 40\r\n\r\n<html><title>Blocked by policy</title>   ';
const answers: readonly (readonly [code: string, answer: string | Uint8Array])[] = [
  ['proxy/auth-needed', 'HTTP/1.1 407 Auth\r\nProxy-Authenticate: Basic realm="p"\r\n\r\n'],
  ['proxy/auth-scheme', 'HTTP/1.1 407 Auth\r\nProxy-Authenticate: NTLM\r\nProxy-Authenticate: Negotiate\r\n\r\n'],
  ['proxy/denied', 'HTTP/1.1 403 Forbidden\r\nX-Squid-Error: ERR_ACCESS_DENIED 0\r\n\r\n'],
  ['proxy/method-not-allowed', 'HTTP/1.1 405 Method Not Allowed\r\n\r\n'],
  ['proxy/method-not-allowed', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
  ['proxy/cannot-resolve', 'HTTP/1.1 503 Unavailable\r\nX-Squid-Error: ERR_DNS_FAIL 0\r\n\r\n'],
  ['proxy/cannot-reach', 'HTTP/1.1 503 Unavailable\r\nX-Squid-Error: ERR_CONNECT_FAIL 110\r\n\r\n'],
  ['proxy/cannot-reach', 'HTTP/1.1 502 Bad Gateway\r\n\r\n'],
  ['proxy/cannot-reach', 'HTTP/1.1 504 Gateway Timeout\r\n\r\n'],
  ['proxy/portal', 'HTTP/1.1 302 Found\r\nLocation: http://portal.example/login\r\n\r\n'],
  ['proxy/portal', 'HTTP/1.1 511 Network Authentication Required\r\n\r\n'],
  ['proxy/page-not-tunnel', `HTTP/1.1 200 OK\r\n${page}`],
  ['proxy/not-a-proxy', 'HTTP/1.1 404 Not Found\r\n\r\n'],
  ['proxy/not-a-proxy', 'SSH-2.0-OpenSSH_9.2\r\n'],
  ['proxy/is-socks', Uint8Array.of(5, 0xff)],
  ['proxy/speaks-tls', Uint8Array.of(0x15, 3, 1, 0, 2, 2, 70)],
  ['proxy/closes', ''],
  ['proxy/tunnel-cut', 'HTTP/1.1 200 Connection established\r\n\r\n'],
];
it.each(answers)('ends in %s when the proxy answers %j', async (code, answer) => {
  const proxy = via(await serveTcp(say(answer)));
  const failure = await failureOf(through(proxy, 443, { https: true }));
  expect([failure.code, failure.stage, failure.hop]).toEqual([code, 'proxy', 'proxy']);
  expect(failure.evidence).toMatchObject({ destination: 'feed.example:443', proxy: `proxy.example:${proxy.port}` });
});
it('tells a wrong user from none, and shows a page’s title but never the password', async () => {
  const port = await serveTcp(say('HTTP/1.1 407 Auth\r\nProxy-Authenticate: Basic realm="p"\r\n\r\n'));
  const failure = await failureOf(
    through(via(port, 'http', { user: 'alice', password: new Secret('hunter2') }), 443, { https: true }),
  );
  expect([failure.code, failure.retry]).toEqual(['proxy/auth-bad', 'after-change']);
  expect(JSON.stringify(failure)).not.toMatch(/hunter2|aHVudGVy/);
  const blocked = await failureOf(through(via(await serveTcp(say(`HTTP/1.1 200 OK\r\n${page}`))), 443));
  expect(blocked.evidence['title']).toBe('Blocked by policy');
});
it('silence, a reset and a closed port have their own codes', async () => {
  const timeouts = { connect: 80, firstByte: 2000, stall: 2000, request: 8000 };
  const silent = via(await serveTcp((socket) => socket.resume()));
  expect((await failureOf(through(silent, 443, { timeouts }))).code).toBe('proxy/silent');
  const reset = via(await serveTcp(afterRequest((socket) => socket.resetAndDestroy())));
  expect((await failureOf(through(reset, 443))).code).toBe('proxy/reset');
  const refused = await failureOf(through(via(1), 443));
  expect(refused).toMatchObject({
    code: 'proxy/refused',
    stage: 'proxy',
    hop: 'proxy',
    evidence: { cause: 'tcp/refused' },
  });
});
it('an https proxy with a plain port or a foreign certificate', async () => {
  const plain = via(
    await serveTcp((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad\r\n\r\n'))),
    'https',
  );
  expect((await failureOf(through(plain, 443))).code).toBe('proxy/not-tls');
  const foreign = via(await serveTls(['by-stranger', 'stranger'], ok), 'https');
  const failure = await failureOf(through(foreign, 443));
  expect(failure).toMatchObject({ code: 'proxy/cert', evidence: { cause: 'tls/unknown-root' } });
});
it('a fault of the origin behind the tunnel is the origin’s', async () => {
  const secret = await serveTls(['by-stranger', 'stranger'], ok);
  const failure = await failureOf(through(via(await serveTcp(tunnelTo(secret))), 443, { https: true }));
  expect([failure.code, failure.hop]).toEqual(['tls/unknown-root', 'origin']);
});
it('judges an origin given as an address even through a proxy, and reaches a proxy on a private one', async () => {
  const proxy = via(await serveTcp(tunnelTo(await serveTcp(ok))), 'http', { host: '127.0.0.1' });
  const inner = await failureOf(through(proxy, 80, { host: '10.0.0.1', allowPrivate: false }));
  expect([inner.code, inner.stage]).toEqual(['dns/private-blocked', 'dns']);
  expect(await textOf(await through(proxy, 80, { allowPrivate: false }))).toBe('<a/>');
  const metadata = via(80, 'http', { host: '169.254.169.254' });
  expect((await failureOf(through(metadata, 80))).code).toBe('dns/private-blocked');
});

/** A SOCKS5 server that says these replies in turn, then joins to a port. */
function socks(replies: readonly (readonly number[])[], port: number | null, heard: Buffer[] = []) {
  return (socket: Socket): void => {
    let turn = 0;
    const listen = (chunk: Buffer): void => {
      heard.push(chunk);
      socket.write(Uint8Array.from(replies[turn] ?? []));
      turn += 1;
      if (turn < replies.length) return;
      socket.off('data', listen);
      if (port === null) socket.end();
      else joined(socket, port);
    };
    socket.on('data', listen);
  };
}
const granted = [5, 0, 0, 1, 0, 0, 0, 0, 0, 0];

it('reaches an origin by name through SOCKS5, with and without a user', async () => {
  const secret = await serveTls(['good', 'intermediate'], ok);
  const heard: Buffer[] = [];
  const open = via(await serveTcp(socks([[5, 0], granted], secret, heard)), 'socks5');
  expect(await textOf(await through(open, 443, { https: true }))).toBe('<a/>');
  expect(heard[1]).toEqual(
    Buffer.concat([Buffer.from([5, 1, 0, 3, 12]), Buffer.from('feed.example'), Buffer.from([1, 187])]),
  );
  const told: Buffer[] = [];
  const named = [5, 0, 0, 3, 1, 0x78, 0, 80];
  const locked = via(await serveTcp(socks([[5, 2], [1, 0], named], await serveTcp(ok), told)), 'socks5', {
    user: 'u',
    password: new Secret(''),
  });
  expect(await textOf(await through(locked, 80))).toBe('<a/>');
  expect([...(told[1] ?? [])]).toEqual([1, 1, 0x75, 0]);
});
it.each([
  ['proxy/auth-needed', [[5, 255]], null],
  ['proxy/auth-scheme', [[5, 255]], 'u'],
  [
    'proxy/auth-bad',
    [
      [5, 2],
      [1, 1],
    ],
    'u',
  ],
  [
    'proxy/cannot-reach',
    [
      [5, 0],
      [5, 1, 0, 1],
    ],
    null,
  ],
  [
    'proxy/denied',
    [
      [5, 0],
      [5, 2, 0, 1],
    ],
    null,
  ],
  [
    'proxy/cannot-reach',
    [
      [5, 0],
      [5, 5, 0, 1],
    ],
    null,
  ],
  [
    'proxy/method-not-allowed',
    [
      [5, 0],
      [5, 7, 0, 1],
    ],
    null,
  ],
  ['proxy/is-http', [[...Buffer.from('HTTP/1.1 400 Bad\r\n\r\n')]], null],
  ['proxy/speaks-tls', [[0x15, 3, 1, 0, 2, 2, 70]], null],
  ['proxy/not-a-proxy', [[0x41, 0x42, 0x43]], null],
  ['proxy/closes', [[]], null],
] as const)('SOCKS5 that ends in %s', async (code, replies, user) => {
  const proxy = via(await serveTcp(socks(replies, null)), 'socks5', { user });
  const failure = await failureOf(through(proxy, 80));
  expect([failure.code, failure.stage, failure.hop]).toEqual([code, 'proxy', 'proxy']);
});
it('uses the authorities of the source for an https proxy', async () => {
  const port = await serveTls(['good', 'intermediate'], tunnelTo(await serveTcp(ok)));
  const plain = target(80);
  const tls = { ...plain.tls, ca: pem('stranger.pem') };
  expect((await failureOf(through(via(port, 'https'), 80, { tls }))).code).toMatch(/^proxy\/cert/);
});

const granted4 = [0, 90, 0, 0, 0, 0, 0, 0];

it('reaches an origin through SOCKS 4a: by name, by address, IPv6 as a name', async () => {
  const secret = await serveTls(['good', 'intermediate'], ok);
  const asked = async (host: string, user: string | null): Promise<Buffer> => {
    const heard: Buffer[] = [];
    const proxy = via(await serveTcp(socks([granted4], await serveTcp(ok), heard)), 'socks4a', { user });
    expect(await textOf(await through(proxy, 8080, { host }))).toBe('<a/>');
    return Buffer.concat(heard.slice(0, 1));
  };
  expect(await asked('feed.example', 'me')).toEqual(
    Buffer.concat([Buffer.from([4, 1, 31, 144, 0, 0, 0, 1]), Buffer.from('me\0feed.example\0')]),
  );
  expect(await asked('192.0.2.7', null)).toEqual(Buffer.from([4, 1, 31, 144, 192, 0, 2, 7, 0]));
  expect(await asked('2001:db8::7', null)).toEqual(
    Buffer.concat([Buffer.from([4, 1, 31, 144, 0, 0, 0, 1, 0]), Buffer.from('2001:db8::7\0')]),
  );
  const split = via(await serveTcp(socks([granted4], secret)), 'socks4a');
  expect(await textOf(await through(split, 443, { https: true }))).toBe('<a/>');
});
it.each([
  ['proxy/rejected', [0, 91, 0, 0, 0, 0, 0, 0]],
  ['proxy/identd', [0, 92, 0, 0, 0, 0, 0, 0]],
  ['proxy/identd', [0, 93, 0, 0, 0, 0, 0, 0]],
  ['proxy/rejected', [0, 1, 0, 0, 0, 0, 0, 0]],
  ['proxy/socks-version', [5, 255]],
  ['proxy/is-http', [...Buffer.from('HTTP/1.1 400 Bad\r\n\r\n')]],
  ['proxy/speaks-tls', [0x15, 3, 1, 0, 2, 2, 70]],
  ['proxy/not-a-proxy', [0x41, 0x42, 0x43]],
  ['proxy/closes', [0]],
  ['proxy/closes', []],
] as const)('SOCKS 4a that ends in %s', async (code, reply) => {
  const proxy = via(await serveTcp(socks([reply], null)), 'socks4a');
  const failure = await failureOf(through(proxy, 80));
  expect([failure.code, failure.stage, failure.hop]).toEqual([code, 'proxy', 'proxy']);
});
it('SOCKS 4 where 5 was asked for is another version', async () => {
  const proxy = via(await serveTcp(socks([[0, 91, 0, 0, 0, 0, 0, 0]], null)), 'socks5');
  expect((await failureOf(through(proxy, 80))).code).toBe('proxy/socks-version');
});
it('trusts an https proxy by authorities of its own, which say nothing of the origin', async () => {
  const port = await serveTls(['good', 'intermediate'], tunnelTo(await serveTcp(ok)));
  const tls = { ca: null, systemCa: true, pin: null, minimum: '1.2', clientCertificate: null } as const;
  const foreign = via(port, 'https');
  expect((await failureOf(through(foreign, 80, { tls }))).code).toBe('proxy/cert');
  const trusted = via(port, 'https', { ca: pem('root.pem'), profile: 'office' });
  expect(await textOf(await through(trusted, 80, { tls }))).toBe('<a/>');
  const secret = await serveTls(['good', 'intermediate'], ok);
  const onward = via(await serveTls(['good', 'intermediate'], tunnelTo(secret)), 'https', { ca: pem('root.pem') });
  const failure = await failureOf(through(onward, 443, { https: true, tls }));
  expect([failure.code, failure.hop]).toEqual(['tls/unknown-root', 'origin']);
  expect(failure.evidence).toMatchObject({
    proxyTls: { certificate: { names: expect.arrayContaining(['proxy.example']) } },
  });
});
