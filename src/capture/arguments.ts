import { fail } from './conditions.ts';
import { plainAddresses } from './address.ts';

/** What is captured: TCP of one port with any of some addresses. */
export interface Place {
  readonly addresses: readonly string[];
  readonly port: number;
}

/** Addresses of a filter at most; a name with more is captured at its first ones. */
const mostAddresses = 16;

/** Bytes of the smallest packet of TCP in the file: 16 of its record, 20 of the link, 40 of IPv4 and TCP. */
const smallestPacket = 76;

/** The place with addresses that were written anew from their bytes. @throws Failure `capture/no-address` */
export function checkedPlace({ addresses, port }: Place): Place {
  const plain = plainAddresses(addresses).slice(0, mostAddresses);
  if (plain.length === 0 || !Number.isInteger(port) || port < 1 || port > 65_535)
    throw fail('capture/no-address', `nothing to capture at port ${port}: no address is known`, { evidence: { port } });
  return { addresses: plain, port };
}

/**
 * The arguments of tcpdump, which hold nothing but what was checked: whole packets to its standard output, each at
 * once, by way of 8 MiB, without promiscuous mode, and no more of them than can ever fit.
 * @throws Failure `capture/no-address`
 */
export function toolArguments(place: Place, maxBytes: number): readonly string[] {
  const { addresses, port } = checkedPlace(place);
  const hosts = addresses.map((address) => `host ${address}`).join(' or ');
  const most = String(Math.max(1, Math.ceil(maxBytes / smallestPacket)));
  return [
    '-i',
    'any',
    '-n',
    '-p',
    '-s',
    '0',
    '-U',
    '--immediate-mode',
    '-B',
    '8192',
    '-c',
    most,
    '-w',
    '-',
    `tcp port ${port} and (${hosts})`,
  ];
}
