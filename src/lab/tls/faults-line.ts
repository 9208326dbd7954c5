import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { practiceName } from '../dns/faults.ts';
import { leaf } from '../pki/issue.ts';
import { passOn } from '../stand.ts';
import { tlsFault, type TlsFault } from './fault.ts';
import { interject } from './interject.ts';
import { beginAnswer, breakOffAnswer } from './partial-answer.ts';
import { contentTypes, damaged, record, warningAlert } from './records.ts';
import { meddle, type Meddling } from './meddle.ts';
import { beforeServer, rightly, tcpServer, tlsServer } from './serve.ts';
import { shows, type World } from './world.ts';

const only12 = (world: World): TlsOptions => ({ ...rightly(world), maxVersion: 'TLSv1.2' });

/** A right server, and somebody between who meddles with records. */
const meddled = (meddling: () => Meddling, options = only12): TlsFault['serve'] =>
  beforeServer((socket, onward) => meddle(socket, onward, meddling), options);

/** The same, with an answer long enough to be stopped in the middle. */
const stopped = (how: 'end' | 'reset' | 'hold'): TlsFault['serve'] =>
  beforeServer((socket, onward) => meddle(socket, onward, () => stopAfter(2, how)), only12, beginAnswer);

/** Turns a byte of the record of application data with this number. */
function spoilData(number: number): Meddling {
  let seen = 0;
  return {
    fromServer(each) {
      if (each.type !== contentTypes.applicationData) return each.bytes;
      seen += 1;
      return seen === number ? damaged(each) : each.bytes;
    },
  };
}

/** Ends everything after this many records of application data. */
function stopAfter(number: number, how: 'end' | 'reset' | 'hold'): Meddling {
  let seen = 0;
  return {
    fromServer(each) {
      if (each.type === contentTypes.applicationData) seen += 1;
      return seen > number ? how : each.bytes;
    },
  };
}

/** The server's hello without its list of extensions: no secure renegotiation (RFC 5746 §3.4). */
function oldHello(): Buffer {
  const hello = Buffer.concat([Buffer.of(3, 3), randomBytes(32), Buffer.of(0, 0xc0, 0x2b, 0)]);
  return record(contentTypes.handshake, Buffer.concat([Buffer.of(2, 0, 0, hello.length), hello]));
}

const handshake: readonly TlsFault[] = [
  tlsFault(
    [
      'tls-renegotiation-old',
      'does not know secure renegotiation',
      'an appliance of before 2010',
      'tls/legacy-renegotiation',
    ],
    tcpServer((socket) => socket.once('data', () => socket.write(oldHello()))),
  ),
  tlsFault(
    [
      'tls-record-too-long',
      'answers with a record longer than TLS allows',
      'a broken TLS library; a port that speaks something like it',
      'tls/corrupted',
    ],
    tcpServer((socket) =>
      socket.once('data', () => socket.write(record(contentTypes.handshake, Buffer.alloc(1000), 0xffff))),
    ),
  ),
  tlsFault(
    [
      'tls-record-cut',
      'begins a record of 16 kB and closes',
      'a server that crashes in the handshake',
      'tls/peer-cuts',
    ],
    tcpServer((socket) => socket.once('data', () => socket.end(record(contentTypes.handshake, Buffer.of(2), 0x4000)))),
  ),
  tlsFault(
    [
      'tls-certificate-half',
      'closes in the middle of its certificate',
      'a server that crashes in the handshake',
      'tls/peer-cuts',
    ],
    meddled(() => ({
      fromServer({ bytes }, index) {
        if (index === 0) return bytes;
        return index === 1 ? bytes.subarray(0, Math.floor(bytes.length / 2)) : 'end';
      },
    })),
  ),
  tlsFault(
    [
      'tls-silent-midway',
      'says hello and nothing after it',
      'a path that drops big packets: the hello passes, the certificates do not',
      'tls/timeout',
      'tls/mtu-blackhole',
    ],
    meddled(() => ({ fromServer: ({ bytes }, index) => (index === 0 ? bytes : 'hold') })),
  ),
  tlsFault(
    ['tls-alert-flood', 'answers the greeting with warnings without end', 'a server gone mad', 'tls/alert'],
    tcpServer((socket) =>
      socket.once('data', () => {
        const flood = Buffer.concat(Array.from({ length: 500 }, () => record(contentTypes.alert, warningAlert(90))));
        const pour = (): void => {
          while (!socket.destroyed && socket.write(flood));
        };
        socket.on('drain', pour);
        pour();
      }),
    ),
  ),
  tlsFault(
    ['tls-damaged-handshake', 'damages a byte of the handshake', 'bad memory in a router', 'tls/corrupted'],
    meddled(damageFirst, rightly),
  ),
];

function damageFirst(): Meddling {
  let done = false;
  return {
    fromServer(each) {
      if (done || each.type !== contentTypes.applicationData) return each.bytes;
      done = true;
      return damaged(each);
    },
  };
}

/** A ticket for a later session that says to be longer than it is (RFC 8446 §4.6.1). */
const falseTicket = Buffer.concat([Buffer.of(4, 0, 0, 20), Buffer.alloc(8), Buffer.of(200), Buffer.alloc(11)]);

const afterwards: readonly TlsFault[] = [
  tlsFault(
    ['tls-ticket-broken', 'sends a damaged session ticket after the handshake', 'a broken balancer', 'tls/corrupted'],
    interject('TLSv1.3', { type: contentTypes.handshake, content: falseTicket }, () => ({})),
  ),
  tlsFault(
    ['tls-damaged-head', 'damages a byte of the first answer', 'bad memory in a router', 'tls/corrupted'],
    meddled(() => spoilData(1)),
  ),
  tlsFault(
    ['tls-damaged-body', 'damages a byte in the middle of the answer', 'bad memory in a router', 'tls/corrupted'],
    meddled(() => spoilData(4)),
  ),
  tlsFault(
    ['tls-reset-body', 'resets in the middle of the answer', 'a firewall that lost its table', 'http/truncated'],
    stopped('reset'),
  ),
  tlsFault(
    [
      'tls-cut-body',
      'closes the connection in the middle of the answer, without the notice that TLS ends with',
      'a balancer that drops a server',
      'http/truncated',
    ],
    stopped('end'),
  ),
  tlsFault(
    ['tls-stall-body', 'stops in the middle of the answer', 'a line that went dead', 'http/stalled'],
    stopped('hold'),
  ),
  tlsFault(
    [
      'tls-cut-unlengthed',
      'closes in the middle of an answer whose end is the closing',
      'an old server behind a line that breaks',
      'xml/truncated',
    ],
    tlsServer(rightly, {}, breakOffAnswer),
  ),
];

/** Whether this first record names the practice host. */
const namesIt = (greeting: Buffer): boolean => greeting.includes(practiceName);

/** Before a right server, somebody who looks at the greeting and does this to some. */
function filters(which: (greeting: Buffer) => boolean, refuse: (socket: Socket) => void): TlsFault['serve'] {
  return beforeServer((socket, onward) => {
    socket.once('data', (greeting) => {
      if (which(greeting)) refuse(socket);
      else passOn(socket, onward, greeting);
    });
  });
}

/** Whether TLS 1.3 stands among the versions offered (RFC 8446 §4.2.1). */
function offers13(greeting: Buffer): boolean {
  const at = greeting.indexOf(Buffer.of(0x00, 0x2b, 0x00));
  return at >= 0 && greeting.subarray(at + 4, at + 16).includes(Buffer.of(0x03, 0x04));
}

/** Bytes of the largest record that a path lets through which lets hardly any. */
const narrow = 60;
const day = 24 * 3600 * 1000;

const middleboxes: readonly TlsFault[] = [
  tlsFault(
    [
      'tls-name-filter-reset',
      'lets greetings through that name another host, and resets those that name this one',
      'a firewall that filters by name',
      'tls/peer-cuts',
      'tls/sni-filter',
    ],
    filters(namesIt, (socket) => socket.resetAndDestroy()),
  ),
  tlsFault(
    [
      'tls-name-filter-silent',
      'lets greetings through that name another host, and drops those that name this one',
      'a firewall that filters by name',
      'tls/timeout',
      'tls/sni-filter',
    ],
    filters(namesIt, (socket) => void socket.resume()),
  ),
  tlsFault(
    ['tls-13-intolerant', 'resets whoever offers TLS 1.3', 'an old middlebox', 'tls/peer-cuts', 'tls/13-intolerant'],
    filters(offers13, (socket) => socket.resetAndDestroy()),
  ),
  tlsFault(
    [
      'tls-big-packets-lost',
      'lets nothing through from the server that is larger than an alert',
      'a path that drops big packets, and the notices about them',
      'tls/timeout',
      'tls/mtu-blackhole',
    ],
    meddled(() => ({ fromServer: ({ bytes }) => (bytes.length > narrow ? 'hold' : bytes) })),
  ),
  tlsFault(
    [
      'tls-clock-ahead',
      'has a clock that is months ahead, and a certificate to match',
      'this host, its clock months behind',
      'tls/not-yet-valid',
      'host/clock',
    ],
    tlsServer(
      ({ now, middle }) =>
        shows(leaf(now, middle, [practiceName], { from: now + 100 * day, to: now + 300 * day }), middle),
      {},
      (socket, { world }) => {
        const date = new Date(world.now + 150 * day).toUTCString();
        socket.once('data', () =>
          socket.end(`HTTP/1.1 404 Not Found\r\nDate: ${date}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`),
        );
      },
    ),
  ),
];

/** What happens on the way, in the handshake and after it. */
export const lineFaults: readonly TlsFault[] = [...handshake, ...afterwards, ...middleboxes];
