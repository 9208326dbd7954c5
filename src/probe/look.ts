import { asFailure, Failure, type FailureRecord } from '../base/failure.ts';
import type { ProxySettings } from '../feed/proxy.ts';
import { dial } from '../net/dial.ts';
import { exchange } from '../net/exchange.ts';
import { isAddress } from '../net/target.ts';
import { chainOf, rootLists } from './chain.ts';
import { greet, speakPlainly } from './greet.ts';
import { Round, type Endpoint, type ProbeDeps } from './round.ts';
import type { Chain, Greeting, PlainAnswer } from './seen.ts';

/** Where to look, and by which way. */
export interface LookTarget {
  readonly host: string;
  readonly port: number;
  readonly proxy: ProxySettings | null;
  /** PEM of authorities trusted besides the system's. */
  readonly ca: string | null;
  /** Whether the lists of the node count; default yes. */
  readonly systemCa?: boolean;
}

/** One address of a host, and whether its port opened. */
export interface LookedAddress {
  readonly address: string;
  readonly ms: number;
  /** `null` where it opened. */
  readonly failure: FailureRecord | null;
}

/** What a port is like, from here. */
export interface Looked {
  /** Why no address is known; `null` where one is. */
  readonly dns: FailureRecord | null;
  readonly dnsMs: number;
  /** Each address by itself; empty through a proxy, which dials for us. */
  readonly addresses: readonly LookedAddress[];
  /** `null` where nothing opened. */
  readonly tls: Greeting | null;
  readonly chain: Chain | null;
  /** Why the certificate is not trusted here; `null` where it is, or there is none. */
  readonly distrust: FailureRecord | null;
  /** Without TLS; `null` where TLS was spoken, or nothing opened. */
  readonly plain: PlainAnswer | null;
}

const patience = 5000;

/**
 * Looks at a port as somebody with telnet, netstat and openssl would: every address by itself, whether TLS is spoken,
 * which chain is shown and what verifies of it, and what answers without TLS. Sends no credentials.
 * @throws Failure when aborted.
 */
export async function lookAt(target: LookTarget, deps: ProbeDeps, signal: AbortSignal): Promise<Looked> {
  const { host, port, proxy } = target;
  const began = deps.clock.monotonic();
  const resolved = proxy === null ? await resolve(host, deps, signal) : null;
  const dnsMs = Math.round(deps.clock.monotonic() - began);
  if (resolved instanceof Failure) return { ...nothing, dns: resolved.toJSON(), dnsMs };
  const addresses: LookedAddress[] = [];
  for (const address of resolved ?? []) addresses.push(await knockAt(address, port, { deps, signal }));
  if (proxy === null && addresses.every(({ failure }) => failure !== null)) return { ...nothing, dnsMs, addresses };
  const round = new Round(lookEndpoint(target), deps, { signal });
  try {
    return { ...nothing, dnsMs, addresses, ...(await spoken(round, target, deps)) };
  } finally {
    round.close();
  }
}

/** What is said at a port that opens. */
async function spoken(round: Round, { ca, systemCa = true }: LookTarget, deps: ProbeDeps): Promise<Partial<Looked>> {
  const greeted = await greet(round, round.own, 'usual');
  const isTls = greeted?.answer === 'agreed' || greeted?.answer === 'alert';
  if (greeted === null || !isTls) {
    const plain = await speakPlainly(round, round.own);
    return { tls: greeted === null ? null : greetingOf(greeted), plain };
  }
  // TLS 1.3 hides what is sent; 1.2 shows it.
  const again = greeted.version === 'TLSv1.3' ? await greet(round, round.own, 'tls-1.2') : null;
  const chain = chainOf(again?.answer === 'agreed' ? again : greeted, rootLists({ ca, systemCa }));
  return { tls: greetingOf(greeted), chain, distrust: await distrustOf(round, deps) };
}

const nothing: Looked = {
  dns: null,
  dnsMs: 0,
  addresses: [],
  tls: null,
  chain: null,
  distrust: null,
  plain: null,
};

function greetingOf({ answer, alert, version, cipher, asked, leaf }: Greeting): Greeting {
  return { answer, alert, version, cipher, asked, leaf };
}

async function resolve(
  host: string,
  { resolver }: ProbeDeps,
  signal: AbortSignal,
): Promise<readonly string[] | Failure> {
  if (isAddress(host)) return [host];
  try {
    return (await resolver.resolve(host, signal)).addresses;
  } catch (error) {
    signal.throwIfAborted();
    return asFailure(error, `resolving ${host}`);
  }
}

async function knockAt(
  address: string,
  port: number,
  { deps, signal }: { readonly deps: ProbeDeps; readonly signal: AbortSignal },
): Promise<LookedAddress> {
  const began = deps.clock.monotonic();
  const taken = (): number => Math.round(deps.clock.monotonic() - began);
  try {
    const { socket } = await dial([address], port, { clock: deps.clock, timeout: patience, signal });
    socket.destroy();
    return { address, ms: taken(), failure: null };
  } catch (error) {
    signal.throwIfAborted();
    return { address, ms: taken(), failure: asFailure(error, `connecting to ${address}`).toJSON() };
  }
}

/** Asks for `/` with verification: what fails in TLS is what a poll would meet; what comes after is no matter here. */
async function distrustOf(round: Round, deps: ProbeDeps): Promise<FailureRecord | null> {
  const enough = new AbortController();
  const signal = AbortSignal.any([round.signal, enough.signal]);
  try {
    await exchange({ target: round.target(round.own), method: 'GET', headers: [], body: null, signal }, deps);
    return null;
  } catch (error) {
    round.signal.throwIfAborted();
    const failure = asFailure(error, 'verifying');
    return failure.stage === 'tls' ? failure.toJSON() : null;
  } finally {
    enough.abort();
  }
}

/** A port as probes ask of it, with no credentials. */
export function lookEndpoint({ host, port, proxy, ca, systemCa = true }: LookTarget): Endpoint {
  return {
    host,
    port,
    https: true,
    path: '/',
    allowPrivate: true,
    credentials: { kind: 'none' },
    clientCertificate: null,
    proxy: proxy ?? 'none',
    ca,
    pin: null,
    systemCa,
    tlsMinimum: '1.2',
  };
}
