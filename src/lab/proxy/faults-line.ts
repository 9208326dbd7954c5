import { randomBytes } from 'node:crypto';
import { loopback } from '../stand.ts';
import { proxyFault, type ProxyFault } from './fault.ts';
import { hearConnect, honestProxy, proxyServer, says, type Behaviour } from './serve.ts';

/** Where nothing listens: the port of a service that nobody has offered for decades (tcpmux, RFC 1078). */
const closed = 1;

const right: readonly ProxyFault[] = [
  proxyFault(['proxy-good', 'opens tunnels', 'a proxy that is well', null], proxyServer(honestProxy)),
  proxyFault(
    ['proxy-good-in-clear', 'opens tunnels for a source without TLS', 'a proxy that is well', null],
    proxyServer(honestProxy, { settings: { https: false, ca: null } }),
  ),
  {
    ...proxyFault(
      ['proxy-passed-by', 'is not asked, for the source excepts its host', 'an inner feed, rightly excepted', null],
      async () => ({
        stand: null,
        proxy: { kind: 'http', host: loopback, port: closed, noProxy: ['.practice.example'] },
      }),
    ),
    known: true,
  },
  {
    ...proxyFault(
      [
        'proxy-inner-host',
        'refuses a host that can be reached without it',
        'an inner feed that was not excepted from the proxy',
        'proxy/denied',
        'proxy/no-proxy-missed',
      ],
      proxyServer(says('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')),
    ),
    known: true,
  },
  {
    ...proxyFault(
      ['proxy-environment', 'is named in HTTPS_PROXY and not in the settings', 'a proxy set for the shell', null],
      async () => ({
        stand: null,
        proxy: null,
        environment: { HTTPS_PROXY: `http://${loopback}:${closed}`, https_proxy: `http://${loopback}:${closed}` },
      }),
    ),
    known: true,
  },
];

const absent: readonly ProxyFault[] = [
  proxyFault(['proxy-refused', 'does not listen', 'a proxy that is down', 'proxy/refused'], async () => ({
    stand: null,
    proxy: { kind: 'http', host: loopback, port: closed },
  })),
  proxyFault(['proxy-unknown-name', 'has a name that does not exist', 'a typing error', 'proxy/dns'], async () => ({
    stand: null,
    proxy: { kind: 'http', host: 'proxy.nowhere.example', port: 3128 },
  })),
  proxyFault(
    ['proxy-no-scheme', 'is written without its scheme', 'an address copied from a browser', 'config/proxy-url-bad'],
    async () => ({ stand: null, proxy: `${loopback}:3128` }),
  ),
];

const mute: Behaviour = (socket) => void socket.resume();

const speechless: readonly ProxyFault[] = [
  proxyFault(
    ['proxy-silent', 'takes the request and never answers', 'a proxy that hangs', 'proxy/silent'],
    proxyServer(mute),
  ),
  proxyFault(
    ['proxy-closes', 'closes upon the request', 'a proxy with a list of addresses', 'proxy/closes'],
    proxyServer((socket) => hearConnect(socket, () => socket.end())),
  ),
  proxyFault(
    ['proxy-resets', 'resets upon the request', 'a firewall before the proxy', 'proxy/reset'],
    proxyServer((socket) => hearConnect(socket, () => socket.resetAndDestroy())),
  ),
  proxyFault(
    ['proxy-half-answer', 'closes in the middle of its answer', 'a proxy that crashes', 'proxy/closes'],
    proxyServer(says('HTTP/1.1 200 Conn')),
  ),
  proxyFault(
    ['proxy-garbage', 'answers with bytes of no meaning', 'a private protocol', 'proxy/not-a-proxy'],
    proxyServer(says(Buffer.concat([Buffer.from('ff00', 'hex'), randomBytes(60)]))),
  ),
  proxyFault(
    ['proxy-greets', 'greets in SSH', 'the port of a shell', 'proxy/not-a-proxy'],
    proxyServer((socket) => {
      socket.write('SSH-2.0-OpenSSH_9.2p1\r\n');
      socket.resume();
    }),
  ),
  proxyFault(
    ['proxy-huge-head', 'answers with headers without end', 'a proxy gone mad', 'proxy/not-a-proxy'],
    proxyServer((socket) =>
      hearConnect(socket, () => {
        const line = `X-Filler: ${'x'.repeat(1000)}\r\n`;
        socket.end(`HTTP/1.1 200 OK\r\n${line.repeat(300)}\r\n`);
      }),
    ),
  ),
  proxyFault(
    ['proxy-is-socks', 'answers in SOCKS', 'the port of SOCKS written for that of HTTP', 'proxy/is-socks'],
    proxyServer((socket) => socket.once('data', () => socket.end(Buffer.of(5, 0)))),
  ),
  proxyFault(
    ['proxy-is-socks4', 'answers in SOCKS 4', 'the port of SOCKS written for that of HTTP', 'proxy/is-socks'],
    proxyServer((socket) => socket.once('data', () => socket.end(Buffer.of(0, 0x5b, 0, 0, 0, 0, 0, 0)))),
  ),
];

/** How an HTTP proxy is there, or not. */
export const lineFaults: readonly ProxyFault[] = [...right, ...absent, ...speechless];
