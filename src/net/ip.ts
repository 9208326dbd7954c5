/** An address as its bytes: 4 for IPv4, 16 for IPv6. */
export type IpBytes = Uint8Array;

const octet = /^(?:0|[1-9]\d{0,2})$/;

/**
 * Reads an address in the one form that stands for nothing else: dotted decimal without leading zeros, or IPv6
 * (RFC 4291 §2.2; a zone and brackets are dropped). `0x7f.1`, `127.1`, `2130706433` and `0177.0.0.1` are names here.
 */
export function parseIp(text: string): IpBytes | undefined {
  if (!text.includes(':')) return parseV4(text);
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  return parseV6(bare.replace(/%[\w.-]+$/, ''));
}

function parseV4(text: string): IpBytes | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => octet.test(part) && Number(part) < 256)) return undefined;
  return Uint8Array.from(parts, Number);
}

function parseV6(text: string): IpBytes | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = groups(halves[0] ?? '', halves.length === 1);
  const tail = groups(halves[1] ?? '', true);
  if (head === undefined || tail === undefined) return undefined;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 2) return undefined;
  return Uint8Array.from([...head, ...Array<number>(missing).fill(0), ...tail]);
}

/** Bytes of `2001:db8:192.0.2.1`; a dotted tail only where the address ends. */
function groups(text: string, last: boolean): number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const bytes: number[] = [];
  for (const [i, part] of parts.entries()) {
    const dotted = last && i === parts.length - 1 && part.includes('.') ? parseV4(part) : undefined;
    if (dotted !== undefined) bytes.push(...dotted);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) bytes.push(Number.parseInt(part, 16) >> 8, Number.parseInt(part, 16) & 255);
    else return undefined;
  }
  return bytes;
}

/** A network `address/bits`. */
export interface Network {
  readonly bytes: IpBytes;
  readonly bits: number;
}

/** Reads `192.0.2.0/24`, `2001:db8::/32`, or an address alone, which is a network of one. */
export function parseNetwork(text: string): Network | undefined {
  const [address = '', bits, ...rest] = text.split('/');
  const bytes = parseIp(address);
  if (bytes === undefined || rest.length > 0) return undefined;
  if (bits === undefined) return { bytes, bits: bytes.length * 8 };
  return /^\d{1,3}$/.test(bits) && Number(bits) <= bytes.length * 8 ? { bytes, bits: Number(bits) } : undefined;
}

/** Whether the address lies in the network; never across families. */
export function inNetwork(address: IpBytes, network: Network): boolean {
  if (address.length !== network.bytes.length) return false;
  for (let bit = 0; bit < network.bits; bit += 8) {
    const mask = 0xff << Math.max(0, 8 - (network.bits - bit));
    if ((((address[bit >> 3] ?? 0) ^ (network.bytes[bit >> 3] ?? 0)) & mask & 0xff) !== 0) return false;
  }
  return true;
}
