import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { practiceName } from '../dns/faults.ts';
import { pemOf } from '../pki/certificate.ts';
import { leaf, root } from '../pki/issue.ts';
import { firstOf, listening, loopback, passOn, standTls } from '../stand.ts';
import { both, meddle, type Meddling } from '../tls/serve.ts';
import { contentTypes } from '../tls/records.ts';
import { shows, type World } from '../tls/world.ts';
import { proxyFault, type ProxyFault, type ProxyPlace } from './fault.ts';
import { established, hearConnect, honestProxy, proxyServer, says, toldOf, type Behaviour } from './serve.ts';

const right: readonly ProxyFault[] = [
  proxyFault(['proxy-good', 'opens tunnels', 'a proxy that is well', null], proxyServer(honestProxy)),
  proxyFault(
    ['proxy-good-in-clear', 'opens tunnels for a source without TLS', 'a proxy that is well', null],
    proxyServer(honestProxy, { settings: { https: false, ca: null } }),
  ),
  {
    ...proxyFault(
      ['proxy-passed-by', 'is not asked, for the source excepts its host', 'an inner feed, rightly excepted', null],
      async () => ({ stand: null, proxy: { kind: 'http', host: loopback, port: 1, noProxy: ['.practice.example'] } }),
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
        environment: { HTTPS_PROXY: `http://${loopback}:1`, https_proxy: `http://${loopback}:1` },
      }),
    ),
    known: true,
  },
];

const absent: readonly ProxyFault[] = [
  proxyFault(['proxy-refused', 'does not listen', 'a proxy that is down', 'proxy/refused'], async () => ({
    stand: null,
    proxy: { kind: 'http', host: loopback, port: await closedPort() },
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

/** A port on which nothing listens: one that was free a moment ago. */
async function closedPort(): Promise<number> {
  const stand = await listening(createServer(), 0);
  await stand.close();
  return stand.port;
}

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
    proxyServer((socket) => void socket.write('SSH-2.0-OpenSSH_9.2p1\r\n')),
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
    proxyServer((socket) => firstOf(socket, () => socket.end(Buffer.of(5, 0)))),
  ),
  proxyFault(
    ['proxy-is-socks4', 'answers in SOCKS 4', 'the port of SOCKS written for that of HTTP', 'proxy/is-socks'],
    proxyServer((socket) => firstOf(socket, () => socket.end(Buffer.of(0, 0x5b, 0, 0, 0, 0, 0, 0)))),
  ),
];

/** A proxy that speaks TLS with these certificates. */
function encrypted(
  chain: (world: World) => Parameters<typeof standTls>[0],
  kind: 'http' | 'https' = 'https',
): ProxyFault['serve'] {
  return async (place) => {
    const stand = await standTls({ ...chain(place.world), allowHalfOpen: true }, (socket) =>
      honestProxy(socket, place),
    );
    return { stand, proxy: { ...toldOf(stand, kind), host: proxyName } };
  };
}

const proxyName = `proxy.${practiceName}`;

const shownBy = (names: readonly string[]) => (world: World) =>
  shows(leaf(world.now, world.middle, names), world.middle);

const tls: readonly ProxyFault[] = [
  proxyFault(
    ['proxy-tls-good', 'opens tunnels over TLS', 'a proxy that is well', null],
    encrypted(shownBy([proxyName])),
  ),
  proxyFault(
    [
      'proxy-tls-unknown-root',
      'shows a certificate beneath a root that is not trusted',
      'a proxy of a company',
      'proxy/cert',
    ],
    encrypted(({ now }) => {
      const top = root(now, 'Stranger Root');
      return shows(leaf(now, top, [proxyName]), top);
    }),
  ),
  proxyFault(
    ['proxy-tls-wrong-name', 'shows a certificate for another name', 'a proxy reached by an alias', 'proxy/cert'],
    encrypted(shownBy(['other.example'])),
  ),
  proxyFault(
    [
      'proxy-tls-asked-in-clear',
      'speaks TLS, and is asked in clear',
      'http:// written for https://',
      'proxy/closes',
      'proxy/speaks-tls',
    ],
    encrypted(shownBy([proxyName]), 'http'),
  ),
  proxyFault(
    [
      'proxy-in-clear-asked-tls',
      'speaks in clear, and is asked with TLS',
      'https:// written for http://',
      'proxy/tls',
      'proxy/not-tls',
    ],
    proxyServer(honestProxy, { kind: 'https' }),
  ),
  proxyFault(
    [
      'proxy-in-clear-asked-tls-eager',
      'speaks in clear, is asked with TLS and complains at once',
      'https:// written for http://',
      'proxy/not-tls',
    ],
    proxyServer((socket) => firstOf(socket, () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')), { kind: 'https' }),
  ),
];

/** Opens a tunnel that leads to `elsewhere` in place of the practice server. */
function leadsTo(elsewhere: (place: ProxyPlace) => Parameters<typeof standTls>[0]): ProxyFault['serve'] {
  return async (place) => {
    const behind = await standTls(elsewhere(place), (socket) => passOn(socket, place.lab));
    const met = await proxyServer((socket) =>
      hearConnect(socket, () => {
        socket.write(established);
        passOn(socket, behind.port);
      }),
    )(place);
    return { ...met, stand: met.stand === null ? behind : both(met.stand, behind) };
  };
}

/** Opens a tunnel, and meddles with what comes through it. */
const meddled = (meddling: () => Meddling): ProxyFault['serve'] =>
  proxyServer((socket, { origin }) =>
    hearConnect(socket, () => {
      socket.write(established);
      meddle(socket, origin, meddling);
    }),
  );

function cutAfterData(records: number, how: 'end' | 'reset'): Meddling {
  let seen = 0;
  return {
    fromServer({ type, bytes }) {
      if (type === contentTypes.applicationData) seen += 1;
      return seen > records ? how : bytes;
    },
  };
}

/** Records of application data that a server of TLS 1.3 sends before the answer begins, at the most. */
const beforeAnswer = 8;

const tunnels: readonly ProxyFault[] = [
  proxyFault(
    [
      'proxy-inspects',
      'opens TLS and shows certificates of its own',
      'a web gateway that looks inside',
      'tls/inspection',
    ],
    leadsTo(({ world: { now } }) => {
      const own = root(now, 'Skyhigh Web Gateway CA', { subject: { o: 'Skyhigh', cn: 'Skyhigh Web Gateway CA' } });
      return shows(leaf(now, own, [practiceName]), own);
    }),
  ),
  proxyFault(
    [
      'proxy-inspects-trusted',
      'opens TLS and shows certificates of its own, whose authority the source trusts',
      'a web gateway that looks inside, rightly set up',
      null,
    ],
    async (place) => {
      const own = root(place.world.now, 'Skyhigh Web Gateway CA', {
        subject: { o: 'Skyhigh', cn: 'Skyhigh Web Gateway CA' },
      });
      const met = await leadsTo(() => shows(leaf(place.world.now, own, [practiceName]), own))(place);
      return { ...met, settings: { ca: pemOf(own) } };
    },
  ),
  proxyFault(
    [
      'proxy-origin-wrong-name',
      'leads to a server whose certificate is for another name',
      'a wrong name, behind a proxy',
      'tls/name-mismatch',
      'tls/default-vhost',
    ],
    leadsTo(({ world }) => shows(leaf(world.now, world.middle, ['other.example']), world.middle)),
  ),
  proxyFault(
    [
      'proxy-tunnel-cut',
      'opens the tunnel and closes it',
      'a proxy whose own connection failed too late',
      'proxy/tunnel-cut',
    ],
    proxyServer(says(established)),
  ),
  proxyFault(
    [
      'proxy-tunnel-reset',
      'opens the tunnel and resets it upon the greeting',
      'a proxy that filters by name',
      'proxy/tunnel-cut',
    ],
    proxyServer((socket) =>
      hearConnect(socket, () => {
        socket.write(established);
        firstOf(socket, () => socket.resetAndDestroy());
      }),
    ),
  ),
  proxyFault(
    ['proxy-tunnel-silent', 'opens the tunnel and lets nothing through', 'a proxy that hangs', 'tls/timeout'],
    proxyServer((socket) =>
      hearConnect(socket, () => {
        socket.write(established);
        socket.resume();
      }),
    ),
  ),
  proxyFault(
    [
      'proxy-tunnel-cut-midway',
      'closes the tunnel in the middle of the handshake',
      'a proxy that filters by certificate',
      'tls/peer-cuts',
    ],
    meddled(() => ({ fromServer: ({ bytes }, index) => (index === 0 ? bytes : 'end') })),
  ),
  proxyFault(
    [
      'proxy-cuts-body',
      'closes the tunnel in the middle of the answer',
      'a proxy with a limit of size',
      'http/truncated',
    ],
    meddled(() => cutAfterData(beforeAnswer, 'end')),
  ),
  proxyFault(
    [
      'proxy-resets-body',
      'resets the tunnel in the middle of the answer',
      'a proxy with a limit of time',
      'http/truncated',
    ],
    meddled(() => cutAfterData(beforeAnswer, 'reset')),
  ),
];

/** How an HTTP proxy is there, or not, and what it does with a tunnel. */
export const lineFaults: readonly ProxyFault[] = [...right, ...absent, ...speechless, ...tls, ...tunnels];
