import type { Tlp } from '../indicator/indicator.ts';
import type { Kind, Observable } from '../observable/observable.ts';

/** How far a listed domain covers the names below it (DESIGN §6). */
export const subdomainRules = ['exact', 'registrable', 'all'] as const;
export type SubdomainRule = (typeof subdomainRules)[number];

/** What matching has to know of a source. */
export interface IndexedSource {
  readonly id: number;
  readonly name: string;
  readonly mode: 'monitor' | 'enforce';
  readonly subdomains: SubdomainRule;
  readonly tags: readonly string[];
}

/** One observable asserted by one indicator of one source, as the index is told. Times are milliseconds since 1970. */
export interface IndexedListing extends Observable {
  /** Names the listing for ever: the same in a base and in what is laid over it. At most 2^48 − 2. */
  readonly id: number;
  /** `IndexedSource.id`. */
  readonly source: number;
  readonly indicator: string;
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly validFrom: number | null;
  readonly validUntil: number | null;
  /** When it leaves force; not after `validUntil`. What was taken back has left at 0. */
  readonly expiresAt: number;
  readonly confidence: number | null;
  readonly tlp: Tlp | null;
}

/** A listing in force that something in a mail matches. */
export interface Match extends Omit<IndexedListing, 'source'> {
  /** What is listed: the value asked for, a network around it, or a domain above it. */
  readonly value: string;
  readonly source: IndexedSource;
}

/** How kinds are written in snapshots and hashed. A number is never given to another meaning. */
export const kindCodes: Readonly<Record<Kind, number>> = {
  ip: 1,
  network: 2,
  domain: 3,
  url: 4,
  email: 5,
  md5: 6,
  sha1: 7,
  sha256: 8,
  sha512: 9,
};
