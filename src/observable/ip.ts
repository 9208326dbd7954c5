import { type Address, formatAddress, parseAddress, parseDotted } from './address.ts';
import type { Observable, Refusal } from './observable.ts';
import { brokenText, refuse } from './refusal.ts';

/** The widest networks that may be listed: what is wider says more about a slip than about a threat. */
const widestPrefix = { v4: 8, v6: 19 } as const;

/** The most networks that one range may come apart into; an IPv4 range needs at most 62. */
const maximumNetworks = 64;

/**
 * An address in canonical form: dotted decimal, or RFC 5952; IPv4-mapped IPv6 becomes IPv4.
 * Rules: `not-an-address`, `zone` (`fe80::1%eth0`), `port` (`192.0.2.1:80`), `octal` (`010.0.0.1`).
 */
export function parseIp(text: string): Observable | Refusal {
  const trimmed = text.trim();
  if (parseDotted(trimmed) !== undefined) return { kind: 'ip', value: trimmed };
  const address = parseAddress(trimmed);
  if (address !== undefined) return { kind: 'ip', value: formatAddress(address) };
  return refuse('ip', text, brokenText(trimmed) ?? brokenAddress(trimmed));
}

function brokenAddress(text: string): string {
  if (text.includes('%')) return 'zone';
  if (/^[\d.]+:\d+$/.test(text) || /^\[.+\]:\d+$/.test(text)) return 'port';
  return /^\d+(?:\.\d+){3}$/.test(text) && /(?:^|\.)0\d/.test(text) ? 'octal' : 'not-an-address';
}

/**
 * A network in CIDR with its host bits cleared, from `192.0.2.7/24` or `192.0.2.0/255.255.255.0`; a single address
 * (also as /32 or /128) is an `ip`. Rules: those of `parseIp`, `prefix`, `netmask`, `too-wide` (`widestPrefix`).
 */
export function parseNetwork(text: string): Observable | Refusal {
  const trimmed = text.trim();
  const slash = trimmed.indexOf('/');
  if (slash < 0) return parseIp(text);
  const address = parseAddress(trimmed.slice(0, slash));
  if (address === undefined) {
    return refuse('network', text, brokenText(trimmed) ?? brokenAddress(trimmed.slice(0, slash)));
  }
  const mapped = address.bits === 32 && trimmed.lastIndexOf(':', slash) >= 0;
  const prefix = parsePrefix(trimmed.slice(slash + 1), mapped ? 128 : address.bits);
  if (typeof prefix === 'string') return refuse('network', text, prefix);
  const length = mapped ? prefix - 96 : prefix;
  if (tooWide(address.bits, length)) return refuse('network', text, 'too-wide');
  return network(address, length);
}

/** A prefix length from `24` or from a netmask; else the rule that broke. */
function parsePrefix(text: string, bits: 32 | 128): number | string {
  if (/^\d{1,3}$/.test(text)) return Number(text) <= bits ? Number(text) : 'prefix';
  const mask = bits === 32 ? parseDotted(text) : undefined;
  if (mask === undefined) return 'prefix';
  const hosts = 2 ** 32 - mask;
  const length = 32 - Math.log2(hosts);
  return mask !== 0 && Number.isInteger(length) ? length : 'netmask';
}

function tooWide(bits: 32 | 128, prefix: number): boolean {
  return prefix < (bits === 32 ? widestPrefix.v4 : widestPrefix.v6);
}

function network(address: Address, prefix: number): Observable {
  const host = BigInt(address.bits - prefix);
  const first = formatAddress({ bits: address.bits, number: (address.number >> host) << host });
  return host === 0n ? { kind: 'ip', value: first } : { kind: 'network', value: `${first}/${prefix}` };
}

/**
 * The fewest networks that cover exactly `first` to `last`, both included.
 * Rules: those of `parseIp`, `families-differ`, `backwards` (first after last), `too-wide` (more addresses than the
 * widest network), `too-many-networks` (`maximumNetworks`).
 */
export function networksOfRange(first: string, last: string): readonly Observable[] | Refusal {
  const from = parseAddress(first.trim());
  const to = parseAddress(last.trim());
  const text = `${first.trim()}-${last.trim()}`;
  if (from === undefined || to === undefined) {
    return refuse('network', text, brokenText(text) ?? brokenAddress((from === undefined ? first : last).trim()));
  }
  if (from.bits !== to.bits) return refuse('network', text, 'families-differ');
  if (from.number > to.number) return refuse('network', text, 'backwards');
  const widest = BigInt(from.bits - (from.bits === 32 ? widestPrefix.v4 : widestPrefix.v6));
  if ((to.number - from.number) >> widest > 0n) return refuse('network', text, 'too-wide');
  const networks = cover(from, to.number);
  return networks.length > maximumNetworks ? refuse('network', text, 'too-many-networks') : networks;
}

/** Takes the widest aligned network again and again; stops one past the cap. */
function cover(from: Address, last: bigint): readonly Observable[] {
  const networks: Observable[] = [];
  let next = from.number;
  while (next <= last && networks.length <= maximumNetworks) {
    let host = 0n;
    while (host < from.bits && aligned(next, host + 1n) && next + (1n << (host + 1n)) - 1n <= last) host += 1n;
    networks.push(network({ bits: from.bits, number: next }, from.bits - Number(host)));
    next += 1n << host;
  }
  return networks;
}

function aligned(number: bigint, host: bigint): boolean {
  return (number >> host) << host === number;
}

/** Everything an address field may say: one address, a network, or `192.0.2.1-192.0.2.9`. */
export function parseAddresses(text: string): readonly Observable[] | Refusal {
  const dash = text.indexOf('-');
  if (dash >= 0) return networksOfRange(text.slice(0, dash), text.slice(dash + 1));
  const answer = parseNetwork(text);
  return 'rule' in answer ? answer : [answer];
}

/** Every network that may be listed and holds the address (an `ip` value), narrowest first: /31 to /8, /127 to /19. */
export function networksAround(value: string): readonly Observable[] {
  const address = parseAddress(value);
  if (address === undefined) return [];
  const widest = address.bits === 32 ? widestPrefix.v4 : widestPrefix.v6;
  return Array.from({ length: address.bits - widest }, (_, i) => network(address, address.bits - 1 - i));
}
