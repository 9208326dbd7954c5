import { parseAddress } from '../observable/address.ts';
import { networksOfRange, parseNetwork } from '../observable/ip.ts';
import { isRefusal } from '../observable/refusal.ts';
import type { LineRead } from './text-line.ts';

/** Before a range of IPv4 its name may stand, as in the lists of peer-to-peer filters. */
const ranges = [
  /^(?:.*:)?(\d[\d.]{6,14})\s*-\s*(\d[\d.]{6,14})(?=$|[\s,;#|])/,
  /^([0-9a-f:.]{2,45})\s*-\s*([0-9a-f:.]{2,45})(?=$|[\s,;#|])/i,
];
const columns = /^([\d.]{7,15})\s+([\d.]{7,15})(?:\s+(\d{1,2}))?(?:\s|$)/;

/** `192.0.2.1 - 192.0.2.9`, `192.0.2.0 255.255.255.0`, and the columns first, last, prefix; `null` where it is none. */
export function readRange(line: string): LineRead | null {
  for (const range of ranges) {
    const [, from = '', to = ''] = range.exec(line) ?? [];
    if (areAddresses(from, to)) return networksOfRange(from, to);
  }
  return readColumns(line);
}

function readColumns(line: string): LineRead | null {
  const [, first = '', second = '', prefix] = columns.exec(line) ?? [];
  if (!areAddresses(first, second)) return null;
  if (prefix !== undefined) return networksOfRange(first, second);
  if (!second.startsWith('255.')) return null;
  const network = parseNetwork(`${first}/${second}`);
  return isRefusal(network) ? network : [network];
}

function areAddresses(first: string, second: string): boolean {
  return first !== '' && parseAddress(first) !== undefined && parseAddress(second) !== undefined;
}
