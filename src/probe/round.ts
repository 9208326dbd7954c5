import { readFile } from 'node:fs/promises';
import { Bearer } from '../auth/bearer.ts';
import { noProof, type Proof } from '../auth/proof.ts';
import { Tokens } from '../auth/tokens.ts';
import { Veil } from '../auth/veil.ts';
import type { Clock } from '../base/clock.ts';
import { Failure, type JsonValue } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import { proxyOf, type ProxySettings } from '../feed/proxy.ts';
import type { RoutedSource } from '../feed/source.ts';
import { exchange } from '../net/exchange.ts';
import type { Resolver } from '../net/resolver.ts';
import { bareHost, type Target, type TlsSettings } from '../net/target.ts';

/** What probes take from the world. */
export interface ProbeDeps {
  readonly clock: Clock;
  readonly resolver: Resolver;
  /** Those of this process; default: tokens of this round alone. */
  readonly tokens?: Tokens;
  /** The neighbour table as Linux writes it. Default: `/proc/net/arp`, empty where there is none. */
  readonly neighbours?: () => Promise<string>;
}

/** What a round of probes may cost; every duration in milliseconds. */
export interface ProbeLimits {
  /** Connections, successful or not. Default 6. */
  readonly connections: number;
  /** For one connection, tunnel or TLS greeting. Default 3 s. */
  readonly connect: number;
  /** From a request to the head of its answer. Default 8 s. */
  readonly answer: number;
  /** For the whole round. Default 30 s. */
  readonly total: number;
}

/** A host that is asked for nothing but whether its port opens, and what time it has. */
export interface Canary {
  readonly host: string;
  /** Where it serves HTTP. */
  readonly port: number;
  readonly https: boolean;
  /** As its own source has it. */
  readonly allowPrivate: boolean;
}

export interface ProbeOptions {
  /** A host that is known to be reachable as a rule (another source's), for "this port, elsewhere". */
  readonly canary?: Canary | null;
  /** A proxy of this site that the source does not use. */
  readonly proxy?: ProxySettings | null;
  /** Milliseconds that the poll segment spanned which failed. Default: the source's own segment or age. */
  readonly span?: number;
  readonly signal?: AbortSignal;
  readonly limits?: Partial<ProbeLimits>;
}

/** The settings that say where and how to ask. */
export type Endpoint = Pick<
  RoutedSource,
  | 'host'
  | 'port'
  | 'https'
  | 'path'
  | 'allowPrivate'
  | 'credentials'
  | 'clientCertificate'
  | 'proxy'
  | 'ca'
  | 'pin'
  | 'systemCa'
  | 'tlsMinimum'
>;

/** Where a probe goes. */
export type Place = Pick<Target, 'host' | 'port' | 'https' | 'path'>;

interface Probe<T> {
  /** A word for the kind: `knock`, `greeting`, `discovery` … */
  readonly name: string;
  /** What was asked of whom. */
  readonly asked: string;
  readonly work: () => Promise<T>;
  /** The answer in a few words. */
  readonly tell: (answer: T) => string;
}

const standard: ProbeLimits = { connections: 6, connect: 3000, answer: 8000, total: 30_000 };

/**
 * One round of probes: keeps their number and time within the limits, their destinations within what was configured
 * or advertised, and credentials with whom they belong to.
 */
export class Round {
  readonly endpoint: Endpoint;
  readonly deps: ProbeDeps;
  readonly options: ProbeOptions;
  readonly limits: ProbeLimits;
  /** Aborted with a `Failure` when the round is cancelled or its time is over. */
  readonly signal: AbortSignal;
  /** Hides the credentials in whatever comes back. */
  readonly veil: Veil;
  readonly #bearer: Bearer;
  readonly #life = new AbortController();
  readonly #timer = new AbortController();
  readonly #tls: TlsSettings;
  readonly #notes: JsonValue[] = [];
  readonly #advertised = new Set<string>();
  #left: number;
  #withheld = false;

  constructor(endpoint: Endpoint, deps: ProbeDeps, options: ProbeOptions = {}) {
    this.endpoint = endpoint;
    this.deps = deps;
    this.options = options;
    this.limits = { ...standard, ...options.limits };
    this.veil = new Veil(endpoint.credentials, proxyOf(endpoint));
    this.#left = this.limits.connections;
    this.#tls = {
      ca: endpoint.ca,
      systemCa: endpoint.systemCa,
      pin: endpoint.pin,
      minimum: endpoint.tlsMinimum,
      clientCertificate: endpoint.clientCertificate,
    };
    const over = this.#timer.signal;
    void deps.clock.sleep(this.limits.total, over).then(() => {
      if (!over.aborted) this.#life.abort();
    });
    this.signal =
      options.signal === undefined ? this.#life.signal : AbortSignal.any([this.#life.signal, options.signal]);
    this.#bearer = new Bearer({
      credentials: endpoint.credentials,
      source: this.target(this.own),
      tokens: deps.tokens ?? new Tokens({ ask: (request) => exchange(request, deps), clock: deps.clock }),
      veil: this.veil,
      clock: deps.clock,
      signal: this.signal,
    });
  }

  /** The configured place. */
  get own(): Place {
    const { host, port, https, path } = this.endpoint;
    return { host, port, https, path };
  }

  /** The source's own proxy, as a place to be asked for itself. */
  get proxy(): Place | null {
    const proxy = proxyOf(this.endpoint);
    return proxy === null ? null : { host: proxy.host, port: proxy.port, https: proxy.kind === 'https', path: '/' };
  }

  /** What was asked so far, and answered: for evidence. */
  get notes(): readonly JsonValue[] {
    return this.#notes;
  }

  /** Whether a further probe could still be made. */
  get open(): boolean {
    return this.#left > 0 && !this.signal.aborted;
  }

  /** Lets places be asked that the provider itself named; never with credentials where they are another origin. */
  advertise(place: Place): void {
    this.#advertised.add(origin(place));
  }

  /**
   * Whether this is a place that a probe may go to: the host on its own port, 443 and 80, the proxy, or one that was
   * advertised.
   */
  permits(place: Place): boolean {
    const ports = [this.endpoint.port, 443, 80];
    const own = sameHost(place, this.endpoint) && ports.includes(place.port);
    return own || this.isProxy(place) || this.#advertised.has(origin(place));
  }

  /** Whether this is the source's own proxy. */
  isProxy(place: Place): boolean {
    return this.proxy !== null && sameHost(place, this.proxy) && place.port === this.proxy.port;
  }

  /** Whether credentials may go there: to the configured host and port, and never in clear where they went encrypted. */
  trusts(place: Place): boolean {
    return sameHost(place, this.endpoint) && place.port === this.endpoint.port && (place.https || !this.endpoint.https);
  }

  /** Keeps the credentials back from now on: refused again and again, they might lock the account. */
  withhold(): void {
    this.#withheld = true;
  }

  /** Whether something goes to this place that proves who asks. */
  proves(place: Place): boolean {
    return this.trusts(place) && !this.#withheld && this.endpoint.credentials.kind !== 'none';
  }

  /** What proves who asks, for a place that may see it; else nothing. @throws Failure where no token is to be had. */
  async proof(place: Place): Promise<Proof> {
    return this.proves(place) ? this.#bearer.proof() : noProof;
  }

  /** A place as a target with short limits, by the source's own proxy unless another way is given, or it is the proxy. */
  target(place: Place, proxy: ProxySettings | null = proxyOf(this.endpoint)): Target {
    const { connect, answer } = this.limits;
    return {
      ...place,
      allowPrivate: this.#mayBePrivate(place),
      tls: this.trusts(place) ? this.#tls : { ...this.#tls, clientCertificate: null },
      proxy: this.isProxy(place) ? null : proxy,
      timeouts: { connect, firstByte: answer, stall: answer, request: 2 * (connect + answer) },
    };
  }

  /** A host that the operator configured may be private if the operator said so; one that a server named never is. */
  #mayBePrivate(place: Place): boolean {
    const { canary } = this.options;
    const known = [this.endpoint, ...(canary === undefined || canary === null ? [] : [canary])];
    return this.isProxy(place) || known.some((each) => each.allowPrivate && sameHost(place, each));
  }

  /**
   * Makes one probe, one connection, and notes it. `null` when the budget or the time is used up, or when it failed
   * in a way that tells nothing.
   * @throws Failure `gate/cancelled`, or what the caller aborted with.
   */
  async probe<T>({ name, asked, work, tell }: Probe<T>): Promise<T | null> {
    this.options.signal?.throwIfAborted();
    if (!this.open) return null;
    this.#left -= 1;
    const began = this.deps.clock.monotonic();
    const note = (answered: string): void => {
      const ms = Math.round(this.deps.clock.monotonic() - began);
      this.#notes.push({ probe: name, asked: safeText(asked), answered: safeText(this.veil.text(answered), 300), ms });
    };
    try {
      const answer = await work();
      note(tell(answer));
      return answer;
    } catch (error) {
      this.options.signal?.throwIfAborted();
      if (!(error instanceof Failure) && !this.signal.aborted) throw error;
      note(error instanceof Failure ? `${error.code}: ${error.message}` : 'no answer in time');
      return null;
    }
  }

  /** Adds what was found without a connection. */
  note(name: string, asked: string, answered: string): void {
    this.#notes.push({ probe: name, asked: safeText(asked), answered: safeText(answered, 300), ms: 0 });
  }

  /** The neighbour table of this host. */
  neighbours(): Promise<string> {
    return this.deps.neighbours?.() ?? readFile('/proc/net/arp', 'utf8').catch(() => '');
  }

  /** Ends the round: no timer stays, and whatever is still under way is cut. */
  close(): void {
    this.#timer.abort();
    this.#life.abort();
  }
}

/** Whether two places are on one host, by name. */
export function sameHost(a: { readonly host: string }, b: { readonly host: string }): boolean {
  return bareHost(a.host).toLowerCase() === bareHost(b.host).toLowerCase();
}

function origin({ host, port, https }: Place): string {
  return `${https ? 'https' : 'http'}://${bareHost(host).toLowerCase()}:${port}`;
}
