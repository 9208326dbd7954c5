import type { Secret } from '../base/secret.ts';
import type { Kind } from '../observable/observable.ts';
import type { Credentials } from './credentials.ts';
import type { ProxyChoice, ProxySettings } from './proxy.ts';

/** Kinds of source. TAXII 1.0 and 1.1, and 2.0 and 2.1, are told apart on the wire unless the settings pin one. */
export const sourceKinds = ['taxii1', 'taxii2', 'list', 'misp'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** Versions of TAXII that can be pinned, by kind of source. */
export const taxiiVersions = { taxii1: ['1.0', '1.1'], taxii2: ['2.0', '2.1'], list: [], misp: [] } as const;
export type TaxiiVersionSetting = 'auto' | (typeof taxiiVersions)[SourceKind][number];

/** A client certificate; combines with any credentials. */
export interface ClientCertificate {
  readonly form: 'pem' | 'pkcs12';
  /** PEM; of an archive the client's own alone, to be shown and watched. */
  readonly certificate: string;
  /** PEM; of `pkcs12` the whole archive in base64. */
  readonly key: Secret;
  readonly passphrase: Secret | null;
}

export type Interval =
  | { readonly kind: 'every'; readonly ms: number }
  | { readonly kind: 'cron'; readonly expression: string; readonly zone: string | null };

/** How a list can be written; `auto` finds out. */
export const listFormats = ['auto', 'text', 'csv', 'json', 'jsonl', 'ctia', 'stix1', 'stix2'] as const;

/** What a column of a list can say. */
export const listColumns = ['value', 'kind', 'id', 'title', 'validFrom', 'validUntil', 'confidence', 'tlp'] as const;

/** What is known of a list before it is read. */
export interface ListSettings {
  readonly format: (typeof listFormats)[number];
  /** Kinds of observables that are taken; `null` takes all. */
  readonly kinds: readonly Kind[] | null;
  /** One character between the fields of CSV; `null` is found out. */
  readonly delimiter: string | null;
  readonly header: 'auto' | 'yes' | 'no';
  /** Columns of CSV by what they say (`listColumns`), each by its name or its number from 1 on; others are found out. */
  readonly columns: Readonly<Record<string, string>>;
  /** What of a JSON element says what (`src/lists/mapping.ts`); `null` is found out. */
  readonly mapping: string | null;
}

/** What is asked of MISP. */
export interface MispSettings {
  /** `feed`: a folder with `manifest.json` and a file an event. `api`: the address of a server, asked with a key. */
  readonly form: 'feed' | 'api';
  /** Only what stands in events that are published. Of a feed everything does. */
  readonly published: boolean;
  /** Tags that events or attributes must have one of; those that begin with `!` they must not have. Of the API alone. */
  readonly tags: readonly string[];
  /** What is on a warninglist of the server is left out by it. Of the API alone. */
  readonly warninglists: boolean;
  /** What of the mails is told back to the server as sightings. Of the API alone. */
  readonly sightings: (typeof mispSightings)[number];
}

/** `seen`: that a mail showed an attribute. `false-positive`: that somebody called a verdict for it wrong. */
export const mispSightings = ['none', 'seen', 'false-positive', 'all'] as const;

/** A source as the operator configured it. Every duration in milliseconds. Defaults and limits: DESIGN §3 and `limits`. */
export interface SourceSettings {
  /** Unique, 1–64 characters: letters, digits, `.`, `_`, `-`. */
  readonly name: string;
  readonly kind: SourceKind;
  /** '' for a list in a file of this machine, at `path`. */
  readonly host: string;
  readonly port: number;
  readonly https: boolean;
  /** Begins with `/`. The poll service's path; of TAXII 2 that of the API root or of the discovery; of a list its own; of MISP that of the feed's folder or of the server. */
  readonly path: string;
  /** Its name; of TAXII 2 its id, alias or title; of a list the name of its file; of MISP its host. */
  readonly collection: string;
  readonly subscription: string | null;
  /** `set`: a DATA_SET, read whole without time labels and diffed (TAXII 1.1 §2.2.1.3), as every list is. */
  readonly collectionType: 'feed' | 'set';
  /** Of a list; `null` for other kinds. */
  readonly list: ListSettings | null;
  /** Of MISP; `null` for other kinds. */
  readonly misp: MispSettings | null;
  /**
   * `indicated`: what indicators assert. `all`: also observables that no indicator names, as feeds mean them that send
   * packages of observables alone; elsewhere those are sightings.
   */
  readonly observables: 'indicated' | 'all';
  /** `auto` asks in 1.1 and falls back to 1.0; of TAXII 2 in 2.1 and falls back to 2.0. */
  readonly taxiiVersion: TaxiiVersionSetting;
  readonly credentials: Credentials;
  readonly clientCertificate: ClientCertificate | null;
  readonly proxy: ProxyChoice;
  /** PEM of certificate authorities trusted for this source besides the system's, and of lists of what they revoked. */
  readonly ca: string | null;
  /** SHA-256 of the only leaf certificate accepted, hex; replaces chain verification. */
  readonly pin: string | null;
  readonly systemCa: boolean;
  readonly tlsMinimum: '1.2' | '1.3';
  /** Loopback, private and link-local addresses are refused unless this is set. */
  readonly allowPrivate: boolean;
  readonly interval: Interval;
  readonly age: number;
  readonly segment: 'auto' | number;
  /** How often everything is read again, and what has vanished withdrawn. */
  readonly reconcile: 'never' | number;
  /** Percent of a data set, or of everything that is read again, whose loss is not believed; `null` believes any. */
  readonly shrinkLimit: number | null;
  /** How many times as large a data set may become at once; `null` takes any. */
  readonly growthLimit: number | null;
  /** Re-read before the cursor, because servers stamp late. Duplicates cost nothing. */
  readonly overlap: number;
  /** Content bindings offered; empty offers none, which means all. */
  readonly bindings: readonly string[];
  readonly timeouts: Timeouts;
  readonly attempts: number;
  readonly mode: 'monitor' | 'enforce';
  readonly confidence: number | null;
  readonly subdomains: 'exact' | 'registrable' | 'all';
  readonly tags: readonly string[];
}

/** A source whose proxy has been found: what polls, probes and checks go by. */
export interface RoutedSource extends SourceSettings {
  readonly proxy: ProxySettings | 'none';
}

export interface Timeouts {
  readonly connect: number;
  readonly firstByte: number;
  readonly stall: number;
  readonly request: number;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Limits and defaults of DESIGN §3, in milliseconds where they are durations. */
export const limits = {
  name: { max: 64 },
  interval: { min: minute, max: 30 * day, default: hour },
  age: { min: day, max: 365 * day, default: 30 * day },
  segment: { min: hour, maxCount: 1000 },
  reconcile: { min: day, max: 90 * day, default: 7 * day },
  shrinkLimit: { min: 1, max: 100, default: 50 },
  growthLimit: { min: 2, max: 1000, default: 10 },
  overlap: { min: 0, max: day, default: 5 * minute },
  attempts: { min: 1, max: 10, default: 3 },
  timeouts: { connect: 10 * second, firstByte: minute, stall: 30 * second, request: 30 * minute },
} as const;

/** `https://host:port/path` of the poll service; the port is left out where the scheme implies it; or `file:///path`. */
export function sourceUrl(source: Pick<SourceSettings, 'host' | 'port' | 'https' | 'path'>): string {
  if (source.host === '') return `file://${source.path}`;
  const implied = source.https ? 443 : 80;
  const host = source.host.includes(':') ? `[${source.host}]` : source.host;
  return `${source.https ? 'https' : 'http'}://${host}${source.port === implied ? '' : `:${source.port}`}${source.path}`;
}
