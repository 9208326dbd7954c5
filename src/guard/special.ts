import { type Network, NetworkSet, parseNetwork } from './networks.ts';

/**
 * Addresses that mean another host for everyone, or none (IANA special-purpose registries; RFC 6890). Those for
 * documentation are not among them: they match no real mail, and samples need them.
 */
const special = new NetworkSet();
for (const text of [
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
]) {
  const network = parseNetwork(text);
  if (network !== null) special.add(network);
}

export const specialNetworks = special.size;

/** The special network in which this one lies, or one that lies within it; `null` for ordinary addresses. */
export function specialNetwork(network: Network): string | null {
  return special.around(network) ?? (network.prefix < network.bits ? special.within(network) : null);
}
