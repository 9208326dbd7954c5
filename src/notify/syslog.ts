import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import type { Notice } from '../alert/book.ts';
import { syslogLine } from '../alert/syslog.ts';
import type { SyslogSettings } from '../config/alert-channels.ts';
import { errorCode } from '../host/error-code.ts';
import { permittedAddresses } from '../net/addresses.ts';
import { connectTo } from '../net/connect.ts';
import { parseIp } from '../net/ip.ts';
import { authority, type Target } from '../net/target.ts';
import { Trace } from '../net/trace.ts';
import { within } from '../net/within.ts';
import { authoritiesOf } from './channel-files.ts';
import { fail } from './conditions.ts';
import { patience, type DeliveryWorld, type Place } from './world.ts';

/** Bytes of a datagram: what passes nearly every network whole. */
const longestDatagram = 1400;
/** Milliseconds in which a server that is not there, or does not want it, may say so: syslog says nothing else. */
const afterwards = 300;

/**
 * Writes a notice to a syslog server: a datagram (RFC 5426), or one message with its length over TCP or TLS (RFC 6587
 * §3.4.1, RFC 5425), or one line to a unix stream socket. Syslog confirms nothing: it returns once nothing was refused.
 * @throws Failure `alert/syslog-unreachable`, `alert/channel-unusable`.
 */
export async function sendSyslog(
  channel: SyslogSettings,
  notice: Notice,
  place: Place,
  world: DeliveryWorld,
): Promise<void> {
  const { format, facility, language, transport } = channel;
  const line = syslogLine(notice, { ...place, language }, { format, facility, version: world.version });
  const bytes = Buffer.from(line);
  const target = await targetOf(channel);
  try {
    if (transport === 'udp') await sendDatagram(cut(bytes), target, world);
    else if (transport === 'unix') await sendLine(channel.path, bytes, world);
    else await sendFramed(bytes, target, world);
  } catch (error) {
    throw unreachable(channel, error);
  }
}

/** At most one datagram, cut between characters. */
function cut(bytes: Buffer): Buffer {
  if (bytes.length <= longestDatagram) return bytes;
  let end = longestDatagram;
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end);
}

async function sendDatagram(bytes: Buffer, target: Target, { clock, resolver, signal }: DeliveryWorld): Promise<void> {
  const trace = new Trace(clock, `syslog server ${authority(target.host, target.port)}`);
  const [address = ''] = await permittedAddresses(target.host, 'any', { resolver, trace, signal });
  const socket = createSocket(parseIp(address)?.length === 4 ? 'udp4' : 'udp6');
  try {
    const broken = once(socket, 'error').then(([error]: unknown[]) => {
      throw error;
    });
    const sent = async (): Promise<void> => {
      socket.connect(target.port, address);
      await once(socket, 'connect');
      await new Promise<void>((resolve, reject) => {
        socket.send(bytes, (error) => (error === null ? resolve() : reject(error)));
      });
      await clock.sleep(afterwards, signal);
    };
    await Promise.race([sent(), broken]);
  } finally {
    socket.close();
  }
}

async function sendFramed(bytes: Buffer, target: Target, { clock, resolver, signal }: DeliveryWorld): Promise<void> {
  const trace = new Trace(clock, `syslog server ${authority(target.host, target.port)}`);
  const connection = await connectTo(target, { clock, resolver, trace, signal });
  const stream = connection.wire.release();
  try {
    await written(stream, Buffer.concat([Buffer.from(`${bytes.length} `), bytes]), { clock, signal });
  } catch (error) {
    throw connection.asTlsFailure(error) ?? error;
  } finally {
    stream.destroy();
  }
}

async function sendLine(path: string, bytes: Buffer, { clock, signal }: DeliveryWorld): Promise<void> {
  const socket = connect(path);
  try {
    const line = Buffer.concat([bytes, Buffer.from('\n')]);
    const expired = () => fail('alert/syslog-unreachable', 'no connection in time');
    await within({ clock, ms: patience.connect, expired }, signal, () => once(socket, 'connect'));
    await written(socket, line, { clock, signal });
  } finally {
    socket.destroy();
  }
}

/** Writes all of it, and listens for a moment whether the other side breaks off. */
async function written(
  stream: Duplex,
  bytes: Buffer,
  { clock, signal }: Pick<DeliveryWorld, 'clock' | 'signal'>,
): Promise<void> {
  const over = new AbortController();
  const expired = () => fail('alert/syslog-unreachable', 'the message was not taken in time');
  await within({ clock, ms: patience.request, expired }, signal, async () => {
    const broken = new Promise<never>((_resolve, reject) => void stream.once('error', reject));
    const done = async (): Promise<void> => {
      await new Promise<void>((resolve) => void stream.end(bytes, () => resolve()));
      stream.resume();
      const closed = new Promise<void>((resolve) => void stream.once('end', () => resolve()));
      await Promise.race([closed, clock.sleep(afterwards, over.signal)]);
    };
    await Promise.race([done(), broken]).finally(() => over.abort());
  });
}

async function targetOf({ name, host, port, transport, caFile }: SyslogSettings): Promise<Target> {
  return {
    host,
    port,
    https: transport === 'tls',
    path: '/',
    allowPrivate: true,
    tls: {
      ca: await authoritiesOf(name, caFile),
      systemCa: true,
      pin: null,
      minimum: '1.2',
      clientCertificate: null,
      alpn: [],
    },
    proxy: null,
    timeouts: patience,
  };
}

function unreachable({ name, transport, host, port, path }: SyslogSettings, error: unknown): Failure {
  const where = transport === 'unix' ? path : authority(host, port);
  const reason = error instanceof Failure ? error.code : errorCode(error);
  return fail('alert/syslog-unreachable', `syslog of channel ${name} to ${transport} ${quote(where)}: ${reason}`, {
    evidence: { channel: name, transport, ...(transport === 'unix' ? { file: path } : { host, port }), reason },
    cause: error,
  });
}
