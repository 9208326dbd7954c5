import { Secret } from '../base/secret.ts';
import { quote } from '../base/text.ts';
import type { ProxyChoice, ProxyKind, ProxySettings } from '../feed/proxy.ts';
import { parseAuthority } from './address.ts';
import { fail } from './conditions.ts';

const defaultPorts: Readonly<Record<ProxyKind, number>> = { http: 80, https: 443, socks4a: 1080, socks5: 1080 };

/** Schemes as curl and others write them. SOCKS 4 itself has no names, which are all that is sent here. */
const schemes: Readonly<Record<string, ProxyKind>> = {
  http: 'http',
  https: 'https',
  socks4a: 'socks4a',
  socks5: 'socks5',
  socks5h: 'socks5',
};

/**
 * The proxy of `http://user:password@host:port` (`http`, `https`, `socks4a`, `socks5`, `socks5h`; default ports 80,
 * 443, 1080).
 * @throws Failure `config/proxy-url-bad`.
 */
export function parseProxyUrl(text: string): ProxySettings {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\s]*)\/?$/i.exec(text.trim()) ?? [];
  const kind = schemes[scheme.toLowerCase()];
  const authority = parseAuthority(rest);
  if (kind === undefined || typeof authority === 'string') {
    const shown = quote(withoutSecrets(text));
    throw fail('config/proxy-url-bad', `proxy ${shown} cannot be read: write http://host:port or socks5://host:port`, {
      evidence: { proxy: withoutSecrets(text) },
    });
  }
  const { user, password, host, port } = authority;
  return {
    kind,
    host,
    port: port ?? defaultPorts[kind],
    user,
    password: password === null ? null : new Secret(password),
    noProxy: [],
    ca: null,
  };
}

/**
 * What a source says of its proxy as text: `default`, `none`, `profile NAME` or the name alone, or a URL.
 * @throws Failure `config/proxy-url-bad`.
 */
export function parseProxyChoice(text: string): ProxyChoice {
  const words = text.trim();
  if (words === 'default' || words === 'none') return words;
  const name = /^(?:profile\s+)?([A-Za-z0-9][A-Za-z0-9._-]{0,63})$/.exec(words)?.[1];
  return name === undefined ? parseProxyUrl(words) : { kind: 'profile', name };
}

/** `http://host:port` of a proxy, without its user. */
export function proxyUrl({ kind, host, port }: Pick<ProxySettings, 'kind' | 'host' | 'port'>): string {
  return `${kind}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/**
 * An address as it may be shown: `***` for what stands before its last `@`, for a query, and for what follows a colon
 * and is no port, for that may be a password too.
 */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\?[^]*$/, '?***')
    .replace(/^((?:[a-z][a-z0-9+.-]*:\/\/)?)[^]*@/i, '$1***@')
    .replace(/:(?!\/\/|\d+(?:[/?#]|$))[^/?#]*/, ':***');
}
