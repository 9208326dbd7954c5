import type { Socket } from 'node:net';
import {
  encodeSocketmapReply,
  SocketmapReader,
  type SocketmapReply,
  type SocketmapRequest,
} from '../postfix/socketmap.ts';
import { accessAction } from './access.ts';
import { drained } from './drained.ts';
import type { Mail } from './inspection.ts';
import { bareAddress } from './mail-under-way.ts';
import type { AccessFrontParts } from './policy-front.ts';

const unknown: Mail = {
  front: 'socketmap',
  client: null,
  helo: null,
  user: null,
  sender: null,
  recipients: [],
  message: null,
  truncated: false,
  queueId: null,
};

/** The maps that are served, and what a key of each is of a mail. */
const maps: Readonly<Record<string, (key: string) => Mail>> = {
  client: (key) => ({ ...unknown, client: key }),
  helo: (key) => ({ ...unknown, helo: key }),
  sender: (key) => ({ ...unknown, sender: bareAddress(key) }),
};

/** Serves one connection of socketmap look-ups: access(5) results. @throws Failure `postfix/bad-socketmap-request` */
export async function serveSocketmap(socket: Socket, parts: AccessFrontParts): Promise<void> {
  const reader = new SocketmapReader();
  for await (const bytes of socket as AsyncIterable<Uint8Array>) {
    for (const request of reader.push(bytes)) {
      socket.write(encodeSocketmapReply(await reply(request, parts)));
      await drained(socket);
    }
  }
}

async function reply({ map, key }: SocketmapRequest, { settler, node }: AccessFrontParts): Promise<SocketmapReply> {
  const mailOf = Object.hasOwn(maps, map) ? maps[map] : undefined;
  if (mailOf === undefined)
    return { kind: 'temporary', reason: `no map of that name: ${Object.keys(maps).join(', ')}` };
  const result = accessAction(await settler.settle(mailOf(key)), node);
  return result === null ? { kind: 'not-found' } : { kind: 'found', result };
}
