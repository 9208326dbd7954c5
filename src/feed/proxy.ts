import type { Secret } from '../base/secret.ts';

/** Protocols that a proxy is spoken to in: CONNECT over TCP or over TLS, SOCKS 4a, SOCKS 5. */
export const proxyKinds = ['http', 'https', 'socks4a', 'socks5'] as const;
export type ProxyKind = (typeof proxyKinds)[number];

/** A proxy: where it is, how it is spoken to, and who we are to it. */
export interface ProxySettings {
  readonly kind: ProxyKind;
  readonly host: string;
  readonly port: number;
  readonly user: string | null;
  /** `null` for SOCKS 4a, which knows none. */
  readonly password: Secret | null;
  /** Hosts reached directly: exact names, `.suffix`, addresses, networks. */
  readonly noProxy: readonly string[];
  /** PEM of authorities trusted for the proxy itself besides the system's; of `https` alone. `null`: as the source has it. */
  readonly ca: string | null;
  /** The profile that it is of; absent where a source has an address of its own. */
  readonly profile?: string;
}

/** A proxy with a name, for many sources. */
export interface ProxyProfile extends ProxySettings {
  readonly profile: string;
}

/** The profiles of a node. */
export interface Proxies {
  /** The profile of every source that says nothing else; `null`: such sources go directly. */
  readonly default: string | null;
  readonly profiles: readonly ProxyProfile[];
}

/** What a source says of its proxy: the node's default, none, a profile, or an address of its own. */
export type ProxyChoice = 'default' | 'none' | { readonly kind: 'profile'; readonly name: string } | ProxySettings;

/** The proxy that was found; `null` for none. */
export function proxyOf({ proxy }: { readonly proxy: ProxySettings | 'none' }): ProxySettings | null {
  return proxy === 'none' ? null : proxy;
}
