import type { Code } from '../../base/failure.ts';
import { passOn } from '../stand.ts';
import { proxyFault, type ProxyFault, type ProxyRow } from './fault.ts';
import { proxyServer, type Behaviour, type Telling } from './serve.ts';

/** SOCKS 5 (RFC 1928, RFC 1929). */
const version = 5;
const methods = { none: 0, gssapi: 1, password: 2, refused: 0xff } as const;
const succeeded = 0;

const login = { user: 'practice', password: 'correct horse' };

function answered(reply: number): Buffer {
  return Buffer.of(version, reply, 0, 1, 0, 0, 0, 0, 0, 0);
}

/** Takes the request to connect and answers it so; a success leads to the practice server and nowhere else. */
function connecting(reply: number): Behaviour {
  return (socket, { origin, lab }) =>
    socket.once('data', (request) => {
      const port = request.readUInt16BE(request.length - 2);
      if (reply !== succeeded || (port !== origin && port !== lab)) return void socket.end(answered(reply || 2));
      socket.write(answered(succeeded));
      passOn(socket, port);
    });
}

/** Takes the greeting, chooses this way to prove who asks, and goes on. */
function choosing(method: number, then: Behaviour): Behaviour {
  return (socket, place) =>
    socket.once('data', () => {
      socket.write(Buffer.of(version, method));
      then(socket, place);
    });
}

/** Compares user and password, and goes on where they are right. */
const checking: Behaviour = (socket, place) =>
  socket.once('data', (message) => {
    const { user, password } = login;
    const right = Buffer.concat([
      Buffer.of(1, user.length),
      Buffer.from(user),
      Buffer.of(password.length),
      Buffer.from(password),
    ]).equals(message);
    if (!right) return void socket.end(Buffer.of(1, 1));
    socket.write(Buffer.of(1, 0));
    connecting(succeeded)(socket, place);
  });

function socks(row: ProxyRow, talk: Behaviour, telling: Telling = {}): ProxyFault {
  return proxyFault(row, proxyServer(talk, { kind: 'socks5', ...telling }));
}

/** Upon the greeting, this and the end. */
const answers =
  (bytes: string | Uint8Array): Behaviour =>
  (socket) =>
    socket.once('data', () => socket.end(bytes));

const right: readonly ProxyFault[] = [
  socks(
    ['proxy-socks-good', 'connects', 'a SOCKS proxy that is well', null],
    choosing(methods.none, connecting(succeeded)),
  ),
  socks(
    ['proxy-socks-user', 'demands a user and gets the right one', 'a SOCKS proxy that is well', null],
    choosing(methods.password, checking),
    { login },
  ),
];

const replies: readonly (readonly [reply: number, name: string, imitates: string, expects: Code])[] = [
  [1, 'general failure', 'a proxy in trouble', 'proxy/cannot-reach'],
  [2, 'not allowed by its rules', 'a rule of the proxy', 'proxy/denied'],
  [3, 'network unreachable', 'a proxy without a way out', 'proxy/cannot-reach'],
  [4, 'host unreachable', 'a dead server, or a name that the proxy cannot resolve', 'proxy/cannot-reach'],
  [5, 'connection refused', 'a server that is down', 'proxy/cannot-reach'],
  [6, 'time to live expired', 'a loop of routes', 'proxy/cannot-reach'],
  [7, 'command not supported', 'a proxy for something else', 'proxy/method-not-allowed'],
  [8, 'address type not supported', 'a proxy that resolves no names', 'proxy/cannot-resolve'],
  [9, 'a reply that nobody knows', 'a proxy of its own kind', 'proxy/cannot-reach'],
];

const refusals: readonly ProxyFault[] = replies.map(([reply, name, imitates, expects]) =>
  socks(
    [`proxy-socks-reply-${reply}`, `refuses to connect: ${name}`, imitates, expects],
    choosing(methods.none, connecting(reply)),
  ),
);

const who: readonly ProxyFault[] = [
  socks(
    ['proxy-socks-user-needed', 'takes nobody without a user', 'a SOCKS proxy of a company', 'proxy/auth-needed'],
    answers(Buffer.of(version, methods.refused)),
  ),
  socks(
    [
      'proxy-socks-methods',
      'takes neither nobody nor a user with a password',
      'a SOCKS proxy of a Windows domain',
      'proxy/auth-scheme',
    ],
    answers(Buffer.of(version, methods.refused)),
    { login },
  ),
  socks(
    [
      'proxy-socks-gssapi',
      'chooses a way to prove oneself that was not offered',
      'a broken proxy',
      'proxy/auth-scheme',
    ],
    answers(Buffer.of(version, methods.gssapi)),
  ),
  socks(
    ['proxy-socks-password', 'refuses the password', 'a password that was changed', 'proxy/auth-bad'],
    choosing(methods.password, checking),
    { login: { ...login, password: 'wrong' } },
  ),
];

const strangers: readonly ProxyFault[] = [
  socks(
    ['proxy-socks-version', 'answers in SOCKS 4', 'an old proxy', 'proxy/socks-version'],
    answers(Buffer.of(0, 0x5b, 0, 0, 0, 0, 0, 0)),
  ),
  socks(
    ['proxy-socks-is-http', 'answers in HTTP', 'the port of HTTP written for that of SOCKS', 'proxy/is-http'],
    answers('HTTP/1.1 400 Bad Request\r\n\r\n'),
  ),
  socks(
    ['proxy-socks-tls', 'answers with an alert of TLS', 'a port that speaks TLS', 'proxy/speaks-tls'],
    answers(Buffer.of(21, 3, 3, 0, 2, 2, 70)),
  ),
  socks(
    ['proxy-socks-garbage', 'answers with bytes of no meaning', 'a private protocol', 'proxy/not-a-proxy'],
    answers('zzzzzzzz'),
  ),
  socks(
    ['proxy-socks-closes', 'closes upon the greeting', 'a proxy with a list of addresses', 'proxy/closes'],
    answers(''),
  ),
  socks(
    ['proxy-socks-closes-later', 'closes upon the request to connect', 'a proxy that crashes', 'proxy/closes'],
    choosing(methods.none, (socket) => socket.once('data', () => socket.end())),
  ),
  socks(['proxy-socks-resets', 'resets upon the greeting', 'a firewall before the proxy', 'proxy/reset'], (socket) =>
    socket.once('data', () => socket.resetAndDestroy()),
  ),
  socks(
    ['proxy-socks-silent', 'takes the greeting and never answers', 'a proxy that hangs', 'proxy/silent'],
    (socket) => void socket.resume(),
  ),
  socks(
    [
      'proxy-socks-silent-later',
      'takes the request to connect and never answers',
      'a proxy whose own way out is dead',
      'proxy/silent',
    ],
    choosing(methods.none, (socket) => void socket.resume()),
  ),
  socks(
    [
      'proxy-socks-tunnel-cut',
      'connects and closes',
      'a proxy whose own connection failed too late',
      'proxy/tunnel-cut',
    ],
    choosing(methods.none, (socket) => socket.once('data', () => socket.end(answered(succeeded)))),
  ),
];

/** SOCKS 5 proxies. */
export const socksFaults: readonly ProxyFault[] = [...right, ...refusals, ...who, ...strangers];
