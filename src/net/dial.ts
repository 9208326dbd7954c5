import { connect, isIPv6, type Socket } from 'node:net';
import type { Clock } from '../base/clock.ts';
import { Failure, type JsonValue } from '../base/failure.ts';
import { fail, type NetCode } from './conditions.ts';
import { errorCode } from './error-code.ts';
import { authority } from './target.ts';
import { within } from './within.ts';

/** One address tried in vain. */
export interface Attempt {
  readonly address: string;
  /** The system's own name (`ECONNREFUSED`), or `timeout` for our limit. */
  readonly error: string;
  readonly ms: number;
  /** For an unreachable network: this host has no route (a router said so otherwise). */
  readonly local: boolean;
}

export interface Dialled {
  readonly socket: Socket;
  readonly address: string;
  /** What failed before this address answered. */
  readonly attempts: readonly Attempt[];
}

export interface DialOptions {
  readonly clock: Clock;
  /** Milliseconds for each address. */
  readonly timeout: number;
  readonly signal: AbortSignal;
  /** Head start of one address over the next. Default 300 ms. */
  readonly headStart?: number;
  /** Begins a connection. Default: `node:net`, to this one address. */
  readonly open?: (address: string, port: number) => Socket;
}

/**
 * Connects to the first address that answers (RFC 8305): families alternate, IPv6 first; the next address is tried
 * after the head start or as soon as the one before fails; none is given up before its own limit or another's success.
 * @throws Failure: the code of the cause when all addresses failed alike, else `tcp/all-addresses-fail`.
 */
export async function dial(addresses: readonly string[], port: number, options: DialOptions): Promise<Dialled> {
  const queue = alternating(addresses);
  const attempts: Attempt[] = [];
  const race = new AbortController();
  const stop = (): void => race.abort(options.signal.reason);
  options.signal.throwIfAborted();
  options.signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise<Dialled>((resolve, reject) => {
      let running = 0;
      const lost = (attempt: Attempt): void => {
        attempts.push(attempt);
        if (running === 0 && queue.length === 0) reject(failureOf(attempts, port));
      };
      const dialNext = (): void => {
        const address = queue.shift();
        if (address === undefined || race.signal.aborted) return;
        running += 1;
        const began = options.clock.monotonic();
        const waiting = new AbortController();
        void options.clock.sleep(options.headStart ?? 300, waiting.signal).then(() => {
          if (!waiting.signal.aborted) dialNext();
          waiting.abort();
        });
        connectTo(address, port, { ...options, signal: race.signal }).then(
          (socket) => {
            waiting.abort();
            resolve({ socket, address, attempts });
          },
          (error: unknown) => {
            running -= 1;
            const early = !waiting.signal.aborted;
            waiting.abort();
            if (race.signal.aborted) return reject(race.signal.reason as Failure);
            if (early) dialNext();
            lost({ address, ...causeOf(error), ms: Math.round(options.clock.monotonic() - began) });
          },
        );
      };
      dialNext();
    });
  } finally {
    options.signal.removeEventListener('abort', stop);
    race.abort(new Error('another address was faster'));
  }
}

function alternating(addresses: readonly string[]): string[] {
  const v6 = addresses.filter((address) => isIPv6(address));
  const v4 = addresses.filter((address) => !isIPv6(address));
  return Array.from({ length: Math.max(v6.length, v4.length) }, (_, i) => [v6[i], v4[i]])
    .flat()
    .filter((address) => address !== undefined);
}

function openSocket(host: string, port: number): Socket {
  return connect({ host, port, autoSelectFamily: false, noDelay: true, keepAlive: true });
}

/** A connected socket, paused, with no time limit of its own; destroyed when the signal is aborted first. */
function connectTo(address: string, port: number, options: DialOptions): Promise<Socket> {
  const { clock, timeout: ms, signal } = options;
  const expired = (): Failure => fail('tcp/timeout', `no answer from ${authority(address, port)} within ${ms} ms`);
  return within({ clock, ms, expired }, signal, (own) => {
    const socket = (options.open ?? openSocket)(address, port);
    const drop = (): void => {
      socket.destroy();
    };
    own.addEventListener('abort', drop, { once: true });
    return new Promise<Socket>((resolve, reject) => {
      socket.once('error', reject);
      socket.once('connect', () => {
        own.removeEventListener('abort', drop);
        socket.off('error', reject);
        resolve(socket);
      });
    });
  });
}

function causeOf(error: unknown): { error: string; local: boolean } {
  if (error instanceof Failure) return { error: 'timeout', local: false };
  return { error: errorCode(error), local: error instanceof Error && error.message.includes('- Local (') };
}

const codes: Readonly<Record<string, NetCode>> = {
  ECONNREFUSED: 'tcp/refused',
  timeout: 'tcp/timeout',
  ETIMEDOUT: 'tcp/timeout',
  EHOSTUNREACH: 'tcp/host-unreachable',
  EHOSTDOWN: 'tcp/host-unreachable',
  // ICMP "protocol unreachable": a packet filter on the way says so, no host would.
  ENOPROTOOPT: 'tcp/host-unreachable',
  ENETUNREACH: 'tcp/no-route',
  ENETDOWN: 'tcp/no-route',
  EACCES: 'tcp/local-policy',
  EPERM: 'tcp/local-policy',
  EINVAL: 'tcp/local-policy',
  ECONNRESET: 'tcp/reset',
  EADDRNOTAVAIL: 'host/no-local-ports',
  EMFILE: 'host/fd-limit',
  ENFILE: 'host/fd-limit',
};

const noV6: ReadonlySet<string> = new Set(['ENETUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/** The condition that a list of failed attempts amounts to. A host without IPv6 is no news where there is IPv4. */
export function verdictOf(attempts: readonly Attempt[]): NetCode {
  const v4 = attempts.filter(({ address }) => !isIPv6(address));
  const hopeless = (attempt: Attempt): boolean => isIPv6(attempt.address) && noV6.has(attempt.error);
  const telling = attempts.filter((attempt) => v4.length === 0 || !hopeless(attempt));
  if (v4.length === 0 && telling.length > 0 && telling.every(hopeless)) return 'tcp/v6-only-no-v6';
  const verdicts = new Set(telling.map(codeOf));
  const [only] = verdicts;
  return verdicts.size === 1 && only !== undefined ? only : 'tcp/all-addresses-fail';
}

/** Unreachable by our own routing table is no route, whatever its kind. */
function codeOf({ error, local }: Attempt): NetCode {
  return local && error === 'EHOSTUNREACH' ? 'tcp/no-route' : (codes[error] ?? 'tcp/failed');
}

function failureOf(attempts: readonly Attempt[], port: number): Failure {
  const list = attempts.map(({ address, error, ms }) => `${authority(address, port)} ${error} after ${ms} ms`);
  return fail(verdictOf(attempts), `connection failed: ${list.join('; ')}`, {
    evidence: { port, attempts: attemptsAsJson(attempts) },
  });
}

/** For evidence. */
export function attemptsAsJson(attempts: readonly Attempt[]): JsonValue {
  return attempts.map(({ address, error, ms, local }) => ({ address, error, ms, ...(local ? { local } : {}) }));
}
