import type { PollProgress } from '../feed/report.ts';
import { sourceUrl } from '../feed/source.ts';
import type { Observable } from '../observable/observable.ts';
import type { Listing, StoredSource } from '../store/store.ts';
import type { ListingView, LookupView, ObservableView, SourceView } from './service.ts';

const staleAfter = 3;
const hour = 3_600_000;

export function sourceView(
  source: StoredSource,
  { settings, proxy }: Pick<SourceView, 'settings' | 'proxy'>,
  polling: readonly PollProgress[],
  now: number,
): SourceView {
  const { state } = source;
  return {
    name: source.settings.name,
    kind: source.settings.kind,
    url: sourceUrl(source.settings),
    collection: source.settings.collection,
    mode: source.settings.mode,
    state: health(source, polling, now),
    suspended: source.suspended,
    listings: state.listings,
    lastAttempt: iso(state.lastAttemptAt),
    lastSuccess: iso(state.lastSuccessAt),
    lastNewData: iso(state.lastNewDataAt),
    nextDue: source.suspended ? null : iso(state.nextDueAt),
    reconciled: iso(state.reconciledAt),
    cursor: state.cursor,
    segment: segmentOf(source),
    failures: state.failures,
    failure: state.lastFailure,
    proxy,
    settings,
  };
}

function health(source: StoredSource, polling: readonly PollProgress[], now: number): SourceView['state'] {
  const { settings, state } = source;
  if (polling.some((poll) => poll.source === settings.name)) return 'polling';
  if (source.suspended) return 'suspended';
  if (state.failures > 0) return 'failing';
  if (state.lastSuccessAt === null) return 'never';
  const every = settings.interval.kind === 'every' ? settings.interval.ms : 24 * hour;
  return now - state.lastSuccessAt > staleAfter * every ? 'stale' : 'ok';
}

function segmentOf(source: StoredSource): SourceView['segment'] {
  const { settings, state } = source;
  const configured = settings.segment === 'auto' ? settings.age : settings.segment;
  if (state.segmentMs !== null && state.segmentMs < configured) return { ms: state.segmentMs, learned: true };
  return settings.segment === 'auto' ? null : { ms: settings.segment, learned: false };
}

export function listingView(listing: Listing): ListingView {
  return {
    source: listing.source,
    indicator: listing.indicator,
    firstSeen: time(listing.firstSeen),
    lastSeen: time(listing.lastSeen),
    validUntil: iso(listing.validUntil),
    expiresAt: time(listing.expiresAt),
    confidence: listing.confidence,
    tlp: listing.tlp,
  };
}

export function observableView(observable: Observable, listings: readonly Listing[], now: number): ObservableView {
  const inForce = listings.filter((listing) => standing(listing, now) === 'in-force');
  return { kind: observable.kind, value: observable.value, sources: inForce.map(listingView) };
}

/** Whether a listing is in force at a moment, and if not, why not. */
export function standing(listing: Listing, now: number): LookupView['listings'][number]['why'] {
  if (listing.withdrawnAt !== null) return 'withdrawn';
  if (listing.expiresAt <= now) return 'expired';
  return listing.validFrom !== null && listing.validFrom > now ? 'not-yet-valid' : 'in-force';
}

function iso(ms: number | null): string | null {
  return ms === null ? null : time(ms);
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}
