import { isIPv6 } from 'node:net';

/** What stands between `//` and the path of a URL. */
export interface Authority {
  readonly user: string | null;
  readonly password: string | null;
  /** Canonical: lower case, A-labels (IDNA), IPv6 without brackets, no final dot. */
  readonly host: string;
  readonly port: number | null;
}

/** The part of an address that could not be read. */
export type BadPart = 'user' | 'host' | 'port' | 'path';

/** Reads `user:password@host:port`; an IPv6 address may go without brackets where no port follows. */
export function parseAuthority(text: string): Authority | BadPart {
  const at = text.lastIndexOf('@');
  const login = at < 0 ? null : text.slice(0, at);
  const place = splitPort(text.slice(at + 1));
  const host = parseHost(place.host);
  if (host === undefined) return 'host';
  const port = place.port === null ? null : parsePort(place.port);
  if (port === undefined) return 'port';
  if (login === null) return { user: null, password: null, host, port };
  const colon = login.indexOf(':');
  const user = percentDecoded(colon < 0 ? login : login.slice(0, colon));
  const password = colon < 0 ? null : percentDecoded(login.slice(colon + 1));
  return user === undefined || password === undefined ? 'user' : { user, password, host, port };
}

function splitPort(text: string): { readonly host: string; readonly port: string | null } {
  const bracketed = /^(\[[^\]]*\])(?::(.*))?$/.exec(text);
  if (bracketed !== null) return { host: bracketed[1] ?? '', port: bracketed[2] ?? null };
  const colon = text.indexOf(':');
  if (colon < 0 || colon !== text.lastIndexOf(':')) return { host: text, port: null };
  return { host: text.slice(0, colon), port: text.slice(colon + 1) };
}

/** 1–65535 in digits; `undefined` for anything else. */
function parsePort(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}

/**
 * A host name or address in canonical form, by the URL standard's own rules, so that `0x7f.1` shows as `127.0.0.1`;
 * `undefined` where it is neither, or has an empty label or one over 63 characters (RFC 1035 §2.3.4).
 */
export function parseHost(text: string): string | undefined {
  const inBrackets = /^\[(.*)\]$/.exec(text)?.[1];
  const bare = inBrackets ?? text;
  if (isIPv6(bare)) return hostnameOf(`[${bare}]`)?.slice(1, -1);
  if (inBrackets !== undefined || text.length > 1000 || /[\s/?#@:\\%]/.test(text)) return undefined;
  const host = hostnameOf(text)?.replace(/\.$/, '');
  return host !== undefined && hasGoodLabels(host) ? host : undefined;
}

function hasGoodLabels(host: string): boolean {
  return host.length <= 253 && host.split('.').every((label) => label.length >= 1 && label.length <= 63);
}

function hostnameOf(host: string): string | undefined {
  const url = URL.parse(`http://${host}/`);
  return url === null ? undefined : url.hostname;
}

/** Path and query as they go into a request: a `/` first, percent-encoded, without fragment; `undefined` when it has control characters or blanks. */
export function parsePath(text: string): string | undefined {
  // oxlint-disable-next-line no-control-regex -- they are what it looks for
  if (/[\u0000-\u0020\u007f]/.test(text) || text.length > 2048) return undefined;
  const rooted = text.startsWith('/') ? text : `/${text}`;
  const url = URL.parse(`http://host${rooted}`);
  return url === null ? undefined : url.pathname + url.search;
}

function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
