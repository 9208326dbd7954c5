import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { isIPv4, type AddressInfo } from 'node:net';
import type { Clock, Random } from '../base/clock.ts';
import { quote } from '../base/text.ts';
import { systemClock, systemRandom } from '../host/clock.ts';
import { understand } from './ask.ts';
import type { Collection } from './collection.ts';
import { fail } from './conditions.ts';
import { Door, type DoorFault } from './door.ts';
import { FaultBox, type FaultSetting } from './fault-box.ts';
import type { Scene } from './fault.ts';
import { honestAnswer } from './honest.ts';
import { SocketLine } from './line.ts';
import { RequestLog, type LabRequest } from './request-log.ts';
import { page, type Reply } from './reply.ts';
import { sampleCollections } from './samples.ts';
import { send } from './send.ts';
import { defaultPartSize, TaxiiService } from './taxii-service.ts';
import { sampleCollections2, type Collection2 } from './taxii2/collection.ts';
import { Desk2, isForTaxii2 } from './taxii2/desk.ts';
import { fault2Named } from './taxii2/faults.ts';
import type { Rules2 } from './taxii2/rules.ts';

/** What the practice server is given. */
export interface LabOptions {
  /** A loopback address, or one of those set aside for documentation, as practice networks have; default `127.0.0.1`. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default: this machine's. */
  readonly clock?: Clock;
  /** For message and result ids; default: the operating system's. */
  readonly random?: Random;
  /** Switched on from the start; see `Lab.setFault`. */
  readonly faults?: readonly (FaultSetting | string)[];
  /** Serves https with this certificate; PEM. `ca` makes it demand a client certificate. */
  readonly https?: { readonly cert: string; readonly key: string; readonly ca?: string };
  /** HTTP Basic is demanded of user `practice` when set. */
  readonly password?: string;
  /** A token is demanded, which it hands out itself at `doorPaths`. */
  readonly door?: { readonly fault?: DoorFault };
  /** Default: the sample feed. */
  readonly collections?: readonly Collection[];
  /** Blocks in one part of a result; default 100. */
  readonly partSize?: number;
  /** Speaks TAXII 2.0 and 2.1 too, at `/taxii2/`; without it nothing is there. */
  readonly taxii2?: Lab2Options;
}

export interface Lab2Options {
  /** Switched on from the start: a name of `taxii2/faults.ts`. */
  readonly fault?: string;
  readonly rules?: Partial<Rules2>;
  /** Default: the sample collections. */
  readonly collections?: readonly Collection2[];
}

/** A practice server at work. */
export interface Lab {
  /** Such as `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly port: number;
  /** The last 1,000 requests, oldest first. */
  readonly requests: readonly LabRequest[];
  readonly collections: readonly Collection[];
  /**
   * Switches faults on, in place of those before; none switches all off. A request meets the first that touches it
   * and has not worn off.
   * @throws Failure `config/lab-fault` for an unknown name; nothing changes then.
   */
  setFault(...settings: readonly (FaultSetting | string)[]): void;
  /** Cuts all connections and stops listening. */
  close(): Promise<void>;
}

const mostBytes = 1024 * 1024;
const limits = {
  maxHeaderSize: 64 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 5_000,
} as const;
const mostConnections = 256;
/** Milliseconds without a byte either way before a connection is cut; longer than any client should wait. */
const idleMs = 15 * 60_000;

/**
 * Starts the practice server: TAXII 1.0 and 1.1 over HTTP on a loopback address, with the sample feed. Requests are at
 * most 1 MiB, connections at most 256.
 * @throws Failure `config/lab-address` for any other address, `config/lab-port` where the port cannot be had,
 * `config/lab-fault` for an unknown fault.
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const host = loopback(options.host ?? '127.0.0.1');
  const box = new FaultBox();
  box.set(options.faults ?? []);
  const server = newServer(options.https);
  const port = await listen(server, host, options.port ?? 0);
  const url = `${options.https === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const { clock = systemClock, random = systemRandom, partSize = defaultPartSize } = options;
  const collections = options.collections ?? sampleCollections(clock.now());
  const taxii = new TaxiiService({ collections, clock, random, partSize, url });
  const taxii2 = newDesk2(options.taxii2, clock);
  const desk = new Desk({
    taxii,
    taxii2,
    door: newDoor(options.door, clock),
    clock,
    url,
    box,
    password: options.password ?? null,
  });
  server.on('request', (request, response) => void desk.serve(request, response));
  return {
    url,
    port,
    collections,
    get requests() {
      return desk.log.entries;
    },
    setFault: (...settings) => box.set(settings),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function newDoor(options: LabOptions['door'], clock: Clock): Door | null {
  return options === undefined ? null : new Door(clock, options.fault ?? null);
}

function newDesk2(options: Lab2Options | undefined, clock: Clock): Desk2 | null {
  if (options === undefined) return null;
  const { fault, rules = {}, collections } = options;
  return new Desk2({
    collections: collections ?? sampleCollections2(clock.now()),
    rules,
    fault: fault === undefined ? null : fault2Named(fault),
  });
}

function newServer(https: LabOptions['https']): Server {
  const demand = https?.ca === undefined ? {} : { requestCert: true, rejectUnauthorized: true };
  const server =
    https === undefined
      ? createServer(limits)
      : createTlsServer({ ...limits, ...https, handshakeTimeout: limits.headersTimeout, ...demand });
  server.maxConnections = mostConnections;
  server.timeout = idleMs;
  return server;
}

/** RFC 5737, RFC 3849: no host of the world has them, only the practice networks. */
const documentation = /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$|^2001:db8:/;

function loopback(host: string): string {
  if (host === 'localhost') return '127.0.0.1';
  if (host === '::1' || (isIPv4(host) && host.startsWith('127.')) || documentation.test(host)) return host;
  throw fail('config/lab-address', `the practice server was told to listen on ${quote(host)}, which is not loopback`, {
    evidence: { host },
  });
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const refused = (cause: Error): void => {
      const code = 'code' in cause ? String(cause.code) : cause.name;
      const message = `listening on ${host}:${port} for the practice server: ${code}`;
      reject(fail('config/lab-port', message, { evidence: { host, port, code }, cause }));
    };
    server.once('error', refused);
    server.listen(port, host, () => {
      server.off('error', refused);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

interface DeskParts {
  readonly taxii: TaxiiService;
  readonly taxii2: Desk2 | null;
  readonly door: Door | null;
  readonly clock: Clock;
  readonly url: string;
  readonly box: FaultBox;
  readonly password: string | null;
}

/** Takes requests one by one: reads, notes, answers, with the fault that is switched on. */
class Desk {
  readonly log = new RequestLog();
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body = await read(request);
      const reply = body === undefined ? tooLarge : this.#answer(request, body);
      if (reply.kind === 'http') await send(request, response, reply);
      else await this.#play(request, reply.play);
    } catch {
      // The peer went away in the middle, as peers do; there is nobody left to answer.
      request.socket.destroy();
    }
  }

  #answer(request: IncomingMessage, body: string): Reply {
    const { taxii, taxii2, door, clock, url, box, password } = this.#parts;
    const ask = understand({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
    const kept = door?.answer(ask);
    if (door !== null && kept !== undefined) {
      this.log.note(clock.now(), ask, door.fault, kept);
      return kept;
    }
    if (taxii2 !== null && isForTaxii2(ask.path)) {
      const reply = taxii2.answer(ask);
      this.log.note(clock.now(), ask, taxii2.fault, reply);
      return reply;
    }
    const fault = box.take(ask);
    const honest: Scene['honest'] = (bend, other = ask) => honestAnswer(taxii, other, { password }, bend);
    const reply = fault?.answer({ ask, honest, taxii, clock, url }) ?? honest();
    this.log.note(clock.now(), ask, fault?.name ?? null, reply);
    return reply;
  }

  async #play(request: IncomingMessage, play: (line: SocketLine) => Promise<void>): Promise<void> {
    const line = new SocketLine(request.socket, this.#parts.clock);
    await play(line);
    line.end();
  }
}

const tooLarge: Reply = page(413, 'Request Entity Too Large', { connection: 'close' });

/** The whole body as text; `undefined` where it is larger than 1 MiB. */
async function read(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > mostBytes) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
