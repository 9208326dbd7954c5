import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ask, failureOf, pem, serveTcp, target } from '../../test/fakes/loopback.ts';
import type { Proxy, Target } from './target.ts';

/** Says these bytes once it has heard something, and closes. */
let words: Uint8Array = new Uint8Array(0);
const serveWords = (): Promise<number> => serveTcp((socket) => socket.once('data', () => socket.end(words)));

const beginnings = [
  '',
  'HTTP/1.1 200 OK\r\n',
  'HTTP/1.1 407 ',
  'SSH-2.0-',
  '220 ',
  // SOCKS 5: no user wanted; a user wanted. TLS: an alert; a message of the handshake.
  '\u0005\u0000',
  '\u0005\u0002\u0001',
  '\u0015\u0003\u0003\u0000\u0002\u0002',
  '\u0016\u0003\u0003\u0000',
] as const;

/** How a port of some sort begins to speak, and then anything. */
const speech = fc
  .tuple(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 80 }))
  .map(([beginning, rest]) => Buffer.concat([Buffer.from(beginning, 'latin1'), rest]));

const proxy = (kind: Proxy['kind'], port: number): Proxy => ({
  kind,
  host: 'proxy.example',
  port,
  user: 'u',
  password: null,
  noProxy: [],
});

const tls: Target['tls'] = { ca: pem('root.pem'), systemCa: false, pin: null, minimum: '1.2', clientCertificate: null };

it.each([
  ['a server of TLS', (_port: number) => ({ https: true, tls }), /^tls\/(?!failed)/],
  ['an HTTP proxy', (port: number) => ({ proxy: proxy('http', port) }), /^(?:proxy|http)\//],
  ['an HTTP proxy over TLS', (port: number) => ({ tls, proxy: proxy('https', port) }), /^proxy\//],
  ['a SOCKS proxy', (port: number) => ({ proxy: proxy('socks5', port) }), /^(?:proxy|http)\//],
])('whatever comes in place of %s has a name', { timeout: 60_000 }, async (_what, way, names) => {
  const port = await serveWords();
  const to = target(port, { ...way(port), timeouts: { connect: 500, firstByte: 500, stall: 500, request: 2000 } });
  await fc.assert(
    fc.asyncProperty(speech, async (bytes) => {
      words = bytes;
      const failure = await failureOf(ask(to));
      expect(`${failure.code} ${failure.message} ${JSON.stringify(failure.evidence['error'] ?? '')}`).toMatch(names);
    }),
    { numRuns: 150 },
  );
});
