import type { Socket } from 'node:net';
import type { TlsOptions, TLSSocket } from 'node:tls';
import { practiceName } from '../dns/faults.ts';
import { pemOf, type Certified } from '../pki/certificate.ts';
import { leaf, root } from '../pki/issue.ts';
import { both, passOn, standTcp, standTls, type Stand } from '../stand.ts';
import { contentTypes } from '../tls/records.ts';
import { beginAnswer } from '../tls/partial-answer.ts';
import { meddle, type Meddling } from '../tls/meddle.ts';
import { rightly } from '../tls/serve.ts';
import { shows, type World } from '../tls/world.ts';
import { proxyFault, type ProxyFault, type ProxyPlace } from './fault.ts';
import { established, hearConnect, honestProxy, proxyServer, says, toldOf } from './serve.ts';

/** A proxy that speaks TLS with these certificates. */
function encrypted(chain: (world: World) => TlsOptions, kind: 'http' | 'https' = 'https'): ProxyFault['serve'] {
  return async (place) => {
    const stand = await standTls(chain(place.world), (socket) => honestProxy(socket, place));
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
    proxyServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')), {
      kind: 'https',
    }),
  ),
];

/** Opens a tunnel that leads to `elsewhere` in place of the practice server, by way of `pass`. */
function leadsTo(
  elsewhere: (place: ProxyPlace) => Promise<Stand>,
  pass: (socket: Socket, port: number) => void = passOn,
): ProxyFault['serve'] {
  return async (place) => {
    const behind = await elsewhere(place);
    const front = await standTcp((socket) =>
      hearConnect(socket, () => {
        socket.write(established);
        pass(socket, behind.port);
      }),
    ).catch(async (error: unknown) => {
      await behind.close();
      throw error;
    });
    return { stand: both(front, behind), proxy: toldOf(front) };
  };
}

/** Shows this certificate, and passes on to the practice server what is asked. */
const answersAs =
  (shown: (world: World) => TlsOptions) =>
  ({ world, lab }: ProxyPlace): Promise<Stand> =>
    standTls(shown(world), (socket) => passOn(socket, lab));

function inspected({ now }: World, own: Certified): TlsOptions {
  return shows(leaf(now, own, [practiceName]), own);
}

function gateway(now: number): Certified {
  const cn = 'Skyhigh Web Gateway CA';
  return root(now, cn, { subject: { o: 'Skyhigh', cn } });
}

/** Records of application data that a server of TLS 1.3 sends before the answer begins, at the most. */
const beforeAnswer = 8;

/** Opens a tunnel to a long answer, and stops it in the middle. */
function stops(how: 'end' | 'reset' | 'hold', answer?: (socket: TLSSocket) => void): ProxyFault['serve'] {
  const meddling = (): Meddling => {
    let seen = 0;
    return {
      fromServer({ type, bytes }) {
        if (type === contentTypes.applicationData) seen += 1;
        return seen > beforeAnswer ? how : bytes;
      },
    };
  };
  const elsewhere = ({ world, lab }: ProxyPlace): Promise<Stand> =>
    standTls(rightly(world), answer ?? ((socket) => passOn(socket, lab)));
  return leadsTo(elsewhere, (socket, port) => meddle(socket, port, meddling));
}

const tunnels: readonly ProxyFault[] = [
  proxyFault(
    [
      'proxy-inspects',
      'opens TLS and shows certificates of its own',
      'a web gateway that looks inside',
      'tls/inspection',
    ],
    leadsTo(answersAs((world) => inspected(world, gateway(world.now)))),
  ),
  proxyFault(
    [
      'proxy-inspects-trusted',
      'opens TLS and shows certificates of its own, whose authority the source trusts',
      'a web gateway that looks inside, rightly set up',
      null,
    ],
    async (place) => {
      const own = gateway(place.world.now);
      return { ...(await leadsTo(answersAs((world) => inspected(world, own)))(place)), settings: { ca: pemOf(own) } };
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
    leadsTo(answersAs((world) => shows(leaf(world.now, world.middle, ['other.example']), world.middle))),
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
        socket.once('data', () => socket.resetAndDestroy());
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
    proxyServer((socket, { origin }) =>
      hearConnect(socket, () => {
        socket.write(established);
        meddle(socket, origin, () => ({ fromServer: ({ bytes }, index) => (index === 0 ? bytes : 'end') }));
      }),
    ),
  ),
  proxyFault(
    [
      'proxy-cuts-body',
      'closes the tunnel in the middle of the answer',
      'a proxy with a limit of size',
      'http/truncated',
    ],
    stops('end', beginAnswer),
  ),
  proxyFault(
    [
      'proxy-resets-body',
      'resets the tunnel in the middle of the answer',
      'a proxy with a limit of time',
      'http/truncated',
    ],
    stops('reset', beginAnswer),
  ),
  proxyFault(
    [
      'proxy-stalls-body',
      'lets nothing more through in the middle of the answer',
      'a proxy that looks for viruses until the whole has come',
      'http/stalled',
    ],
    stops('hold', beginAnswer),
  ),
  proxyFault(
    [
      'proxy-limits-size',
      'closes the tunnel on answers of more than some 40 kB',
      'a proxy with a limit of size, which narrower spans get around',
      null,
    ],
    stops('end'),
  ),
];

/** Proxies that speak TLS, and what proxies do with a tunnel. */
export const tunnelFaults: readonly ProxyFault[] = [...tls, ...tunnels];
