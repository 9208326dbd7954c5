import { createHash } from 'node:crypto';
import type { Tlp } from '../indicator/indicator.ts';
import type { Kind, Observable } from '../observable/observable.ts';
import type { ExportedObservable, ExportFacts, ExportFormat } from './export.ts';

/** A namespace of our own: the same observable gets the same id in every export, so that who takes them in folds them (RFC 9562 §5.5). */
const namespace = '7d1a0f5c9c1b4c0f9d0a6f7b6c5e4d3c';

/** An identifier made from a name. */
export function nameUuid(name: string): string {
  const bytes = createHash('sha1').update(namespace, 'hex').update(name).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The marking definitions of TLP 2.0 (OASIS, STIX 2.1 extension). */
const markings: Readonly<Record<Tlp, string>> = {
  clear: 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
  green: 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  amber: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'amber+strict': 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
  red: 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
};

const strictest: readonly Tlp[] = ['red', 'amber+strict', 'amber', 'green', 'clear'];

/** A STIX 2.1 bundle, an indicator an observable, an object a line. */
export const stix2: ExportFormat = {
  first: ({ now }) => [`{"type":"bundle","id":"bundle--${nameUuid(`bundle ${now}`)}","objects":[`, identity(now)],
  lines: (observable, facts) => [`,${JSON.stringify(indicatorOf(observable, facts))}`],
  last: [']}'],
};

const identityId = `identity--${nameUuid('feedgate')}`;

/** Who wrote the bundle; the first object, so that all others can begin with a comma. */
function identity(now: number): string {
  const at = new Date(now).toISOString();
  const object = { type: 'identity', spec_version: '2.1', id: identityId, created: at, modified: at, name: 'Feedgate' };
  return JSON.stringify({ ...object, identity_class: 'system' });
}

function indicatorOf(observable: ExportedObservable, { now }: ExportFacts) {
  const { sources, kind, value } = observable;
  const times = sources.map(({ firstSeen }) => firstSeen).sort();
  const seen = sources.map(({ lastSeen }) => lastSeen).sort();
  const confidence = Math.max(...sources.map((each) => each.confidence ?? -1));
  const tlp = strictest.find((each) => sources.some((source) => source.tlp === each));
  const from = times[0] ?? new Date(now).toISOString();
  return {
    type: 'indicator',
    spec_version: '2.1',
    id: `indicator--${nameUuid(`${kind} ${value}`)}`,
    created_by_ref: identityId,
    created: from,
    modified: seen.at(-1) ?? from,
    name: value,
    description: `listed by ${[...new Set(sources.map(({ source }) => source))].join(', ')}`,
    indicator_types: ['malicious-activity'],
    pattern: patternOf(observable),
    pattern_type: 'stix',
    valid_from: from,
    valid_until: sources
      .map(({ expiresAt }) => expiresAt)
      .sort()
      .at(-1),
    ...(confidence >= 0 ? { confidence } : {}),
    ...(tlp === undefined ? {} : { object_marking_refs: [markings[tlp]] }),
  };
}

const paths: Readonly<Record<Exclude<Kind, 'ip' | 'network'>, string>> = {
  domain: 'domain-name:value',
  url: 'url:value',
  email: 'email-addr:value',
  md5: 'file:hashes.MD5',
  sha1: "file:hashes.'SHA-1'",
  sha256: "file:hashes.'SHA-256'",
  sha512: "file:hashes.'SHA-512'",
};

/** `[url:value = '…']` (STIX 2.1 §9). */
export function patternOf({ kind, value }: Observable): string {
  const path =
    kind === 'ip' || kind === 'network' ? `${value.includes(':') ? 'ipv6' : 'ipv4'}-addr:value` : paths[kind];
  return `[${path} = '${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`;
}
