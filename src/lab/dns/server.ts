import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { createServer, type Server, type Socket } from 'node:net';
import type { Clock } from '../../base/clock.ts';
import { fail } from '../conditions.ts';
import { encodeAnswer, questionOf, type DnsAnswer, type Question } from './message.ts';

/** What becomes of one question. */
export interface DnsBehaviour {
  /** `null`: silence. Bytes go out as they are. */
  answer(question: Question, over: 'udp' | 'tcp'): DnsAnswer | Uint8Array | null;
  /** Milliseconds before each answer. Default 0. */
  readonly delay?: number;
  /** Whether it answers over UDP. Default true; the port is closed there otherwise. */
  readonly udp?: boolean;
  /** Whether it answers over TCP too. Default true; the port is closed there otherwise. */
  readonly tcp?: boolean;
}

/** A practice name server at work. */
export interface NameServer {
  /** `address:port`, as `FEEDGATE_DNS` takes it. */
  readonly address: string;
  close(): Promise<void>;
}

export interface NameServerOptions {
  readonly clock: Clock;
  readonly behaviour: DnsBehaviour;
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Default 0: any port that is free for UDP and TCP. */
  readonly port?: number;
}

const tries = 20;

/**
 * Starts a name server on one UDP and, of the same number, one TCP port.
 * @throws Failure `config/lab-port` where the port cannot be had.
 */
export async function startNameServer(options: NameServerOptions): Promise<NameServer> {
  const { host = '127.0.0.1', port = 0 } = options;
  for (let left = tries; ; left -= 1) {
    try {
      return await open(options, host, port);
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'failed';
      // A free UDP port may be taken for TCP.
      if (port === 0 && code === 'EADDRINUSE' && left > 1) continue;
      const message = `listening on ${host}:${port} for the practice name server: ${code}`;
      throw fail('config/lab-port', message, { evidence: { host, port, code }, cause });
    }
  }
}

async function open({ behaviour, clock }: NameServerOptions, host: string, port: number): Promise<NameServer> {
  const closing = new AbortController();
  const desk = { behaviour, clock, signal: closing.signal };
  const udp = await bound(host, port);
  udp.on('message', (message, from) => {
    void reply(desk, message, 'udp').then((bytes) => {
      if (bytes !== null && !closing.signal.aborted) udp.send(bytes, from.port, from.address);
    });
  });
  const { port: free } = udp.address();
  const closeUdp = (): Promise<void> => new Promise((resolve) => udp.close(() => resolve()));
  if (behaviour.udp === false) await closeUdp();
  const tcp =
    behaviour.tcp === false
      ? null
      : await listening(desk, host, free).catch(async (error: unknown) => {
          await closeUdp();
          throw error;
        });
  return {
    address: `${host.includes(':') ? `[${host}]` : host}:${free}`,
    async close() {
      closing.abort();
      if (behaviour.udp !== false) await closeUdp();
      await tcp?.close();
    },
  };
}

function bound(host: string, port: number): Promise<UdpSocket> {
  const udp = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  return new Promise((resolve, reject) => {
    udp.once('error', reject);
    udp.bind(port, host, () => {
      udp.off('error', reject);
      // A datagram that cannot be delivered is the asker's loss.
      udp.on('error', () => undefined);
      resolve(udp);
    });
  });
}

interface Desk {
  readonly behaviour: DnsBehaviour;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

async function reply(
  { behaviour, clock, signal }: Desk,
  message: Uint8Array,
  over: 'udp' | 'tcp',
): Promise<Uint8Array | null> {
  const question = questionOf(message);
  if (question === undefined) return null;
  const answer = behaviour.answer(question, over);
  if (answer === null) return null;
  if (behaviour.delay !== undefined) await clock.sleep(behaviour.delay, signal);
  return answer instanceof Uint8Array ? answer : encodeAnswer(question, answer);
}

/** Longest question taken over TCP; a name has at most 255 bytes. */
const mostBytes = 600;

function listening(desk: Desk, host: string, port: number): Promise<{ close(): Promise<void> }> {
  const open = new Set<Socket>();
  const server: Server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => undefined);
    socket.setTimeout(10_000, () => socket.destroy());
    takeMessages(socket, (message) => {
      void reply(desk, message, 'tcp').then((bytes) => {
        if (bytes === null || socket.destroyed) return;
        socket.write(Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]));
      });
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      resolve({
        close: () =>
          new Promise((done) => {
            for (const socket of open) socket.destroy();
            server.close(() => done());
          }),
      });
    });
  });
}

/** Calls `take` with each message of a TCP connection, which stand after their length in two bytes (RFC 1035 §4.2.2). */
function takeMessages(socket: Socket, take: (message: Uint8Array) => void): void {
  let heard = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    heard = Buffer.concat([heard, chunk]);
    while (heard.length >= 2) {
      const length = heard.readUInt16BE(0);
      if (length > mostBytes) {
        socket.destroy();
        return;
      }
      if (heard.length < 2 + length) return;
      take(heard.subarray(2, 2 + length));
      heard = heard.subarray(2 + length);
    }
  });
}
