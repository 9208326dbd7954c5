import { formatMicros } from '../../base/instant.ts';
import { Chance } from '../chance.ts';

/** STIX as objects are written for one version of TAXII. */
export type Stix2Version = '2.0' | '2.1';

/** One object of a collection. */
export interface PracticeObject {
  /** When it was added, microseconds since 1970. */
  readonly added: bigint;
  /** The object as JSON. */
  json(version: Stix2Version): string;
  /** `kind value` of what a right reader finds in it; `null` where it asserts nothing. */
  readonly asserts: string | null;
}

/** Objects by rising date of addition; made on demand, so that a list may be larger than memory. */
export interface ObjectList {
  readonly length: number;
  at(index: number): PracticeObject;
}

interface Named {
  readonly name: string;
  readonly pattern: string;
  readonly asserts: string | null;
}

/** What the i-th indicator of the sample names. */
function named(index: number, chance: Chance): Named {
  const host = `${chance.hex(8)}.practice.example`;
  const hash = chance.hex(64);
  const kinds: readonly Named[] = [
    { name: 'Phishing page', pattern: `[url:value = 'http://${host}/login']`, asserts: `url http://${host}/login` },
    { name: 'Phishing domain', pattern: `[domain-name:value = '${host}']`, asserts: `domain ${host}` },
    {
      name: 'Botnet',
      pattern: `[ipv4-addr:value = '203.0.113.${index % 250}']`,
      asserts: `ip 203.0.113.${index % 250}`,
    },
    { name: 'Dropper', pattern: `[file:hashes.'SHA-256' = '${hash}']`, asserts: `sha256 ${hash}` },
    { name: 'Sender', pattern: `[email-addr:value = 'a${index}@${host}']`, asserts: `email a${index}@${host}` },
  ];
  return kinds[index % kinds.length] ?? { name: 'Nothing', pattern: '', asserts: null };
}

/** Writes an indicator; in STIX 2.0 without what came with 2.1. */
function indicatorJson(id: string, time: string, { name, pattern }: Named, version: Stix2Version): string {
  const common = { type: 'indicator', id, created: time, modified: time, name, pattern, valid_from: time };
  const own =
    version === '2.0'
      ? { labels: ['malicious-activity'] }
      : { spec_version: '2.1', pattern_type: 'stix', indicator_types: ['malicious-activity'] };
  return JSON.stringify({ ...common, ...own });
}

export interface ObjectsPlan {
  /** Seeds the names: the same for the same name. */
  readonly name: string;
  readonly count: number;
  /** Milliseconds since 1970 by which the last was added. */
  readonly until: number;
  /** Objects added at one instant; default 1. */
  readonly together?: number;
  /** Milliseconds between instants; default 1 hour. */
  readonly stepMs?: number;
}

/** Indicators, each of another address, domain, URL, hash or sender. */
export function indicators({ name, count, until, together = 1, stepMs = 3_600_000 }: ObjectsPlan): ObjectList {
  const instants = Math.ceil(count / together);
  const last = BigInt(Math.trunc(until)) * 1000n;
  const at = (index: number): PracticeObject => {
    const chance = new Chance(`${name}/${index}`);
    const id = `indicator--${chance.uuid()}`;
    const added = last - BigInt(instants - 1 - Math.floor(index / together)) * BigInt(stepMs) * 1000n;
    const what = named(index, chance);
    const time = `${formatMicros(added).slice(0, 23)}Z`;
    return { added, asserts: what.asserts, json: (version) => indicatorJson(id, time, what, version) };
  };
  return { length: count, at };
}

/** How many were added at this instant or before. */
export function countUpTo(objects: ObjectList, instant: bigint): number {
  let low = 0;
  let high = objects.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (objects.at(middle).added <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
