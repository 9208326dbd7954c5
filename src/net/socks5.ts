import { fail, type NetCode } from './conditions.ts';
import { parseIp } from './ip.ts';
import { SocksReader } from './socks-reader.ts';
import { authority, bareHost, type Proxy } from './target.ts';
import type { Wire } from './wire.ts';

const version = 5;
const method = { none: 0, userPassword: 2, refused: 255 };

/** Replies of RFC 1928 §6. */
const replies: Readonly<Record<number, readonly [code: NetCode, text: string]>> = {
  1: ['proxy/cannot-reach', 'general failure'],
  2: ['proxy/denied', 'not allowed by its rules'],
  3: ['proxy/cannot-reach', 'network unreachable'],
  4: ['proxy/cannot-reach', 'host unreachable'],
  5: ['proxy/cannot-reach', 'connection refused'],
  6: ['proxy/cannot-reach', 'time to live expired'],
  7: ['proxy/method-not-allowed', 'command not supported'],
  8: ['proxy/cannot-resolve', 'address type not supported'],
};

/**
 * Asks a SOCKS5 proxy (RFC 1928, with user and password of RFC 1929) to connect, and leaves the wire at the tunnel's
 * first byte. A name is resolved by the proxy.
 * @throws Failure `proxy/*`.
 */
export async function openSocks(wire: Wire, proxy: Proxy, destination: { host: string; port: number }): Promise<void> {
  const reader = new SocksReader(wire, version);
  const offers = proxy.user === null ? [method.none] : [method.none, method.userPassword];
  wire.write(Uint8Array.of(version, offers.length, ...offers));
  const [spoken = 0, chosen = method.refused] = await reader.take(2);
  if (spoken !== version) throw reader.stranger();
  if (chosen === method.refused) {
    throw proxy.user === null
      ? fail('proxy/auth-needed', 'the SOCKS proxy takes nobody without a user')
      : fail('proxy/auth-scheme', 'the SOCKS proxy takes neither nobody nor user and password');
  }
  if (chosen === method.userPassword && proxy.user !== null) await authenticate(wire, reader, proxy);
  else if (chosen !== method.none) throw fail('proxy/auth-scheme', `the SOCKS proxy wants method ${chosen}`);
  wire.write(Uint8Array.of(version, 1, 0, ...addressBytes(destination)));
  await readReply(reader, authority(destination.host, destination.port));
  wire.unread(reader.rest);
}

async function authenticate(wire: Wire, reader: SocksReader, proxy: Proxy): Promise<void> {
  const user = Buffer.from(proxy.user ?? '');
  const password = Buffer.from(proxy.password?.reveal() ?? '');
  if (user.length > 255 || password.length > 255) {
    throw fail('proxy/auth-bad', 'SOCKS takes a user and a password of at most 255 bytes each');
  }
  wire.write(Uint8Array.of(1, user.length, ...user, password.length, ...password));
  const [, status] = await reader.take(2);
  if (status !== 0) throw fail('proxy/auth-bad', 'the SOCKS proxy refuses the user or the password');
}

/** Address type, address and port (RFC 1928 §5). */
function addressBytes({ host, port }: { host: string; port: number }): number[] {
  const ip = parseIp(host);
  const name = Buffer.from(bareHost(host));
  const address = ip === undefined ? [3, name.length, ...name] : [ip.length === 4 ? 1 : 4, ...ip];
  return [...address, port >> 8, port & 255];
}

async function readReply(reader: SocksReader, destination: string): Promise<void> {
  const [spoken = 0, reply = 1, , type = 1] = await reader.take(4);
  if (spoken !== version) throw reader.stranger();
  if (reply !== 0) {
    const [code, text] = replies[reply] ?? ['proxy/cannot-reach', `reply ${reply}`];
    throw fail(code, `the SOCKS proxy cannot connect to ${destination}: ${text}`, { evidence: { reply } });
  }
  const [length = 0] = type === 3 ? await reader.take(1) : [type === 4 ? 16 : 4];
  await reader.take(length + 2);
}
