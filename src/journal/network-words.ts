import { networksAround, parseNetwork } from '../observable/ip.ts';
import { isRefusal } from '../observable/refusal.ts';

/** Lengths of the networks that an address is written down under: all of them would double what a mail takes. */
const rungs = { v4: [24, 16, 8], v6: [64, 48, 32] } as const;

function rungsOf(value: string): readonly number[] {
  return value.includes(':') ? rungs.v6 : rungs.v4;
}

function lengthOf(network: string): number {
  return Number(network.slice(network.indexOf('/') + 1));
}

/** The networks that a mail with this address is found by. */
export function networksOver(address: string): readonly string[] {
  const lengths = rungsOf(address);
  return networksAround(address)
    .map(({ value }) => value)
    .filter((value) => lengths.includes(lengthOf(value)));
}

/** The narrowest of such networks that holds a whole listed one; `null` where that is wider than any of them. */
export function networkOver(network: string): string | null {
  const rung = rungsOf(network).find((length) => length <= lengthOf(network));
  if (rung === undefined) return null;
  const found = parseNetwork(`${network.slice(0, network.indexOf('/'))}/${rung}`);
  return isRefusal(found) ? null : found.value;
}

/** Whether an address lies in a network, both canonical. */
export function liesIn(address: string, network: string): boolean {
  return networksAround(address).some(({ value }) => value === network);
}
