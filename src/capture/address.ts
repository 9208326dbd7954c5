import { parseIp, type IpBytes } from '../net/ip.ts';

/**
 * An address as it is written everywhere here: dotted IPv4, or IPv6 shortened by the rules of RFC 5952 §4. An IPv4
 * address in IPv6 (`::ffff:192.0.2.1`) is the IPv4 address that its packets carry.
 */
export function formatIp(bytes: IpBytes): string {
  if (bytes.length === 4) return bytes.join('.');
  const mapped = bytes.subarray(0, 12).every((byte, i) => byte === (i < 10 ? 0 : 255));
  if (mapped) return bytes.subarray(12).join('.');
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0));
  const { at, length } = longestZeros(groups);
  const hex = groups.map((group) => group.toString(16));
  if (length < 2) return hex.join(':');
  return `${hex.slice(0, at).join(':')}::${hex.slice(at + length).join(':')}`;
}

/** The first of the longest runs of zeros. */
function longestZeros(groups: readonly number[]): { readonly at: number; readonly length: number } {
  let best = { at: 0, length: 0 };
  let length = 0;
  for (const [i, group] of groups.entries()) {
    length = group === 0 ? length + 1 : 0;
    if (length > best.length) best = { at: i + 1 - length, length };
  }
  return best;
}

/** Addresses written anew from their bytes, each once; what is none is left out, a zone too. */
export function plainAddresses(texts: readonly string[]): string[] {
  const addresses = texts.flatMap((text) => {
    const bytes = parseIp(text);
    return bytes === undefined ? [] : [formatIp(bytes)];
  });
  return [...new Set(addresses)];
}
