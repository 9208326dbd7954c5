import { types, type Query, type Rcode } from './query.ts';

/** A record of an answer; its owner is the name that was asked for. */
export type AnswerRecord =
  | { readonly type: 'a'; readonly address: readonly [number, number, number, number] }
  | { readonly type: 'txt'; readonly text: string }
  | { readonly type: 'ns'; readonly host: string }
  | { readonly type: 'soa'; readonly soa: Soa };

/** The start of authority of a zone (RFC 1035 §3.3.13); `minimum` is how long "not listed" is kept, in seconds (RFC 2308). */
export interface Soa {
  readonly zone: string;
  readonly server: string;
  readonly contact: string;
  readonly serial: number;
  readonly minimum: number;
}

export interface Answer {
  readonly rcode: Rcode;
  readonly records: readonly AnswerRecord[];
  /** Goes along with "no such name" and "no such record". */
  readonly authority: Soa | null;
  /** Seconds that the records may be kept. */
  readonly ttl: number;
}

export function refusal(rcode: Rcode): Answer {
  return { rcode, records: [], authority: null, ttl: 0 };
}

/** Bytes of a text in an answer; a reason is one line to be shown, not a page. */
const longestText = 255;

const encoder = new TextEncoder();

/**
 * The answer as it goes over the wire, at most `most` bytes: records that do not fit are left out and the answer is
 * marked as cut, so that the client asks again over TCP.
 */
export function encodeAnswer(query: Query, answer: Answer, most: number): Uint8Array {
  const edns = query.edns ? ednsRecord() : [];
  const room = most - 12 - query.question.length - edns.length;
  const records: number[] = [];
  let count = 0;
  for (const record of answer.records) {
    const bytes = encodeRecord(record, answer.ttl);
    if (records.length + bytes.length > room) break;
    records.push(...bytes);
    count += 1;
  }
  const cut = count < answer.records.length;
  const soa = answer.authority === null ? [] : encodeAuthority(answer.authority);
  const withAuthority = soa.length > 0 && records.length + soa.length <= room;
  const flags = 0x8400 | (cut ? 0x0200 : 0) | (query.recursionDesired ? 0x0100 : 0) | answer.rcode;
  const questions = query.question.length > 0 ? 1 : 0;
  const head = [query.id, flags, questions, count, withAuthority ? 1 : 0, edns.length > 0 ? 1 : 0].flatMap(uint16);
  return Uint8Array.from([...head, ...query.question, ...records, ...(withAuthority ? soa : []), ...edns]);
}

function encodeRecord(record: AnswerRecord, ttl: number): number[] {
  const data = recordData(record);
  return [...ownQuestion, ...uint16(types[record.type]), ...uint16(1), ...uint32(ttl), ...uint16(data.length), ...data];
}

/** A pointer to the name in the question (RFC 1035 §4.1.4). */
const ownQuestion = [0xc0, 0x0c];

function recordData(record: AnswerRecord): readonly number[] {
  switch (record.type) {
    case 'a':
      return record.address;
    case 'txt': {
      const bytes = encoder.encode(record.text).subarray(0, longestText);
      return [bytes.length, ...bytes];
    }
    case 'ns':
      return encodeName(record.host);
    case 'soa':
      return soaData(record.soa);
  }
}

function encodeAuthority(soa: Soa): number[] {
  const data = soaData(soa);
  return [
    ...encodeName(soa.zone),
    ...uint16(types.soa),
    ...uint16(1),
    ...uint32(soa.minimum),
    ...uint16(data.length),
    ...data,
  ];
}

function soaData({ server, contact, serial, minimum }: Soa): number[] {
  const numbers = [serial, 3600, 600, 604_800, minimum].flatMap(uint32);
  return [...encodeName(server), ...encodeName(contact), ...numbers];
}

/** A name of our own configuration; empty labels are left out. */
function encodeName(name: string): number[] {
  const labels = name.split('.').filter((label) => label !== '');
  return [...labels.flatMap((label) => [label.length, ...encoder.encode(label)]), 0];
}

function ednsRecord(): number[] {
  return [0, ...uint16(types.opt), ...uint16(1232), 0, 0, 0, 0, 0, 0];
}

function uint16(value: number): number[] {
  return [(value >>> 8) & 255, value & 255];
}

function uint32(value: number): number[] {
  return [...uint16(value >>> 16), ...uint16(value & 0xffff)];
}
