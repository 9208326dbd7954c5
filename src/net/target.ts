import type { Secret } from '../base/secret.ts';
import { parseIp } from './ip.ts';

/** Where a request goes, and how. Built from a source's settings; every duration in milliseconds. */
export interface Target {
  /** A name in ASCII (IDNA already applied) or an address; IPv6 with or without brackets. */
  readonly host: string;
  readonly port: number;
  readonly https: boolean;
  /** Begins with `/`; may carry a query. */
  readonly path: string;
  /** Secret parts of the query, sent after what the path carries, and shown nowhere. */
  readonly query?: readonly (readonly [name: string, value: Secret])[];
  /** Whether loopback, private and metadata addresses may be dialled. */
  readonly allowPrivate: boolean;
  readonly tls: TlsSettings;
  readonly proxy: Proxy | null;
  readonly timeouts: Timeouts;
}

export interface TlsSettings {
  /**
   * PEM of authorities trusted besides the system's, or alone when `systemCa` is false. Lists of revoked certificates
   * among them are heeded, and then one of every authority of the chain has to be there.
   */
  readonly ca: string | null;
  /** Whether the authorities of Node and of this system are trusted. */
  readonly systemCa: boolean;
  /**
   * SHA-256 of the only leaf certificate accepted, hex, colons allowed. It replaces chain, name and date checks:
   * whoever holds that certificate's key is the server, and nobody else is. It does not apply to a proxy.
   */
  readonly pin: string | null;
  readonly minimum: '1.2' | '1.3';
  readonly clientCertificate: ClientCertificate | null;
  /** Protocols that are offered (RFC 7301). Default: HTTP/1.1 alone. */
  readonly alpn?: readonly string[];
}

/** PEM text; of `pkcs12` the key is the whole archive in base64. */
export interface ClientCertificate {
  readonly form?: 'pem' | 'pkcs12';
  readonly certificate: string;
  readonly key: Secret;
  readonly passphrase: Secret | null;
}

export interface Proxy {
  readonly kind: 'http' | 'https' | 'socks4a' | 'socks5';
  readonly host: string;
  readonly port: number;
  readonly user: string | null;
  readonly password: Secret | null;
  readonly noProxy: readonly string[];
  /** PEM of authorities trusted for the proxy itself besides the system's. Default: what the target trusts. */
  readonly ca?: string | null;
  /** What it is called in the settings, for evidence. */
  readonly profile?: string;
}

interface Timeouts {
  /** For each of: one address, the proxy's answer, one TLS handshake. */
  readonly connect: number;
  /** From the request's last byte to the end of the answer's head. */
  readonly firstByte: number;
  /** Without one byte of the body. */
  readonly stall: number;
  /** From the beginning of the exchange to the last byte of the body. */
  readonly request: number;
}

/** `host:port` as an authority (RFC 3986 §3.2): IPv6 in brackets. */
export function authority(host: string, port: number): string {
  return `${bracketed(host)}:${port}`;
}

/** The host without brackets. */
export function bareHost(host: string): string {
  return host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
}

/** The value of `Host`: the port only where the scheme does not imply it (RFC 9112 §3.2). */
export function hostHeader({ host, port, https }: Pick<Target, 'host' | 'port' | 'https'>): string {
  return port === (https ? 443 : 80) ? bracketed(host) : authority(host, port);
}

/** `https://host:port/path`, for messages and evidence: without the secret part of the query. */
export function targetUrl(target: Pick<Target, 'host' | 'port' | 'https' | 'path'>): string {
  return `${target.https ? 'https' : 'http'}://${hostHeader(target)}${target.path}`;
}

/** The path with its whole query, secrets in clear: for the wire alone. */
export function requestPath({ path, query = [] }: Pick<Target, 'path' | 'query'>): string {
  if (query.length === 0) return path;
  const joint = path.includes('?') ? (/[?&]$/.test(path) ? '' : '&') : '?';
  const pairs = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value.reveal())}`);
  return `${path}${joint}${pairs.join('&')}`;
}

function bracketed(host: string): string {
  const bare = bareHost(host);
  return bare.includes(':') ? `[${bare}]` : bare;
}

/** Whether the host is an address, and so needs no resolving and gets no SNI. */
export function isAddress(host: string): boolean {
  return parseIp(host) !== undefined;
}
