import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import type { Clock } from '../base/clock.ts';
import { errorCode } from './error-code.ts';
import { bareHost } from './target.ts';

/** What came back for one question over UDP. */
export type ResolverAnswer =
  | { readonly kind: 'answered'; readonly rcode: number; readonly truncated: boolean }
  /** Something came, and it was no answer to this question. */
  | { readonly kind: 'mismatched' }
  | { readonly kind: 'silent' }
  /** The system's name of what happened: `ECONNREFUSED`, `EHOSTUNREACH` … */
  | { readonly kind: 'failed'; readonly error: string };

/** A resolver as the system names it: `192.0.2.53`, `192.0.2.53:5353`, `[2001:db8::53]:53`. */
export interface ResolverPlace {
  readonly address: string;
  readonly port: number;
}

const usualPort = 53;

export function resolverPlace(text: string): ResolverPlace {
  const match = /^(\[[^\]]+\]|[^:]+):(\d+)$/.exec(text);
  return match === null
    ? { address: bareHost(text), port: usualPort }
    : { address: bareHost(match[1] ?? ''), port: Number(match[2]) };
}

export interface AskResolverOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Milliseconds to wait. */
  readonly ms: number;
}

const typeA = 1;
const truncatedBit = 0x02;
const headBytes = 12;

/**
 * Asks one resolver for the A records of a name over UDP, once, and tells what came back. The name is one that
 * `checkHostName` passes. Never rejects; an aborted signal reads as silence.
 */
export async function askResolver(
  { address, port }: ResolverPlace,
  name: string,
  { clock, signal, ms }: AskResolverOptions,
): Promise<ResolverAnswer> {
  const asked = question(randomInt(0x10000), name);
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  const done = new AbortController();
  const late = clock.sleep(ms, AbortSignal.any([signal, done.signal])).then((): ResolverAnswer => ({ kind: 'silent' }));
  const heard = new Promise<ResolverAnswer>((resolve) => {
    socket.on('error', (error) => resolve({ kind: 'failed', error: errorCode(error) }));
    socket.on('message', (message) => resolve(read(message, asked)));
    // A connected socket is told of ICMP errors.
    socket.connect(port, address, (error?: Error) => {
      if (error === undefined) socket.send(asked);
      else resolve({ kind: 'failed', error: errorCode(error) });
    });
  });
  try {
    return await Promise.race([heard, late]);
  } finally {
    done.abort();
    socket.removeAllListeners('error').on('error', () => undefined);
    socket.close();
  }
}

/** A recursive question (RFC 1035 §4.1). */
function question(id: number, name: string): Buffer {
  const labels = name.split('.').filter((label) => label !== '');
  const parts = labels.map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label, 'latin1')]));
  const head = Buffer.from([id >> 8, id & 255, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  return Buffer.concat([head, ...parts, Buffer.from([0, 0, typeA, 0, 1])]);
}

/** An answer repeats the id and the question; upper and lower case are not told apart. */
function read(message: Buffer, asked: Buffer): ResolverAnswer {
  const section = (bytes: Buffer) => bytes.toString('latin1', headBytes, asked.length).toLowerCase();
  const matches = message.length >= asked.length && message.readUInt16BE(0) === asked.readUInt16BE(0);
  if (!matches || section(message) !== section(asked)) return { kind: 'mismatched' };
  return {
    kind: 'answered',
    rcode: message.readUInt8(3) & 15,
    truncated: (message.readUInt8(2) & truncatedBit) !== 0,
  };
}
