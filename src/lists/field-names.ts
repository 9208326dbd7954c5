import type { Kind } from '../observable/observable.ts';
import type { DetailName } from './format.ts';
import { plainName, type Reading, readingNamed } from './reading.ts';

/** Names of fields that hold observables of any kind. */
const anyValue: ReadonlySet<string> = new Set(
  'ioc iocvalue indicator indicatorvalue observable observablevalue value artifact artefact threatvalue'.split(' '),
);

/** Names of fields that say where the value's own field would: `dst_ip`, `sha256_hash`, `ip_prefix`. */
const otherNames: Readonly<Record<string, Reading>> = {
  dstip: 'address',
  destip: 'address',
  destinationip: 'address',
  srcip: 'address',
  sourceip: 'address',
  c2ip: 'address',
  badip: 'address',
  attackerip: 'address',
  ipprefix: 'address',
  ipv4prefix: 'address',
  ipv6prefix: 'address',
  phishurl: 'url',
  maliciousurl: 'url',
  phishingurl: 'url',
  baddomain: 'domain',
  maliciousdomain: 'domain',
  sha256sum: 'hash',
  sha1sum: 'hash',
  md5sum: 'hash',
};

/** Words that are kinds, but too common as names of fields that hold something else. */
const notAsField: ReadonlySet<string> = new Set([
  'link',
  'range',
  'sender',
  'hostnames',
  'ipport',
  'ipsrcport',
  'ipdstport',
]);

/** As what a field of this name is read; `null` where its name is not one of those that hold observables. */
export function fieldReading(name: string): Reading | null {
  const plain = plainName(name);
  if (anyValue.has(plain)) return 'any';
  return otherNames[plain] ?? (notAsField.has(plain) ? null : readingNamed(plain));
}

const details: Readonly<Record<DetailName | 'detect', string>> = {
  kind: 'type kind ioctype indicatortype observabletype valuetype iockind',
  id: 'iocid phishid uuid',
  title: 'threat malware malwareprintable malwarefamily signature threattype title name target description reason',
  validFrom: 'validfrom',
  validUntil: 'validuntil validto expires expiresat expiration expirationdate expiry expirydate',
  confidence: 'confidence confidencelevel confidencescore',
  tlp: 'tlp tlplabel',
  detect: 'toids',
};

const detailByName: ReadonlyMap<string, DetailName | 'detect'> = new Map(
  Object.entries(details).flatMap(([detail, list]) =>
    list.split(' ').map((name) => [name, detail as DetailName | 'detect'] as const),
  ),
);

/**
 * What a field of this name says of an indicator; `detect` is MISP's flag that a value is meant for detection at all.
 * A field that merely says when something was seen is none: without a zone it would hold a listing back for hours.
 */
export function fieldDetail(name: string): DetailName | 'detect' | null {
  return detailByName.get(plainName(name)) ?? null;
}

const readingKinds: Readonly<Record<Exclude<Reading, 'any'>, readonly Kind[]>> = {
  address: ['ip', 'network'],
  domain: ['domain'],
  url: ['url'],
  email: ['email'],
  hash: ['md5', 'sha1', 'sha256', 'sha512'],
};

/**
 * Which sort of field holds the values where there are several: the most specific one, never what was derived from it.
 * An e-mail address is often that of whom to complain to, so it comes last.
 */
const ranks: Readonly<Record<Reading, number>> = { any: 0, url: 1, domain: 2, address: 2, hash: 3, email: 4 };

/** A field that holds values. */
export interface ValueField<Place> {
  readonly place: Place;
  readonly reading: Reading;
}

/**
 * Of the fields of an entry those that hold its values: the first of the most specific sort among the kinds that are
 * wanted; of hashes all, since they are of one file.
 */
export function chooseFields<Place>(
  fields: readonly ValueField<Place>[],
  kinds: readonly Kind[] | null,
): readonly ValueField<Place>[] {
  const wanted = fields.filter(
    ({ reading }) => reading === 'any' || kinds === null || readingKinds[reading].some((kind) => kinds.includes(kind)),
  );
  const best = Math.min(...wanted.map(({ reading }) => ranks[reading]));
  const chosen = wanted.filter(({ reading }) => ranks[reading] === best);
  return best === ranks.hash ? chosen : chosen.slice(0, 1);
}
