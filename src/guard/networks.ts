import { parseAddress } from '../observable/address.ts';

export interface Network {
  readonly bits: 32 | 128;
  readonly number: bigint;
  readonly prefix: number;
}

/** Those of the texts that are addresses or networks in CIDR. */
export function parseNetworks(texts: readonly string[]): readonly Network[] {
  return texts.flatMap((text) => {
    const [base = '', prefix] = text.split('/', 2);
    const address = parseAddress(base);
    return address === undefined ? [] : [{ ...address, prefix: prefix === undefined ? address.bits : Number(prefix) }];
  });
}

/** Whether `inner` lies within `outer`. */
export function holds(outer: Network, inner: Network): boolean {
  if (outer.bits !== inner.bits || inner.prefix < outer.prefix) return false;
  const host = BigInt(outer.bits - outer.prefix);
  return outer.number >> host === inner.number >> host;
}

/**
 * Addresses that mean another host for everyone, or none (IANA special-purpose registries; RFC 6890). Those for
 * documentation are not among them: they match no real mail, and samples need them.
 */
const special = parseNetworks([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/127',
  '64:ff9b:1::/48',
  '100::/64',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
]);

/** Whether it lies within such addresses, or holds some. */
export function isSpecial(network: Network): boolean {
  return special.some((each) => holds(each, network) || holds(network, each));
}
