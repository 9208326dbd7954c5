/**
 * IP addresses as numbers. IPv4 is dotted decimal only: `010.0.0.1`, `0x7f.1` and `2130706433` mean different
 * addresses to different programs, so they mean none here. IPv6 is RFC 4291 §2.2 without a zone.
 */
export interface Address {
  /** 32 bits, or 128 for IPv6; an IPv4-mapped IPv6 address is the IPv4 address. */
  readonly bits: 32 | 128;
  readonly number: bigint;
}

const dotted = /^(?:0|[1-9]\d{0,2})\.(?:0|[1-9]\d{0,2})\.(?:0|[1-9]\d{0,2})\.(?:0|[1-9]\d{0,2})$/;
const groups = /^[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8}$/i;

/** The address as an unsigned 32-bit number, or `undefined`. */
export function parseDotted(text: string): number | undefined {
  if (!dotted.test(text)) return undefined;
  let number = 0;
  for (const part of text.split('.')) {
    const byte = Number(part);
    if (byte > 255) return undefined;
    number = number * 256 + byte;
  }
  return number;
}

/** Any address text that `parseIp` accepts, as a number. */
export function parseAddress(text: string): Address | undefined {
  const v4 = parseDotted(text);
  if (v4 !== undefined) return { bits: 32, number: BigInt(v4) };
  const v6 = parseGroups(text);
  if (v6 === undefined) return undefined;
  return v6 >> 32n === 0xffffn ? { bits: 32, number: v6 & 0xffffffffn } : { bits: 128, number: v6 };
}

function parseGroups(text: string): bigint | undefined {
  const plain = withoutDottedTail(text);
  if (plain === undefined || !groups.test(plain)) return undefined;
  const gap = plain.indexOf('::');
  if (gap !== plain.lastIndexOf('::')) return undefined;
  const head = split(gap < 0 ? plain : plain.slice(0, gap));
  const tail = split(gap < 0 ? '' : plain.slice(gap + 2));
  const absent = 8 - head.length - tail.length;
  if (gap < 0 ? absent !== 0 : absent < 1) return undefined;
  let number = 0n;
  for (const group of [...head, ...Array<string>(absent).fill('0'), ...tail]) {
    if (group === '') return undefined;
    number = (number << 16n) | BigInt(`0x${group}`);
  }
  return number;
}

function split(text: string): string[] {
  return text === '' ? [] : text.split(':');
}

/** `::ffff:192.0.2.1` as `::ffff:c000:201`. */
function withoutDottedTail(text: string): string | undefined {
  if (!text.includes('.')) return text;
  const at = text.lastIndexOf(':') + 1;
  const v4 = at === 0 ? undefined : parseDotted(text.slice(at));
  if (v4 === undefined) return undefined;
  return `${text.slice(0, at)}${Math.trunc(v4 / 65536).toString(16)}:${(v4 % 65536).toString(16)}`;
}

/** Dotted decimal, or RFC 5952. */
export function formatAddress(address: Address): string {
  return address.bits === 32 ? formatDotted(address.number) : formatGroups(address.number);
}

function formatDotted(number: bigint): string {
  const n = Number(number);
  return `${n >>> 24}.${(n >>> 16) & 255}.${(n >>> 8) & 255}.${n & 255}`;
}

/** RFC 5952 §4: lower case, no leading zeros, the first longest run of two or more zero groups as `::`. */
function formatGroups(number: bigint): string {
  const parts = Array.from({ length: 8 }, (_, i) => Number((number >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  const run = longestZeroRun(parts);
  if (run.length < 2) return parts.join(':');
  return `${parts.slice(0, run.start).join(':')}::${parts.slice(run.start + run.length).join(':')}`;
}

function longestZeroRun(parts: readonly string[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  for (const [i, part] of parts.entries()) {
    if (part !== '0') start = i + 1;
    else if (i + 1 - start > best.length) best = { start, length: i + 1 - start };
  }
  return best;
}
