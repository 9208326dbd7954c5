import { parseAddress } from '../observable/address.ts';
import { listedBy, none, type ExportFormat } from './export.ts';

/**
 * A response policy zone: names answer NXDOMAIN, themselves and below; answers that hold a listed address too
 * (draft-vixie-dnsop-dns-rpz §4). URLs, addresses of mail and hashes have no place in it.
 */
export const rpz: ExportFormat = {
  first: ({ now }) => [
    '$TTL 300',
    `@ IN SOA localhost. root.localhost. ${Math.floor(now / 1000)} 300 60 604800 60`,
    '@ IN NS localhost.',
  ],
  lines: ({ kind, value }) => {
    // A name of more than 240 octets leaves no room for the zone's own.
    if (kind === 'domain') return value.length > 240 ? null : [`${value} CNAME .`, `*.${value} CNAME .`];
    if (kind === 'ip') return [`${rpzAddress(value, value.includes(':') ? 128 : 32)} CNAME .`];
    if (kind !== 'network') return null;
    const [base = '', prefix] = value.split('/', 2);
    return [`${rpzAddress(base, Number(prefix))} CNAME .`];
  },
  last: [],
};

/** `24.0.2.0.192.rpz-ip`; IPv6 in reversed words, the longest run of zeros as `zz`. */
function rpzAddress(value: string, prefix: number): string {
  const address = parseAddress(value);
  if (address === undefined || address.bits === 32)
    return `${prefix}.${value.split('.').toReversed().join('.')}.rpz-ip`;
  const words = Array.from({ length: 8 }, (_, i) => ((address.number >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  const reversed = words.toReversed().join('.');
  const runs = [...reversed.matchAll(/(?:^|\.)0(?:\.0)+(?=\.|$)/g)].sort((a, b) => b[0].length - a[0].length);
  const [longest] = runs;
  if (longest === undefined) return `${prefix}.${reversed}.rpz-ip`;
  const before = reversed.slice(0, longest.index);
  const after = reversed.slice(longest.index + longest[0].length);
  return `${[prefix, before, 'zz', after.replace(/^\./, '')].filter((part) => part !== '').join('.')}.rpz-ip`;
}

/** `ip4set`, `ip6trie` and `dnset` data of rbldnsd in one file each: export by `--kind`. */
export const rbldnsd: ExportFormat = {
  first: () => [':127.0.0.2:listed, see $'],
  lines: (observable) => {
    const { kind, value } = observable;
    const reason = `:127.0.0.2:${listedBy(observable)}`;
    return kind === 'ip' || kind === 'network' || kind === 'domain' ? [`${value} ${reason}`] : null;
  },
  last: [],
};

/** Tables of access(5): addresses and networks for `cidr:`, names and senders for `texthash:`; export by `--kind`. */
export const postfix: ExportFormat = {
  first: none,
  lines: ({ kind, value }) => {
    if (kind === 'url' || kind.startsWith('md') || kind.startsWith('sha')) return null;
    // The reply names no source: what is listed is nobody's business outside.
    return [`${value}\tREJECT 5.7.1 refused by threat feed policy`];
  },
  last: [],
};
