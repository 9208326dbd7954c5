import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Clock } from '../base/clock.ts';
import { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { checkAddress, permittedAddresses } from './addresses.ts';
import type { Reach } from './address-policy.ts';
import { fail } from './conditions.ts';
import { attemptsAsJson, dial } from './dial.ts';
import { errorCode } from './error-code.ts';
import { checkHostName } from './host-name.ts';
import { openTunnel } from './http-proxy.ts';
import { bypassesProxy } from './no-proxy.ts';
import { asProxyFailure } from './proxy-fault.ts';
import type { KeyListener } from './request.ts';
import type { Resolver } from './resolver.ts';
import { openSocks4 } from './socks4.ts';
import { openSocks } from './socks5.ts';
import { Tap } from './tap.ts';
import { authority, bareHost, isAddress, type Proxy, type Target, type TlsSettings } from './target.ts';
import { secure, tlsFailure, type TlsFacts } from './tls.ts';
import type { Trace } from './trace.ts';
import { Wire } from './wire.ts';
import { within } from './within.ts';

/** Who answered. */
export interface Peer {
  /** What was dialled: the origin's address, or the proxy's. */
  readonly address: string;
  readonly port: number;
  /** What the name led to, as far as it was permitted. */
  readonly addresses: readonly string[];
  /** `host:port` of the proxy in between. */
  readonly proxy: string | null;
  readonly tls: TlsFacts | null;
}

export interface Connection {
  readonly wire: Wire;
  readonly peer: Peer;
  /** Names an error of a read that is TLS's: under TLS 1.3 a refused client certificate shows only there. */
  asTlsFailure(error: unknown): Failure | undefined;
}

export interface ConnectOptions {
  readonly clock: Clock;
  readonly resolver: Resolver;
  readonly trace: Trace;
  readonly signal: AbortSignal;
  readonly keys?: KeyListener | undefined;
}

/**
 * Opens the way to a target, stage by stage: look-up, TCP, tunnel, TLS. Aborting the signal closes it at any time;
 * where a stage fails, what those before it opened is closed.
 * @throws Failure `dns/*`, `tcp/*`, `proxy/*`, `tls/*`, `config/*`, with the hop it happened on.
 */
export async function connectTo(target: Target, options: ConnectOptions): Promise<Connection> {
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  try {
    return await openWay(target, { ...options, signal });
  } catch (error) {
    failed.abort(error);
    throw error;
  }
}

async function openWay(target: Target, options: ConnectOptions): Promise<Connection> {
  const { trace } = options;
  const host = bareHost(target.host);
  const proxy = target.proxy === null || bypassesProxy(host, target.proxy.noProxy) ? null : target.proxy;
  const dialled =
    proxy === null
      ? await dialHost(
          target,
          { reach: target.allowPrivate ? 'any' : 'public', timeout: target.timeouts.connect },
          options,
        )
      : await throughProxy(target, proxy, options);
  trace.hop = 'origin';
  const { tap, address, addresses, port } = dialled;
  const peer = {
    address,
    port,
    addresses,
    proxy: proxy === null ? null : authority(proxy.host, proxy.port),
    tls: null,
  };
  if (!target.https) return { wire: new Wire(tap, tap), peer, asTlsFailure: () => undefined };
  return encrypted(tap, peer, target, options);
}

/**
 * The same connection with TLS from here on, where both sides have agreed on that in clear (STARTTLS, RFC 3207). What
 * the peer had sent before that and nobody read spoils the handshake: it is never taken for what came after it.
 * @throws Failure `tls/*`, `config/*`.
 */
export async function startTls(clear: Connection, target: Target, options: ConnectOptions): Promise<Connection> {
  const stream = clear.wire.release();
  return encrypted(stream instanceof Tap ? stream : new Tap(stream), clear.peer, target, options);
}

async function encrypted(tap: Tap, peer: Peer, target: Target, options: ConnectOptions): Promise<Connection> {
  const { trace, signal, clock, keys } = options;
  const tlsOptions = {
    settings: target.tls,
    host: bareHost(target.host),
    hop: 'origin' as const,
    clock,
    timeout: target.timeouts.connect,
    signal,
    keys,
  };
  const { socket, facts } = await trace.time('tls', () =>
    secure(tap, tlsOptions).catch((error: unknown) => {
      throw peer.proxy !== null && error instanceof Failure && wasCut(error, tap) ? tunnelCut(target, error) : error;
    }),
  );
  trace.note({
    tls: { version: facts.version, cipher: facts.cipher, certificate: { ...facts.certificate } },
    clientCertificateSent: target.tls.clientCertificate !== null,
  });
  return {
    wire: new Wire(socket, tap),
    peer: { ...peer, tls: facts },
    asTlsFailure: (error) =>
      error instanceof Error && /SSL alert number|SSL routines|ERR_SSL_/.test(`${errorCode(error)} ${error.message}`)
        ? tlsFailure(error, { tap, leaf: facts.certificate, options: tlsOptions, agreed: true })
        : undefined,
  };
}

interface Opened {
  readonly tap: Tap;
  readonly address: string;
  readonly addresses: readonly string[];
  readonly port: number;
}

async function dialHost(
  to: { readonly host: string; readonly port: number },
  how: { readonly reach: Reach; readonly timeout: number },
  options: ConnectOptions,
): Promise<Opened> {
  const { trace, signal, clock } = options;
  const addresses = await trace.time('dns', () => permittedAddresses(to.host, how.reach, options));
  trace.note({ addresses: [...addresses], port: to.port });
  const dialled = await trace.time('tcp', () => dial(addresses, to.port, { clock, timeout: how.timeout, signal }));
  const { socket, address, attempts } = dialled;
  trace.note({ address, ...(attempts.length === 0 ? {} : { attempts: attemptsAsJson(attempts) }) });
  if (attempts.some((attempt) => attempt.address.includes(':')) && !address.includes(':')) {
    const message = `IPv6 of ${quote(bareHost(to.host))} failed (${attempts[0]?.error ?? ''}), IPv4 worked`;
    trace.warnings.push({ code: 'tcp/v6-broken', message });
  }
  return { tap: tapped(socket, signal), address, addresses, port: to.port };
}

/** The signal's abort closes the socket, whoever reads it then. */
function tapped(socket: Socket, signal: AbortSignal): Tap {
  const tap = new Tap(socket);
  tap.on('error', () => undefined);
  const close = (): void => {
    tap.destroy();
  };
  signal.addEventListener('abort', close, { once: true });
  tap.once('close', () => signal.removeEventListener('abort', close));
  return tap;
}

async function throughProxy(target: Target, proxy: Proxy, options: ConnectOptions): Promise<Opened> {
  const { trace, clock, signal } = options;
  const host = bareHost(target.host);
  // The proxy resolves the name, so only an address can be judged here.
  if (isAddress(host)) checkAddress(host, target.allowPrivate ? 'any' : 'public');
  else checkHostName(host);
  trace.hop = 'proxy';
  const destination = authority(host, target.port);
  const { profile } = proxy;
  trace.note({ proxy: authority(proxy.host, proxy.port), destination, ...(profile === undefined ? {} : { profile }) });
  try {
    const timeout = target.timeouts.connect;
    const opened = await dialHost(proxy, { reach: 'internal', timeout }, options);
    const expired = (): Failure => fail('proxy/silent', `no answer of the proxy within ${timeout} ms`);
    const tap = await trace.time('proxy', async () => {
      const carrier = proxy.kind === 'https' ? await secured(opened.tap, proxy, target, options) : opened.tap;
      const wire = new Wire(carrier, opened.tap);
      await within({ clock, ms: timeout, expired }, signal, () =>
        openThrough(wire, proxy, { host, port: target.port }),
      );
      const tunnel = wire.release();
      return tunnel instanceof Tap ? tunnel : new Tap(tunnel);
    });
    return { ...opened, tap };
  } catch (error) {
    throw error instanceof Failure && error.stage !== 'gate' && error.stage !== 'config'
      ? asProxyFailure(error)
      : error;
  }
}

/** TLS with the proxy itself. @throws Failure `tls/*`. */
async function secured(tap: Tap, proxy: Proxy, target: Target, options: ConnectOptions): Promise<TLSSocket> {
  const { trace, clock, signal } = options;
  const settings = tlsToward(proxy, target.tls);
  const timeout = target.timeouts.connect;
  const { socket, facts } = await secure(tap, { settings, host: proxy.host, hop: 'proxy', clock, timeout, signal });
  const { version, cipher, certificate } = facts;
  trace.note({ proxyTls: { version, cipher, certificate: { ...certificate } } });
  return socket;
}

function openThrough(wire: Wire, proxy: Proxy, to: { readonly host: string; readonly port: number }): Promise<void> {
  if (proxy.kind === 'socks5') return openSocks(wire, proxy, to);
  return proxy.kind === 'socks4a' ? openSocks4(wire, proxy, to) : openTunnel(wire, proxy, authority(to.host, to.port));
}

/** One object for each proxy and version: `net/` keeps the trust that it builds with it. */
const proxyTls = new WeakMap<Proxy, TlsSettings>();

/** What a proxy has to prove: with authorities of its own those and the system's, else what the origin has to. */
function tlsToward(proxy: Proxy, origin: TlsSettings): TlsSettings {
  const { ca = null } = proxy;
  if (ca === null) return origin;
  const known = proxyTls.get(proxy);
  if (known !== undefined && known.minimum === origin.minimum) return known;
  const made = { ca, systemCa: true, pin: null, minimum: origin.minimum, clientCertificate: null };
  proxyTls.set(proxy, made);
  return made;
}

/** Whether a handshake ended before the peer said anything. */
function wasCut(failure: Failure, tap: Tap): boolean {
  return failure.code === 'tls/peer-cuts' && tap.recorded.length === 0;
}

function tunnelCut(target: Target, failure: Failure): Failure {
  const message = `the proxy opened the tunnel to ${authority(target.host, target.port)} and cut it before any answer`;
  return fail('proxy/tunnel-cut', message, { hop: 'proxy', evidence: failure.evidence, cause: failure });
}
