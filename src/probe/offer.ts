import type { Code, JsonValue } from '../base/failure.ts';
import type { CollectionInformation, ServiceInstance } from '../taxii/message.ts';
import type { Proposal } from '../feed/finding.ts';
import { placeOf, relationOf, type Relation } from './places.ts';
import type { Place } from './round.ts';
import { objectsPath } from '../taxii2/address.ts';
import type { Taxii2 } from '../taxii2/resource.ts';

/** Versions of TAXII that an address may speak. */
export type OfferedVersion = '1.0' | '1.1' | '2.0' | '2.1';

/** A service that a server lists. */
export interface OfferedService {
  /** `DISCOVERY`, `POLL`, `COLLECTION_MANAGEMENT`, `INBOX`; of TAXII 2 `API_ROOT`. */
  readonly type: string;
  readonly address: string;
  readonly available: boolean | null;
  readonly bindings: readonly string[];
  /** How it lies to the address that was asked. What is not `same` gets no credentials. */
  readonly relation: Relation | 'no-address';
}

/** A collection that a server lists. */
export interface OfferedCollection {
  /** What a poll names it by: the name of TAXII 1.x, the id of TAXII 2. */
  readonly name: string;
  readonly title: string | null;
  readonly version: OfferedVersion;
  readonly type: 'DATA_FEED' | 'DATA_SET';
  /** Of TAXII 2 whether it may be read. */
  readonly available: boolean | null;
  readonly volume: number | null;
  readonly description: string | null;
  readonly polls: readonly string[];
}

/** What a server offers from an address that somebody pasted. */
export interface Offer {
  readonly address: string;
  readonly versions: readonly OfferedVersion[];
  readonly services: readonly OfferedService[];
  readonly collections: readonly OfferedCollection[];
  /** Whether the list of collections was shown to these credentials; `unknown` where nobody could be asked for it. */
  readonly access: 'granted' | 'refused' | 'unknown';
  /** What makes a source of TAXII 1.x of this address; `null` where it is one already, or nothing was found. */
  readonly proposal: Proposal | null;
  /** What stood in the way, where nothing was found or something was refused. */
  readonly code: Code | null;
  /** Each connection: `{probe, asked, answered, ms}`. */
  readonly probes: readonly JsonValue[];
}

export function offeredServices(services: readonly ServiceInstance[], own: Place): OfferedService[] {
  return services.map(({ type, address, available, messageBindings }) => ({
    ...offeredRoot(address, own),
    type,
    available,
    bindings: messageBindings,
  }));
}

/** An API root of TAXII 2. */
export function offeredRoot(address: string, own: Place): OfferedService {
  const place = placeOf(address);
  const relation = place === null ? 'no-address' : relationOf(place, own);
  return { type: 'API_ROOT', address, available: null, bindings: [], relation };
}

export function offeredCollections(
  collections: readonly CollectionInformation[],
  version: '1.0' | '1.1',
): OfferedCollection[] {
  return collections.map(({ name, type, available, volume, description, polling }) => ({
    name,
    title: null,
    version,
    type,
    available,
    volume,
    description,
    polls: polling.map(({ address }) => address),
  }));
}

/** Collections below an API root, whose whole address is given. */
export function offeredCollections2({ collections, version }: Taxii2, root: string): OfferedCollection[] {
  return collections.map(({ id, title, canRead, description }) => ({
    name: id,
    title,
    version,
    type: 'DATA_FEED',
    available: canRead,
    volume: null,
    description,
    polls: [new URL(objectsPath(new URL(root).pathname, id), root).href],
  }));
}
