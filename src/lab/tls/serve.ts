import { connect, type Socket } from 'node:net';
import type { TlsOptions, TLSSocket } from 'node:tls';
import type { Evidence } from '../../base/failure.ts';
import { loopback, passOn, standTcp, standTls, type Stand } from '../stand.ts';
import type { TlsFault, TlsPlace } from './fault.ts';
import { recordSplitter, type TlsRecord } from './records.ts';
import { shows, type World } from './world.ts';

type Settings = Evidence | ((world: World) => Evidence);

function settingsIn(world: World, settings: Settings): Evidence {
  return typeof settings === 'function' ? settings(world) : settings;
}

/** What the right chain is served with. */
export function rightly({ leaf, middle }: World): TlsOptions {
  return shows(leaf, middle);
}

/** A TLS server of this making with the practice server behind it, or with `talk` in its place. */
export function tlsServer(
  options: (world: World) => TlsOptions,
  settings: Settings = {},
  talk?: (socket: TLSSocket, place: TlsPlace) => void,
): TlsFault['serve'] {
  return async (place) => {
    const { world, lab, port } = place;
    const each = (socket: TLSSocket): void => {
      if (talk === undefined) passOn(socket, lab);
      else talk(socket, place);
    };
    return { stand: await standTls(options(world), each, port), settings: settingsIn(world, settings) };
  };
}

/** Whatever speaks on a bare connection. */
export function tcpServer(talk: (socket: Socket, place: TlsPlace) => void, settings: Settings = {}): TlsFault['serve'] {
  return async (place) => ({
    stand: await standTcp((socket) => talk(socket, place), place.port),
    settings: settingsIn(place.world, settings),
  });
}

/**
 * A right TLS server, and before it something that hears each connection first. `onward` is the server's port.
 * @param answer what the server says; default what the practice server does.
 */
export function beforeServer(
  talk: (socket: Socket, onward: number) => void,
  options: (world: World) => TlsOptions = rightly,
  answer?: (socket: TLSSocket) => void,
): TlsFault['serve'] {
  return async (place) => {
    const behind = await standTls(options(place.world), answer ?? ((socket) => void passOn(socket, place.lab)));
    const front = await standTcp((socket) => talk(socket, behind.port), place.port).catch(async (error: unknown) => {
      await behind.close();
      throw error;
    });
    return { stand: both(front, behind) };
  };
}

/** Two stands as one, known by the first. */
export function both(front: Stand, behind: Stand): Stand {
  const close = async (): Promise<void> => {
    await Promise.all([front.close(), behind.close()]);
  };
  return { port: front.port, close };
}

/** What becomes of a record on its way: it goes on as given, or nothing goes on any more, or the connection ends. */
export type Passing = Uint8Array | 'hold' | 'end' | 'reset';

export interface Meddling {
  /** `index` counts the records of this side from 0. */
  readonly fromServer?: (record: TlsRecord, index: number) => Passing;
  readonly fromClient?: (record: TlsRecord, index: number, client: Socket) => Passing;
}

/** Stands between client and server, and meddles with the records that pass; new for each connection. */
export function meddle(client: Socket, onward: number, meddling: () => Meddling): void {
  const server = connect({ port: onward, host: loopback, noDelay: true });
  server.on('error', () => undefined);
  client.once('close', () => server.destroy());
  const { fromServer, fromClient } = meddling();
  carry(server, client, (record, index) => fromServer?.(record, index) ?? record.bytes);
  carry(client, server, (record, index) => fromClient?.(record, index, client) ?? record.bytes);
}

function carry(from: Socket, to: Socket, pass: (record: TlsRecord, index: number) => Passing): void {
  const split = recordSplitter();
  let held = false;
  let index = 0;
  from.on('data', (chunk: Buffer) => {
    for (const record of split(chunk)) {
      if (held || to.destroyed) return;
      const passing = pass(record, index);
      index += 1;
      if (passing === 'reset') to.resetAndDestroy();
      else if (passing === 'end') to.end();
      else if (passing !== 'hold') to.write(passing);
      held = typeof passing === 'string';
    }
  });
  from.resume();
  from.once('close', () => {
    if (!held) to.end();
  });
  from.once('end', () => {
    if (!held) to.end();
  });
}
