import type { Socket } from 'node:net';
import { randomBytes } from 'node:crypto';
import { passOn } from '../stand.ts';
import { tlsFault, type TlsFault, type TlsRow } from './fault.ts';
import { contentTypes, fatalAlert, record } from './records.ts';
import { rightly, tcpServer, tlsServer } from './serve.ts';

/** Says this once the client has said something. */
const answers =
  (bytes: string | Uint8Array) =>
  (socket: Socket): void =>
    void socket.once('data', () => socket.end(bytes));

/** Says this at once, and waits. */
const greets =
  (bytes: string) =>
  (socket: Socket): void => {
    socket.write(bytes);
    socket.resume();
  };

/** Listens for ever. */
const silent = (socket: Socket): void => void socket.resume();

const inClear = { https: false, ca: null };

const page = (status: string, body: string): string =>
  `HTTP/1.1 ${status}\r\nServer: nginx\r\nContent-Type: text/html\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;

const wrongTongue: readonly TlsFault[] = [
  tlsFault(
    [
      'tls-port-http-waits',
      'speaks HTTP in clear, and waits for the end of a request that never ends',
      'a web server whose port has no TLS',
      'tls/timeout',
      'tls/plain-http-waits',
    ],
    tcpServer((socket, { lab }) => {
      let heard = Buffer.alloc(0);
      const gather = (chunk: Buffer): void => {
        heard = Buffer.concat([heard, chunk]).subarray(0, 64 * 1024);
        if (!heard.includes('\r\n\r\n')) return;
        socket.off('data', gather);
        passOn(socket, lab, heard);
      };
      socket.on('data', gather);
    }),
  ),
  tlsFault(
    ['tls-port-http', 'speaks HTTP in clear', 'https written for a port that has no TLS', 'tls/not-tls'],
    tcpServer((socket, { lab }) => passOn(socket, lab)),
  ),
  ...(
    [
      ['ssh', 'SSH-2.0-OpenSSH_9.2p1\r\n', 'the port of a shell'],
      ['smtp', '220 mx.practice.example ESMTP\r\n', 'the port of a mail server'],
      ['ftp', '220 (vsFTPd 3.0.3)\r\n', 'the port of a file server'],
    ] as const
  ).map(([name, banner, imitates]) =>
    tlsFault(
      [`tls-port-${name}`, `greets in ${name.toUpperCase()}`, imitates, 'tls/not-tls'],
      tcpServer(greets(banner)),
    ),
  ),
  tlsFault(
    ['tls-port-garbage', 'answers the greeting with bytes of no meaning', 'a private protocol', 'tls/not-tls'],
    tcpServer(answers(Buffer.concat([Buffer.from('00ff00ff', 'hex'), randomBytes(60)]))),
  ),
  tlsFault(
    [
      'tls-asked-in-clear',
      'is asked in clear where it speaks TLS',
      'http written for https',
      'http/no-answer-closed',
      'http/port-is-tls',
    ],
    tlsServer(rightly, inClear),
  ),
  tlsFault(
    [
      'tls-asked-in-clear-alert',
      'is asked in clear where it speaks TLS, and answers with an alert',
      'http written for https, at a server that says so in TLS',
      'http/port-is-tls',
    ],
    tcpServer(answers(record(contentTypes.alert, fatalAlert(10))), inClear),
  ),
  tlsFault(
    [
      'tls-asked-in-clear-page',
      'is asked in clear where it speaks TLS, and says so on a page',
      'http written for https, at nginx',
      'http/port-is-tls',
    ],
    tcpServer(
      answers(
        page(
          '400 Bad Request',
          '<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>',
        ),
      ),
      inClear,
    ),
  ),
];

const row = (id: string, title: string, imitates: string): TlsRow => [id, title, imitates, 'tls/peer-cuts'];

const cuts: readonly TlsFault[] = [
  tlsFault(
    row('tls-cut-at-greeting', 'closes upon the greeting', 'a server with a list of addresses'),
    tcpServer((socket) => socket.once('data', () => socket.end())),
  ),
  tlsFault(
    row('tls-reset-at-greeting', 'resets upon the greeting', 'a firewall that looks into greetings'),
    tcpServer((socket) => socket.once('data', () => socket.resetAndDestroy())),
  ),
  tlsFault(
    row('tls-cut-at-once', 'closes without waiting for a greeting', 'a balancer without a server behind it'),
    tcpServer((socket) => {
      socket.end();
      socket.resume();
    }),
  ),
  tlsFault(
    row('tls-reset-at-once', 'resets soon after the connection is made', 'a balancer over its limit'),
    tcpServer((socket, { clock }) => {
      // Not in the same instant, or the connection might fail and not what comes after it.
      void clock.sleep(100).then(() => socket.resetAndDestroy());
    }),
  ),
  tlsFault(
    ['tls-silent', 'takes the greeting and never answers', 'a server that hangs', 'tls/timeout'],
    tcpServer(silent),
  ),
];

/** What a port speaks, if anything. */
export const portFaults: readonly TlsFault[] = [...wrongTongue, ...cuts];
