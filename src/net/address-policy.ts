import { inNetwork, parseIp, parseNetwork, type IpBytes, type Network } from './ip.ts';

/** Why an address may not be dialled, in a few words. */
export interface Denial {
  /** `nowhere` is no destination at all; `metadata` hands out the credentials of a cloud machine. */
  readonly kind: 'nowhere' | 'loopback' | 'metadata' | 'private' | 'not-an-address';
  readonly reason: string;
}

type Rule = readonly [network: string, kind: Denial['kind'], reason: string];

/** First match wins. RFC 6890 special-purpose space, and where clouds hand out credentials. */
const rules: readonly Rule[] = [
  ['169.254.169.254', 'metadata', 'cloud metadata service'],
  ['100.100.100.200', 'metadata', 'cloud metadata service'],
  ['168.63.129.16', 'metadata', 'cloud platform service'],
  ['192.0.0.192', 'metadata', 'cloud metadata service'],
  ['fd00:ec2::254', 'metadata', 'cloud metadata service'],
  ['fd20:ce::254', 'metadata', 'cloud metadata service'],
  ['0.0.0.0/8', 'nowhere', '"this host" (0.0.0.0/8)'],
  ['10.0.0.0/8', 'private', 'private network (10.0.0.0/8)'],
  ['100.64.0.0/10', 'private', 'carrier-grade NAT (100.64.0.0/10)'],
  ['127.0.0.0/8', 'loopback', 'loopback (127.0.0.0/8)'],
  ['169.254.0.0/16', 'private', 'link-local (169.254.0.0/16)'],
  ['172.16.0.0/12', 'private', 'private network (172.16.0.0/12)'],
  ['192.0.0.0/24', 'private', 'protocol assignments (192.0.0.0/24)'],
  ['192.168.0.0/16', 'private', 'private network (192.168.0.0/16)'],
  ['198.18.0.0/15', 'private', 'benchmarking (198.18.0.0/15)'],
  ['224.0.0.0/4', 'nowhere', 'multicast (224.0.0.0/4)'],
  ['240.0.0.0/4', 'nowhere', 'reserved or broadcast (240.0.0.0/4)'],
  ['::', 'nowhere', 'unspecified (::)'],
  ['::1', 'loopback', 'loopback (::1)'],
  ['64:ff9b:1::/48', 'private', 'local-use translation (64:ff9b:1::/48)'],
  ['100::/64', 'nowhere', 'discard (100::/64)'],
  ['fc00::/7', 'private', 'unique local (fc00::/7)'],
  ['fe80::/10', 'private', 'link-local (fe80::/10)'],
  ['fec0::/10', 'private', 'site-local (fec0::/10)'],
  ['ff00::/8', 'nowhere', 'multicast (ff00::/8)'],
];

const compiled: readonly { network: Network; kind: Denial['kind']; reason: string }[] = rules.map(
  ([text, kind, reason]) => {
    const network = parseNetwork(text);
    if (network === undefined) throw new TypeError(`no network ${text}`);
    return { network, kind, reason };
  },
);

/** IPv6 forms that carry an IPv4 address: where it begins, and how their bytes are read. */
const carriers: readonly { network: string; at: number; inverted: boolean }[] = [
  { network: '::ffff:0:0/96', at: 12, inverted: false },
  { network: '::ffff:0:0:0/96', at: 12, inverted: false },
  { network: '64:ff9b::/96', at: 12, inverted: false },
  { network: '2002::/16', at: 2, inverted: false },
  { network: '2001::/32', at: 12, inverted: true },
  { network: '::/96', at: 12, inverted: false },
];

const compiledCarriers = carriers.flatMap(({ network, at, inverted }) => {
  const parsed = parseNetwork(network);
  return parsed === undefined ? [] : [{ network: parsed, at, inverted }];
});

/**
 * Why this address may not be dialled, or `null` when it may. IPv4 inside IPv6 (mapped, translated, 6to4, Teredo,
 * compatible) is judged as the IPv4 it reaches. Only for addresses after resolution: anything else is
 * `not-an-address`.
 */
export function denialOf(address: string): Denial | null {
  const bytes = parseIp(address);
  return bytes === undefined ? { kind: 'not-an-address', reason: 'not an address' } : denialOfBytes(bytes);
}

function denialOfBytes(bytes: IpBytes): Denial | null {
  const rule = compiled.find(({ network }) => inNetwork(bytes, network));
  if (rule !== undefined) return { kind: rule.kind, reason: rule.reason };
  const carrier = compiledCarriers.find(({ network }) => inNetwork(bytes, network));
  if (carrier === undefined) return null;
  const inner = bytes.slice(carrier.at, carrier.at + 4).map((byte) => (carrier.inverted ? byte ^ 0xff : byte));
  return denialOfBytes(inner);
}

/**
 * How far a hop may reach. `public`: an origin. `internal`: private and loopback addresses too, for a proxy, because
 * most proxies have one. `any`: metadata services too, for an origin whose source allows private addresses.
 */
export type Reach = 'public' | 'internal' | 'any';

/** `denialOf` within a reach; multicast, reserved and unspecified addresses are beyond every one. */
export function denialWithin(reach: Reach, address: string): Denial | null {
  const denial = denialOf(address);
  if (denial === null || reach === 'public') return denial;
  if (denial.kind === 'nowhere' || denial.kind === 'not-an-address') return denial;
  return reach === 'internal' && denial.kind === 'metadata' ? denial : null;
}
