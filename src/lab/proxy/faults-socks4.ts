import { passOn } from '../stand.ts';
import { proxyFault, type ProxyFault, type ProxyRow } from './fault.ts';
import { proxyServer, type Behaviour, type Telling } from './serve.ts';

/** SOCKS 4 with names (the notes SOCKS4 and SOCKS4A). */
const granted = 90;
const rejected = 91;
const noIdentd = 92;
const otherUser = 93;

function answered(code: number): Buffer {
  return Buffer.of(0, code, 0, 0, 0, 0, 0, 0);
}

/** Takes the request and answers it so; a success leads to the practice server and nowhere else. */
function answering(code: number): Behaviour {
  return (socket, { origin, lab }) =>
    socket.once('data', (request) => {
      const port = request.length < 9 ? 0 : request.readUInt16BE(2);
      if (code !== granted || (port !== origin && port !== lab)) {
        return void socket.end(answered(code === granted ? rejected : code));
      }
      socket.write(answered(granted));
      passOn(socket, port);
    });
}

function socks4(row: ProxyRow, talk: Behaviour, telling: Telling = {}): ProxyFault {
  return proxyFault(row, proxyServer(talk, { kind: 'socks4a', ...telling }));
}

/** Proxies of the older SOCKS. */
export const socks4Faults: readonly ProxyFault[] = [
  socks4(
    ['proxy-socks4', 'leads there by SOCKS 4a, which resolves the name', 'dante and ssh -D, which speak it too', null],
    answering(granted),
    { login: { user: 'practice' } },
  ),
  socks4(
    [
      'proxy-socks4-rejected',
      'rejects by code 91, which gives no reason',
      'any SOCKS 4 proxy with rules',
      'proxy/rejected',
    ],
    answering(rejected),
  ),
  socks4(
    [
      'proxy-socks4-no-identd',
      'says that nobody here tells who we are',
      'an old proxy that asks identd',
      'proxy/identd',
    ],
    answering(noIdentd),
  ),
  socks4(
    [
      'proxy-socks4-other-user',
      'says that this host names another user',
      'an old proxy that asks identd',
      'proxy/identd',
    ],
    answering(otherUser),
    { login: { user: 'practice' } },
  ),
  socks4(
    [
      'proxy-socks4-is-5',
      'answers in SOCKS 5 where 4a is set',
      'a proxy that has left SOCKS 4 behind',
      'proxy/socks-version',
    ],
    (socket) => socket.once('data', () => socket.end(Buffer.of(5, 0xff))),
  ),
];
