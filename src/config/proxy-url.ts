import { Secret } from '../base/secret.ts';
import { quote } from '../base/text.ts';
import type { ProxySettings } from '../feed/source.ts';
import { parseAuthority } from './address.ts';
import { fail } from './conditions.ts';

const defaultPorts = { http: 80, https: 443, socks5: 1080 } as const;

/**
 * The proxy of `http://user:password@host:port` (`http`, `https`, `socks5`, `socks5h`; default ports 80, 443, 1080).
 * @throws Failure `config/proxy-url-bad`.
 */
export function parseProxyUrl(text: string): ProxySettings {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\s]*)\/?$/i.exec(text.trim()) ?? [];
  const kind = proxyKind(scheme.toLowerCase());
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
  };
}

function proxyKind(scheme: string): ProxySettings['kind'] | undefined {
  if (scheme === 'socks5h') return 'socks5';
  return scheme === 'http' || scheme === 'https' || scheme === 'socks5' ? scheme : undefined;
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
