import { fail, type NetCode } from './conditions.ts';
import { parseIp } from './ip.ts';
import { answerOf, SocksReader } from './socks-reader.ts';
import { authority, bareHost, type Proxy } from './target.ts';
import type { Wire } from './wire.ts';

const version = 4;
const connect = 1;
const granted = 90;

/** Replies of the SOCKS 4 note (Y. Koblas, NEC): 91 says that it is refused, and never why. */
const replies: Readonly<Record<number, readonly [code: NetCode, text: string]>> = {
  91: ['proxy/rejected', 'rejected or failed'],
  92: ['proxy/identd', 'it cannot ask the identd of this host who we are'],
  93: ['proxy/identd', 'the identd of this host names another user'],
};

/**
 * Asks a SOCKS 4a proxy to connect, and leaves the wire at the tunnel's first byte. A name is resolved by the proxy,
 * and so is IPv6, for which the protocol has no place but that of a name.
 * @throws Failure `proxy/*`.
 */
export async function openSocks4(
  wire: Wire,
  proxy: Proxy,
  destination: { readonly host: string; readonly port: number },
): Promise<void> {
  const { port } = destination;
  const ip = parseIp(destination.host);
  const isV4 = ip?.length === 4;
  // 0.0.0.x with x not 0 says that a name follows (SOCKS 4A note).
  const address = isV4 ? [...ip] : [0, 0, 0, 1];
  const name = isV4 ? [] : [...Buffer.from(bareHost(destination.host)), 0];
  const user = Buffer.from(proxy.user ?? '');
  wire.write(Uint8Array.of(version, connect, port >> 8, port & 255, ...address, ...user, 0, ...name));
  const reader = new SocksReader(wire, version);
  const [spoken, reply = 0] = await reader.take(2);
  if (spoken !== answerOf[version]) throw reader.stranger();
  if (reply !== granted) {
    const [code, text] = replies[reply] ?? ['proxy/rejected', `reply ${reply}`];
    const where = authority(destination.host, port);
    throw fail(code, `the SOCKS proxy does not connect to ${where}: ${text}`, { evidence: { reply } });
  }
  await reader.take(6);
  wire.unread(reader.rest);
}
