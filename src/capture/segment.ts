import { formatIp } from './address.ts';
import type { Packet } from './packet-file.ts';

/** One segment of TCP (RFC 9293 §3.1) with the ends it goes between. */
export interface Segment {
  readonly at: number;
  readonly from: End;
  readonly to: End;
  readonly sequence: number;
  readonly syn: boolean;
  readonly ack: boolean;
  readonly fin: boolean;
  readonly rst: boolean;
  /** Bytes of data, by the length that IP tells. */
  readonly length: number;
  /** What was kept of them. */
  readonly payload: Uint8Array;
}

export interface End {
  readonly address: string;
  readonly port: number;
}

/** The segment in a packet; `null` for anything else, for a later fragment, and for what is cut off or contradicts itself. */
export function segmentOf({ at, data, link }: Packet): Segment | null {
  const network = networkPart(data, link);
  const carried = network === null ? null : carriedBy(network);
  if (carried === null) return null;
  const { bytes, length, source, target } = carried;
  if (bytes.length < 20) return null;
  const header = ((bytes[12] ?? 0) >> 4) * 4;
  if (header < 20 || header > length || header > bytes.length) return null;
  const flags = bytes[13] ?? 0;
  return {
    at,
    from: { address: source, port: word(bytes, 0) },
    to: { address: target, port: word(bytes, 2) },
    sequence: word(bytes, 4) * 65_536 + word(bytes, 6),
    fin: (flags & 1) !== 0,
    syn: (flags & 2) !== 0,
    rst: (flags & 4) !== 0,
    ack: (flags & 16) !== 0,
    length: length - header,
    payload: bytes.subarray(header, length),
  };
}

/** Bytes of the header of each type of link that has one length. https://www.tcpdump.org/linktypes.html */
const fixedLinks: Readonly<Record<number, number>> = {
  0: 4,
  12: 0,
  14: 0,
  101: 0,
  108: 4,
  113: 16,
  228: 0,
  229: 0,
  276: 20,
};

/** The packet of IP in a frame; `null` where the link is not known or carries something else. */
function networkPart(data: Uint8Array, link: number): Uint8Array | null {
  const fixed = fixedLinks[link];
  if (fixed !== undefined) return data.subarray(fixed);
  if (link !== 1) return null;
  let at = 12;
  // At most two tags of virtual networks (IEEE 802.1Q, 802.1ad).
  for (let tags = 0; tags < 2 && [0x8100, 0x88a8].includes(word(data, at)); tags += 1) at += 4;
  return [0x0800, 0x86dd].includes(word(data, at)) ? data.subarray(at + 2) : null;
}

interface Carried {
  readonly bytes: Uint8Array;
  /** By what IP says, which may be more than was kept. */
  readonly length: number;
  readonly source: string;
  readonly target: string;
}

function carriedBy(bytes: Uint8Array): Carried | null {
  const version = (bytes[0] ?? 0) >> 4;
  if (version === 4) return carriedByV4(bytes);
  return version === 6 ? carriedByV6(bytes) : null;
}

const tcp = 6;

function carriedByV4(bytes: Uint8Array): Carried | null {
  const header = ((bytes[0] ?? 0) & 15) * 4;
  const isLater = (word(bytes, 6) & 0x1fff) !== 0;
  if (bytes.length < 20 || header < 20 || bytes[9] !== tcp || isLater) return null;
  // Zero where the network card is to cut it into packets: then what was kept is all that is known.
  const told = word(bytes, 2);
  const total = told === 0 ? bytes.length : told;
  if (total < header) return null;
  return {
    bytes: bytes.subarray(header, total),
    length: total - header,
    source: formatIp(bytes.subarray(12, 16)),
    target: formatIp(bytes.subarray(16, 20)),
  };
}

/** Headers between that of IPv6 and what it carries, at most. */
const mostExtensions = 8;

function carriedByV6(bytes: Uint8Array): Carried | null {
  if (bytes.length < 40) return null;
  const told = word(bytes, 4);
  const total = told === 0 ? bytes.length : 40 + told;
  let next = bytes[6] ?? 0;
  let at = 40;
  for (let i = 0; i < mostExtensions && next !== tcp; i += 1) {
    const length = extensionLength(bytes, at, next);
    if (length === null) return null;
    next = bytes[at] ?? 0;
    at += length;
  }
  if (next !== tcp || at > total) return null;
  return {
    bytes: bytes.subarray(at, total),
    length: total - at,
    source: formatIp(bytes.subarray(8, 24)),
    target: formatIp(bytes.subarray(24, 40)),
  };
}

/** Hop-by-hop, routing and destination options, and a first fragment (RFC 8200 §4); `null` for what cannot be passed. */
function extensionLength(bytes: Uint8Array, at: number, kind: number): number | null {
  if (at + 8 > bytes.length) return null;
  if (kind === 44) return (word(bytes, at + 2) & 0xfff8) === 0 ? 8 : null;
  return kind === 0 || kind === 43 || kind === 60 ? ((bytes[at + 1] ?? 0) + 1) * 8 : null;
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
