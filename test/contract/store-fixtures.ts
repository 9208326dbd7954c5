import { Secret } from '../../src/base/secret.ts';
import { emptyFunnel, type PollReport } from '../../src/feed/report.ts';
import type { SettingsCodec } from '../../src/feed/settings-codec.ts';
import { limits, type SourceSettings } from '../../src/feed/source.ts';
import type { Indicator } from '../../src/indicator/indicator.ts';
import type { Observable } from '../../src/observable/observable.ts';
import type { Lease, Listing, ListingFilter, SegmentCommit, SegmentOptions, Store } from '../../src/store/store.ts';

export const day = 86_400_000;
/** 2026-11-22T10:00:00Z */
export const t0 = Date.parse('2026-11-22T10:00:00Z');

export function settings(name: string, change: Partial<SourceSettings> = {}): SourceSettings {
  return {
    name,
    kind: 'taxii1',
    host: 'taxii.example.net',
    port: 443,
    https: true,
    path: '/poll',
    collection: 'phish',
    collectionType: 'feed',
    list: null,
    misp: null,
    observables: 'indicated',
    subscription: null,
    taxiiVersion: 'auto',
    credentials: { kind: 'basic', user: 'me', password: new Secret('sesame') },
    clientCertificate: null,
    proxy: 'default',
    ca: null,
    pin: null,
    systemCa: true,
    tlsMinimum: '1.2',
    allowPrivate: false,
    interval: { kind: 'every', ms: limits.interval.default },
    age: 30 * day,
    segment: 'auto',
    reconcile: 604_800_000,
    shrinkLimit: 50,
    growthLimit: 10,
    overlap: limits.overlap.default,
    bindings: [],
    timeouts: limits.timeouts,
    attempts: 3,
    mode: 'monitor',
    confidence: null,
    subdomains: 'registrable',
    tags: [],
    ...change,
  };
}

/** Keeps the one secret of `settings`, as the real codec keeps all. */
export const codec: SettingsCodec = {
  encode: (source) => {
    const { credentials } = source;
    const password = credentials.kind === 'basic' ? credentials.password.reveal() : '';
    return JSON.stringify({ ...source, password });
  },
  decode: (text) => {
    const { password, ...source } = JSON.parse(text) as SourceSettings & { password: string };
    if (source.credentials.kind !== 'basic') return source;
    return { ...source, credentials: { ...source.credentials, password: new Secret(password) } };
  },
};

export function report(id: string, change: Partial<PollReport> = {}): PollReport {
  return {
    id,
    source: 'otx',
    mode: 'full',
    state: 'running',
    window: { begin: null, end: null },
    segments: [],
    bytes: 0,
    decodedBytes: 0,
    funnel: emptyFunnel,
    skipped: [],
    refusals: [],
    stages: [],
    attempts: [],
    warnings: [],
    failure: null,
    startedAt: new Date(t0).toISOString(),
    finishedAt: null,
    ...change,
  };
}

export function domain(value: string): Observable {
  return { kind: 'domain', value };
}

/** An indicator of version 1 that lists domains. */
export function indicator(id: string, domains: readonly string[], change: Partial<Indicator> = {}): Indicator {
  return {
    id,
    version: 1,
    title: null,
    validFrom: null,
    validUntil: null,
    confidence: null,
    tlp: null,
    withdrawn: false,
    observables: domains.map(domain),
    ...change,
  };
}

export async function leaseOf(store: Store, sourceId: number, holder = 'test'): Promise<Lease> {
  const answer = await store.leases.acquire(sourceId, holder, 60_000, t0);
  if ('heldBy' in answer) throw new Error(`held by ${answer.heldBy.holder}`);
  return answer;
}

export type Change = Partial<SegmentCommit & Omit<SegmentOptions, 'lease'>>;

/** One segment: opened, filled, committed. Seen at `t0`, age 30 days, unless `change` says otherwise. */
export async function ingest(store: Store, lease: Lease, indicators: readonly Indicator[], change: Change = {}) {
  const { seenAt = t0, age = 30 * day, confidence = null } = change;
  const writer = await store.listings.openSegment({ lease, seenAt, age, confidence });
  for (let at = 0; at < indicators.length; at += 500) await writer.add(indicators.slice(at, at + 500));
  const { cursor = null, waiting = [], snapshotBegan = null } = change;
  return writer.commit({ cursor, waiting, snapshotBegan, report: change.report ?? report('poll-1') });
}

export async function scan(store: Store, filter: Partial<ListingFilter> = {}): Promise<readonly Listing[]> {
  const found: Listing[] = [];
  for await (const listing of store.listings.scan({ at: t0, ...filter })) found.push(listing);
  return found;
}

/** The values in force, sorted. */
export async function values(store: Store, filter: Partial<ListingFilter> = {}): Promise<readonly string[]> {
  return (await scan(store, filter)).map((listing) => listing.value).sort();
}
