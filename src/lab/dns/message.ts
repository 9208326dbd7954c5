import { isIPv4 } from 'node:net';

/** What the practice name server needs of DNS messages (RFC 1035 §4, RFC 3596): one question in, one answer out. */

export interface Question {
  readonly id: number;
  /** Lower case, without the final dot. */
  readonly name: string;
  /** 1 for A, 28 for AAAA. */
  readonly type: number;
  /** The question section as it came. */
  readonly bytes: Uint8Array;
}

export const types = { a: 1, ns: 2, cname: 5, soa: 6, aaaa: 28 } as const;
export const rcodes = { ok: 0, formerr: 1, servfail: 2, nxdomain: 3, notimp: 4, refused: 5 } as const;

export interface DnsRecord {
  readonly name: string;
  readonly type: number;
  readonly data: Uint8Array;
}

export interface DnsAnswer {
  /** Default 0. */
  readonly rcode?: number;
  /** The answer was too long for UDP. */
  readonly truncated?: boolean;
  readonly records?: readonly DnsRecord[];
  /** Records of the authority section. */
  readonly authority?: readonly DnsRecord[];
}

/** The first question of a message; `undefined` where there is none that can be read. */
export function questionOf(message: Uint8Array): Question | undefined {
  const bytes = Buffer.from(message);
  if (bytes.length < 17) return undefined;
  const labels: string[] = [];
  let at = 12;
  for (let length = bytes[at] ?? 0; length > 0; length = bytes[at] ?? 0) {
    if (length > 63 || at + length >= bytes.length) return undefined;
    labels.push(bytes.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  if (at + 5 > bytes.length) return undefined;
  return {
    id: bytes.readUInt16BE(0),
    name: labels.join('.').toLowerCase(),
    type: bytes.readUInt16BE(at + 1),
    bytes: bytes.subarray(12, at + 5),
  };
}

const answered = 0x8180;
const truncatedBit = 0x0200;

/** The answer to a question. */
export function encodeAnswer(question: Question, answer: DnsAnswer): Buffer {
  const { rcode = rcodes.ok, truncated = false, records = [], authority = [] } = answer;
  const head = Buffer.alloc(12);
  head.writeUInt16BE(question.id, 0);
  head.writeUInt16BE(answered | (truncated ? truncatedBit : 0) | rcode, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(records.length, 6);
  head.writeUInt16BE(authority.length, 8);
  return Buffer.concat([head, question.bytes, ...[...records, ...authority].map(encodeRecord)]);
}

const seconds = 1;

function encodeRecord({ name, type, data }: DnsRecord): Buffer {
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16BE(type, 0);
  fixed.writeUInt16BE(1, 2);
  fixed.writeUInt32BE(seconds, 4);
  fixed.writeUInt16BE(data.length, 8);
  return Buffer.concat([encodeName(name), fixed, data]);
}

/** A name in labels, uncompressed. */
export function encodeName(name: string): Buffer {
  const labels = name.split('.').filter((label) => label !== '');
  const parts = labels.map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label, 'latin1')]));
  return Buffer.concat([...parts, Buffer.from([0])]);
}

/** An A or AAAA record. */
export function addressRecord(name: string, address: string): DnsRecord {
  if (isIPv4(address)) return { name, type: types.a, data: Buffer.from(address.split('.').map(Number)) };
  return { name, type: types.aaaa, data: encodeIpv6(address) };
}

function encodeIpv6(address: string): Buffer {
  const [left = '', right = ''] = address.split('::');
  const before = left === '' ? [] : left.split(':');
  const after = right === '' ? [] : right.split(':');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  const data = Buffer.alloc(16);
  for (const [i, group] of [...before, ...zeros, ...after].entries())
    data.writeUInt16BE(Number.parseInt(group, 16), 2 * i);
  return data;
}

export function aliasRecord(name: string, to: string): DnsRecord {
  return { name, type: types.cname, data: encodeName(to) };
}

/** A delegation: these servers know more. */
export function delegationRecord(name: string, server: string): DnsRecord {
  return { name, type: types.ns, data: encodeName(server) };
}
