import { parseDomain } from '../observable/domain.ts';
import { parseHash } from '../observable/hash.ts';
import { parseIp } from '../observable/ip.ts';
import type { Observable } from '../observable/observable.ts';
import { refusal, type Answer, type AnswerRecord, type Soa } from './answer.ts';
import { rcodes, types, type Query } from './query.ts';

/** What a block list zone is asked about. */
export type ZoneKind = 'ip' | 'domain' | 'hash';

/** A zone that is answered with authority. */
export interface Zone {
  readonly kind: ZoneKind;
  /** Its labels, lower case, most specific first. */
  readonly origin: readonly string[];
  readonly soa: Soa;
  /** Seconds that "listed" may be kept. */
  readonly ttl: number;
}

/** How a listed value is told: an address in 127.0.0.0/8 and the reason, a line of text. */
export interface Listed {
  readonly address: readonly [127, number, number, number];
  readonly reason: string;
}

/** Looks a value up; `null` where it is not listed. What it throws becomes "server failure", never "not listed". */
export type ZoneLookUp = (observable: Observable) => Listed | null;

/**
 * Answers a question to block list zones (RFC 5782): `A` tells that a value is listed, `TXT` why; 127.0.0.2 and the
 * name TEST are always listed, 127.0.0.1 and INVALID never (§5). What lies outside of the zones is refused.
 */
export function answerQuery(query: Query, zones: readonly Zone[], lookUp: ZoneLookUp): Answer {
  if (query.rcode !== rcodes.noError) return refusal(query.rcode);
  const zone = zones.find(({ origin }) => endsWith(query.labels, origin));
  if (zone === undefined) return refusal(rcodes.refused);
  const labels = query.labels.slice(0, query.labels.length - zone.origin.length);
  if (labels.length === 0) return apex(query, zone);
  const key = keys[zone.kind](labels);
  if (key === 'above') return noRecord(zone);
  const listed = key === null ? null : find(key, lookUp);
  if (listed === 'failed') return refusal(rcodes.serverFailure);
  if (listed === null) return { rcode: rcodes.noSuchName, records: [], authority: zone.soa, ttl: 0 };
  const records = recordsOf(listed, query.type);
  return records.length === 0 ? noRecord(zone) : { rcode: rcodes.noError, records, authority: null, ttl: zone.ttl };
}

/** A value to look up, a test point, what cannot be listed, or what lies above names that may exist (RFC 8020). */
type Key = Observable | 'test' | 'above' | null;

const keys: Readonly<Record<ZoneKind, (labels: readonly string[]) => Key>> = {
  ip: ipKey,
  domain: domainKey,
  hash: hashKey,
};

const testPoint: Listed = { address: [127, 0, 0, 2], reason: 'test entry of a block list (RFC 5782)' };

function find(key: Observable | 'test', lookUp: ZoneLookUp): Listed | null | 'failed' {
  if (key === 'test') return testPoint;
  try {
    return lookUp(key);
  } catch {
    return 'failed';
  }
}

function ipKey(labels: readonly string[]): Key {
  const v6 = labels.length > 4 || labels.some((label) => /^[a-f]$/.test(label));
  const whole = v6 ? 32 : 4;
  const part = v6 ? /^[0-9a-f]$/ : /^(?:0|[1-9]\d{0,2})$/;
  if (labels.length > whole || !labels.every((label) => part.test(label))) return null;
  if (labels.length < whole) return 'above';
  const parsed = parseIp(v6 ? groups(labels.toReversed().join('')) : labels.toReversed().join('.'));
  if ('rule' in parsed || parsed.value === '127.0.0.1') return null;
  return parsed.value === '127.0.0.2' ? 'test' : parsed;
}

function groups(nibbles: string): string {
  return nibbles.replaceAll(/(.{4})(?=.)/g, '$1:');
}

function domainKey(labels: readonly string[]): Key {
  const name = labels.join('.');
  if (name === 'test') return 'test';
  const parsed = parseDomain(name);
  return 'rule' in parsed ? (labels.length === 1 && name !== 'invalid' ? 'above' : null) : parsed;
}

/** In hexadecimal, also over two labels, since one holds 63 characters; a SHA-256 also in base 32 (RFC 4648 §6). */
function hashKey(labels: readonly string[]): Key {
  const text = labels.join('');
  if (text === 'test') return 'test';
  const parsed = parseHash(/^[a-z2-7]{52}$/.test(text) ? hexOfBase32(text) : text);
  return 'rule' in parsed ? null : parsed;
}

function hexOfBase32(text: string): string {
  let bits = 0n;
  for (const char of text) bits = (bits << 5n) | BigInt('abcdefghijklmnopqrstuvwxyz234567'.indexOf(char));
  // 52 characters are 260 bits; the last four are padding.
  return (bits >> 4n).toString(16).padStart(64, '0');
}

function recordsOf({ address, reason }: Listed, type: number): AnswerRecord[] {
  const records: AnswerRecord[] = [];
  if (type === types.a || type === types.any) records.push({ type: 'a', address });
  if (type === types.txt || type === types.any) records.push({ type: 'txt', text: reason });
  return records;
}

function apex(query: Query, zone: Zone): Answer {
  const answer = (record: AnswerRecord): Answer => ({
    rcode: rcodes.noError,
    records: [record],
    authority: null,
    ttl: zone.ttl,
  });
  if (query.type === types.soa) return answer({ type: 'soa', soa: zone.soa });
  if (query.type === types.ns) return answer({ type: 'ns', host: zone.soa.server });
  return noRecord(zone);
}

function noRecord(zone: Zone): Answer {
  return { rcode: rcodes.noError, records: [], authority: zone.soa, ttl: 0 };
}

function endsWith(labels: readonly string[], origin: readonly string[]): boolean {
  const start = labels.length - origin.length;
  return start >= 0 && origin.every((label, i) => labels[start + i] === label);
}
