import { canonicalName } from './domain.ts';
import type { Observable, Refusal } from './observable.ts';
import { brokenText, refuse } from './refusal.ts';

/** The schemes that are kept, with the ports that go without saying. */
const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443', 'ftp:': '21' };

/**
 * A URL whose canonical form needs no URL parser: a plain host whose last label starts with a letter (so it is no
 * number), and no character that the parser would encode. Dot segments are looked for apart.
 */
const simple =
  /^(https?|ftp):\/\/([a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.[a-z][a-z0-9_-]*)(?::([1-9]\d{0,4}))?(\/[\w\-.~!$&'()*+,;=:@/%]*)?(\?[\w\-.~!$&()*+,;=:@/?%]*)?$/;
const dotSegment = /\/(?:\.|%2e)/i;
const schemed = /^[a-z][a-z0-9+.-]*:/i;

export interface UrlOptions {
  /** Reads `evil.example/a` as `http://evil.example/a`. Default false: a missing scheme is refused. */
  readonly assumeHttp?: boolean;
}

/**
 * A URL as matched: scheme http, https or ftp; host canonical (WHATWG URL host parsing); default port, fragment, empty
 * query and userinfo dropped (`http://bank.example@evil.example/` is a page of evil.example whatever stands before
 * the @); dot segments resolved; percent-encoding in capitals, unreserved characters decoded (RFC 3986 §6.2.2), a
 * `%` that starts no escape as `%25`; empty path as `/`. The case of path and query is kept.
 * Rules: `no-scheme`, `scheme`, `not-a-url`, `too-long` (2,048 as received and as kept), and those of `parseDomain`.
 */
export function parseUrl(text: string, options: UrlOptions = {}): Observable | Refusal {
  const trimmed = text.trim();
  return parseSimple(trimmed) ?? parseAnyUrl(text, trimmed, options);
}

/** The short way for nearly all that is listed; `undefined` sends it the long way, which gives the same answer. */
function parseSimple(text: string): Observable | undefined {
  if (text.length > 2048) return undefined;
  const hash = text.indexOf('#');
  const m = simple.exec(hash < 0 ? text : text.slice(0, hash));
  if (m === null) return undefined;
  const [, scheme, host = '', port = '', path = '/', query = ''] = m;
  if (dotSegment.test(path) || Number(port) > 65_535 || typeof canonicalName(host) !== 'string') return undefined;
  const value = compose({ scheme: `${String(scheme)}:`, host, port, path, query });
  return value.length > 2048 ? undefined : { kind: 'url', value };
}

/** The long way: the platform's URL parser. */
function parseAnyUrl(text: string, trimmed: string, options: UrlOptions): Observable | Refusal {
  const broken = brokenText(trimmed);
  if (broken !== undefined) return refuse('url', text, broken);
  const full = withScheme(trimmed, options.assumeHttp === true);
  if (typeof full !== 'string') return refuse('url', text, full.rule);
  const url = URL.parse(full);
  if (url === null) return refuse('url', text, 'not-a-url');
  const host = urlHost(url.hostname);
  if (typeof host !== 'string') return refuse('url', text, host.rule);
  const value = compose({ scheme: url.protocol, host, port: url.port, path: url.pathname, query: url.search });
  return value.length > 2048 ? refuse('url', text, 'too-long') : { kind: 'url', value };
}

/** The text with a scheme that is kept, or the rule that broke. `host:8080/a` has no scheme, `mailto:a` has. */
function withScheme(text: string, assumeHttp: boolean): string | { readonly rule: string } {
  if (/^(?:https?|ftp):[/\\]{2}/i.test(text)) return text;
  const other = schemed.exec(text);
  const authority = text.slice(0, text.search(/[/?#]|$/));
  const isScheme = other !== null && !(authority.includes('.') && /:\d+$/.test(authority));
  if (isScheme) return { rule: /^(?:https?|ftp):/i.test(text) ? 'not-a-url' : 'scheme' };
  return assumeHttp && /^[^/\\?#]/.test(text) ? `http://${text}` : { rule: 'no-scheme' };
}

/** IP hosts are canonical as the URL parser leaves them (also `0x7f.1` and `2130706433`, which reach the same host). */
function urlHost(hostname: string): string | { readonly rule: string } {
  if (hostname.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(hostname)) return hostname;
  return canonicalName(hostname);
}

interface Parts {
  readonly scheme: string;
  readonly host: string;
  readonly port: string;
  readonly path: string;
  readonly query: string;
}

function compose({ scheme, host, port, path, query }: Parts): string {
  const authority = port === '' || port === defaultPorts[scheme] ? host : `${host}:${port}`;
  return `${scheme}//${authority}${normalEscapes(path)}${query === '?' ? '' : normalEscapes(query)}`;
}

const escape = /%(?:([0-9a-f]{2})|)/gi;

function normalEscapes(text: string): string {
  return text.includes('%') ? text.replace(escape, normalEscape) : text;
}

function normalEscape(found: string, hex: string | undefined): string {
  if (hex === undefined) return '%25';
  const char = String.fromCharCode(Number.parseInt(hex, 16));
  return /[\w\-.~]/.test(char) ? char : found.toUpperCase();
}
