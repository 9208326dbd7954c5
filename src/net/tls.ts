import { X509Certificate } from 'node:crypto';
import { checkServerIdentity, connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import type { Clock } from '../base/clock.ts';
import { Failure } from '../base/failure.ts';
import { quote, safeText } from '../base/text.ts';
import { certificateFacts, hexOf, type CertificateFacts } from './certificate.ts';
import { fail } from './conditions.ts';
import { errorCode } from './error-code.ts';
import { firstBytes, type Tap } from './tap.ts';
import { askedForCertificate, looksLikeTls } from './tls-records.ts';
import type { KeyListener } from './request.ts';
import { secureContext } from './tls-trust.ts';
import { alertOf, inspectorOf, tlsVerdict } from './tls-verdict.ts';
import { bareHost, isAddress, type TlsSettings } from './target.ts';
import type { Hop } from './trace.ts';
import { within } from './within.ts';

/** What a TLS connection agreed on. */
export interface TlsFacts {
  /** `TLSv1.3`. */
  readonly version: string;
  readonly cipher: string;
  readonly certificate: CertificateFacts;
}

export interface TlsOptions {
  readonly settings: TlsSettings;
  /** Whom the certificate has to name; sent as SNI unless it is an address. */
  readonly host: string;
  /** A proxy gets neither the pin nor the client certificate. */
  readonly hop: Hop;
  readonly clock: Clock;
  readonly timeout: number;
  readonly signal: AbortSignal;
  readonly keys?: KeyListener | undefined;
}

export interface Secured {
  readonly socket: TLSSocket;
  readonly facts: TlsFacts;
}

/**
 * TLS over a connection, its peer verified: by chain, dates and name, or by the pin alone. On failure the connection
 * is of no more use.
 * @throws Failure `tls/*`, `config/*`.
 */
export async function secure(tap: Tap, options: TlsOptions): Promise<Secured> {
  const { settings, hop, clock, timeout: ms, signal } = options;
  const pin = hop === 'origin' ? pinOf(settings) : null;
  const host = bareHost(options.host);
  const expired = (): Failure =>
    fail('tls/timeout', `no TLS answer from ${quote(host)} within ${ms} ms`, {
      evidence: { firstBytes: firstBytes(tap.recorded) },
    });
  tap.forget();
  const socket = connect({
    socket: tap,
    ...(isAddress(host) ? {} : { servername: host }),
    secureContext: secureContext(settings, hop),
    ALPNProtocols: [...(settings.alpn ?? ['http/1.1'])],
    // With a pin the fingerprint is compared below, before a byte is sent; else Node verifies and ends the connection.
    rejectUnauthorized: pin === null,
    checkServerIdentity: (_name, certificate) => checkServerIdentity(host, certificate),
  });
  socket.on('error', () => undefined);
  const { keys } = options;
  if (keys !== undefined) socket.on('keylog', (line) => keys(line.toString('latin1').trimEnd()));
  // Node destroys the socket when the peer does not verify: only here, before that, can its certificate be read.
  let leaf: CertificateFacts | null = null;
  socket.prependOnceListener('secure', () => {
    leaf = leafOf(socket);
  });
  try {
    await within({ clock, ms, expired }, signal, () => secured(socket));
  } catch (error) {
    throw error instanceof Failure ? error : tlsFailure(error, { tap, leaf, options, agreed: false });
  }
  const certificate = leafOf(socket);
  if (certificate === null) throw fail('tls/failed', `${quote(host)} showed no certificate`);
  if (pin !== null && certificate.fingerprint256 !== pin) {
    throw fail('tls/pin-mismatch', `${quote(host)} showed ${certificate.fingerprint256}, not the pinned certificate`, {
      evidence: { certificate: { ...certificate }, pin },
    });
  }
  tap.stopRecording();
  return {
    socket,
    facts: { version: socket.getProtocol() ?? '', cipher: socket.getCipher().name, certificate },
  };
}

function secured(socket: TLSSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('secureConnect', resolve);
    socket.once('error', reject);
    socket.once('close', () => reject(Object.assign(new Error('closed during the handshake'), { code: 'ECONNRESET' })));
  });
}

/**
 * The server's certificate. Not by `getPeerX509Certificate`: called before Node's own check, it leaves that check with
 * an empty certificate, and every name mismatches (Node 24.21).
 */
function leafOf(socket: TLSSocket): CertificateFacts | null {
  const { raw } = socket.getPeerCertificate() as Partial<PeerCertificate>;
  return raw === undefined ? null : certificateFacts(new X509Certificate(raw));
}

/** The pin as the fingerprint it has to equal. @throws Failure `config/pin-bad`. */
function pinOf({ pin }: TlsSettings): string | null {
  if (pin === null) return null;
  const hex = hexOf(pin);
  if (!/^[0-9a-f]{64}$/.test(hex))
    throw fail('config/pin-bad', `the pin ${quote(pin, 80)} is not 64 hexadecimal digits`);
  return hex;
}

export interface TlsWreck {
  /** It failed after TLS had been agreed on. */
  readonly agreed: boolean;
  readonly tap: Tap;
  readonly leaf: CertificateFacts | null;
  readonly options: TlsOptions;
}

/** Names what ended a handshake, or the first read after one: a TLS 1.3 server judges our certificate only then. */
export function tlsFailure(error: unknown, { tap, leaf, options, agreed }: TlsWreck): Failure {
  const sent = tap.recorded;
  const message = error instanceof Error ? error.message : String(error);
  const { hop, settings, clock } = options;
  const host = bareHost(options.host);
  const alert = alertOf(message);
  const code = tlsVerdict({
    code: errorCode(error),
    message,
    alert,
    host,
    leaf,
    now: clock.now(),
    clientCertificateSent: hop === 'origin' && settings.clientCertificate !== null,
    clientCertificateAsked: askedForCertificate(sent),
    agreed,
    spokeTls: sent.length === 0 ? null : looksLikeTls(sent),
  });
  const inspector = inspectorOf(leaf);
  return fail(code, `TLS with ${quote(host)}: ${tellingPart(message)}`, {
    evidence: {
      error: errorCode(error),
      ...(alert === null ? {} : { alert }),
      ...(leaf === null ? {} : { certificate: { ...leaf } }),
      ...(inspector === null ? {} : { inspector }),
      ...(sent.length === 0 || looksLikeTls(sent) ? {} : { firstBytes: firstBytes(sent) }),
      reset: tap.broken !== undefined,
    },
    cause: error,
  });
}

/** OpenSSL's reason out of `40970000:error:0A000410:SSL routines:ssl3_read_bytes:reason:../deps/…`; Node's advice cut. */
function tellingPart(message: string): string {
  const [, reason = message] = /SSL routines:[^:]*:([^:]+):/.exec(message) ?? [];
  return safeText(reason.replace(/; if the root CA is installed locally.*/s, '').trim(), 300);
}
