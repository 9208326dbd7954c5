import { createSocket, type Socket as UdpSocket, type SocketOptions } from 'node:dgram';
import { lookup } from 'node:dns';
import { isIP, type Socket } from 'node:net';
import { joined } from '../base/bytes.ts';
import type { Clock } from '../base/clock.ts';
import { encodeAnswer, refusal } from '../dnsbl/answer.ts';
import { decodeQuery, rcodes } from '../dnsbl/query.ts';
import { answerQuery, type Listed, type Zone } from '../dnsbl/zone.ts';
import type { Kind, Observable } from '../observable/observable.ts';
import { ClientGate, type ClientRule } from './client-rule.ts';
import { fail } from './conditions.ts';
import { drained } from './drained.ts';
import type { Inspector } from './inspection.ts';
import { listen, type Listener } from './listen.ts';

export interface DnsblFrontParts {
  readonly inspector: Pick<Inspector, 'look'>;
  readonly zones: readonly Zone[];
  readonly clients: ClientRule;
  readonly clock: Clock;
  readonly host: string;
  /** For UDP and TCP alike; 0 takes a free one. */
  readonly port: number;
  readonly failed: (error: unknown) => void;
  /** Told of every answer, and how many milliseconds it took. */
  readonly answered?: (ms: number) => void;
}

export interface DnsblFront {
  readonly port: number;
  close(): Promise<void>;
}

/** The longest message over TCP (RFC 1035 §4.2.2), where nothing has to be cut. */
const tcpBytes = 65_535;

/** Ports that are tried where any free one will do: one that is free for UDP may be taken for TCP. */
const freePorts = 10;

/** Serves block list zones over UDP and TCP. @throws Failure `gateway/listen` */
export async function openDnsblFront(parts: DnsblFrontParts): Promise<DnsblFront> {
  for (let left = parts.port === 0 ? freePorts : 1; ; left -= 1) {
    try {
      return await openBoth(parts);
    } catch (error) {
      if (left <= 1) throw error;
    }
  }
}

async function openBoth(parts: DnsblFrontParts): Promise<DnsblFront> {
  const { host, failed } = parts;
  const gate = new ClientGate(parts.clients);
  const respond = (message: Uint8Array, client: string, most: number | null) => {
    const began = parts.clock.monotonic();
    const answer = answerTo(message, { client, most, gate, parts });
    if (answer !== null) parts.answered?.(parts.clock.monotonic() - began);
    return answer;
  };
  const udp = await bindUdp(parts);
  udp.on('message', (message, peer) => {
    const answer = respond(message, peer.address, null);
    if (answer !== null) udp.send(answer, peer.port, peer.address);
  });
  const port = udp.address().port;
  try {
    const serve = (socket: Socket) =>
      serveTcp(socket, (message) => respond(message, socket.remoteAddress ?? '', tcpBytes));
    const tcp = await listen({
      address: { kind: 'tcp', host, port },
      idleMs: 10_000,
      mostConnections: 100,
      serve,
      failed,
    });
    return { port, close: () => closeBoth(udp, tcp) };
  } catch (error) {
    udp.close();
    throw error;
  }
}

async function closeBoth(udp: UdpSocket, tcp: Listener): Promise<void> {
  await Promise.all([new Promise<void>((resolve) => udp.close(() => resolve())), tcp.close()]);
}

function bindUdp({ host, port, failed }: DnsblFrontParts): Promise<UdpSocket> {
  const type = host.includes(':') ? 'udp6' : 'udp4';
  const udp = createSocket({ type, lookup: asItStands });
  return new Promise((resolve, reject) => {
    udp.once('error', (error: NodeJS.ErrnoException) => {
      const where = `${host}:${port}/udp`;
      const why = error.code ?? error.message;
      reject(
        fail('gateway/listen', `listening on ${where}: ${why}`, { evidence: { where, error: why }, cause: error }),
      );
    });
    udp.bind(port, host, () => {
      udp.on('error', failed);
      resolve(udp);
    });
  });
}

/** Answers go to addresses, which need no look-up; asking for one at each costs a tenth of the rate. */
const asItStands: NonNullable<SocketOptions['lookup']> = (name, options, done) => {
  const family = isIP(name);
  if (family === 0) lookup(name, options, done);
  else done(null, name, family);
};

interface Asking {
  readonly client: string;
  /** Bytes of an answer; `null` for what the client says that it takes. */
  readonly most: number | null;
  readonly gate: ClientGate;
  readonly parts: DnsblFrontParts;
}

/** The answer to a message; `null` where none is given. */
function answerTo(message: Uint8Array, { client, most, gate, parts }: Asking): Uint8Array | null {
  const query = decodeQuery(message);
  if (query === null) return null;
  const standing = gate.judge(client, parts.clock.monotonic());
  if (standing === 'silent') return null;
  const answer =
    standing === 'refuse'
      ? refusal(rcodes.refused)
      : answerQuery(query, parts.zones, (observable) => listedAs(observable, parts.inspector));
  return encodeAnswer(query, answer, most ?? query.payload);
}

/** The third byte tells what is listed, the last whether its source is set to act (2) or to be watched (4). */
const kindBytes: Readonly<Record<Kind, number>> = {
  ip: 0,
  network: 0,
  domain: 1,
  url: 2,
  email: 3,
  md5: 4,
  sha1: 4,
  sha256: 4,
  sha512: 4,
};

function listedAs(observable: Observable, inspector: Pick<Inspector, 'look'>): Listed | null {
  const match = inspector.look(observable);
  if (match === null) return null;
  const enforced = match.assertions.some(({ mode }) => mode === 'enforce');
  const sources = [...new Set(match.assertions.map(({ source }) => source))].slice(0, 5).join(', ');
  return {
    address: [127, 0, kindBytes[match.listed.kind], enforced ? 2 : 4],
    reason: `listed as ${match.listed.kind} by ${sources}`,
  };
}

/** Messages over TCP go with their length before them. */
async function serveTcp(socket: Socket, respond: (message: Uint8Array) => Uint8Array | null): Promise<void> {
  let held: Uint8Array = new Uint8Array(0);
  for await (const bytes of socket as AsyncIterable<Uint8Array>) {
    held = joined(held, bytes);
    for (;;) {
      const length = held.length < 2 ? Number.POSITIVE_INFINITY : (held[0] ?? 0) * 256 + (held[1] ?? 0);
      if (held.length < 2 + length) break;
      const answer = respond(held.subarray(2, 2 + length));
      held = held.subarray(2 + length);
      if (answer === null) return;
      socket.write(joined(Uint8Array.of(answer.length >> 8, answer.length & 255), answer));
      await drained(socket);
    }
  }
}
