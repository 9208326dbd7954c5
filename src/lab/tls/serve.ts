import type { Socket } from 'node:net';
import type { TlsOptions, TLSSocket } from 'node:tls';
import type { Evidence } from '../../base/failure.ts';
import { both, passOn, standTcp, standTls } from '../stand.ts';
import type { TlsFault, TlsPlace } from './fault.ts';
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
    const behind = await standTls(options(place.world), answer ?? ((socket) => passOn(socket, place.lab)));
    const front = await standTcp((socket) => talk(socket, behind.port), place.port).catch(async (error: unknown) => {
      await behind.close();
      throw error;
    });
    return { stand: both(front, behind) };
  };
}
