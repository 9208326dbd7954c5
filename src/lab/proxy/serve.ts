import type { Socket } from 'node:net';
import type { Evidence } from '../../base/failure.ts';
import { loopback, passOn, standTcp, type Stand } from '../stand.ts';
import type { ProxyFault, ProxyPlace } from './fault.ts';

type Kind = 'http' | 'https' | 'socks4a' | 'socks5';

/** What a proxy does with a connection. */
export type Behaviour = (socket: Socket, place: ProxyPlace) => void;

/** How the source is told of what listens here. */
export function toldOf(stand: Pick<Stand, 'port'>, kind: Kind = 'http', login: Evidence = {}): Evidence {
  return { kind, host: loopback, port: stand.port, ...login };
}

export interface Telling {
  readonly kind?: Kind;
  /** `user` and `password`. */
  readonly login?: Evidence;
  readonly settings?: Evidence;
}

/** Something that listens where the source has its proxy. */
export function proxyServer(
  talk: Behaviour,
  { kind = 'http', login = {}, settings = {} }: Telling = {},
): ProxyFault['serve'] {
  return async (place) => {
    const stand = await standTcp((socket) => talk(socket, place));
    return { stand, proxy: toldOf(stand, kind, login), settings };
  };
}

const mostHead = 16 * 1024;

/** A request for a tunnel, as an HTTP proxy hears it. */
export interface TunnelAsk {
  readonly port: number;
  /** What `Proxy-Authorization` says. */
  readonly authorization: string | null;
}

/** Waits for the end of a head; whatever is not a request for a tunnel is answered 400. */
export function hearConnect(socket: Socket, then: (ask: TunnelAsk) => void): void {
  let heard = '';
  const listen = (chunk: Buffer): void => {
    heard += chunk.toString('latin1');
    if (!heard.includes('\r\n\r\n') && heard.length < mostHead) return;
    socket.off('data', listen);
    const port = /^CONNECT \S+:(\d+) HTTP\/1\.1\r\n/.exec(heard)?.[1];
    if (port === undefined) return void socket.end(reply('400 Bad Request'));
    const authorization = /\r\nproxy-authorization: ?([^\r\n]*)/i.exec(heard)?.[1] ?? null;
    then({ port: Number(port), authorization });
  };
  socket.on('data', listen);
}

/** An answer of an HTTP proxy, whole; each header with its line end. */
export function reply(status: string, headers = '', body = ''): string {
  const head = `HTTP/1.1 ${status}\r\nVia: 1.1 proxy.practice.example\r\n${headers}`;
  return `${head}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`;
}

export const established = 'HTTP/1.1 200 Connection established\r\n\r\n';

/** Opens the tunnel that was asked for, if it leads to the practice server; this is no way to anywhere else. */
export function openTunnel(socket: Socket, { port }: TunnelAsk, { origin, lab }: ProxyPlace): void {
  if (port !== origin && port !== lab) return void socket.end(reply('502 Bad Gateway'));
  socket.write(established);
  passOn(socket, port);
}

/** A right proxy. */
export const honestProxy: Behaviour = (socket, place) => hearConnect(socket, (ask) => openTunnel(socket, ask, place));

/** Hears the request for a tunnel and says this. */
export function says(answer: string | Uint8Array): Behaviour {
  return (socket) => hearConnect(socket, () => socket.end(answer));
}
