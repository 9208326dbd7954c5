import type { Evidence } from '../base/failure.ts';
import type { SourceSettings } from '../feed/source.ts';
import { targetUrl } from '../net/target.ts';
import type { CollectionInformation, ServiceInstance } from '../taxii/message.ts';
import { type Proposal, type Reason, why } from '../feed/finding.ts';
import { sameHost, type Place } from './round.ts';

/** An address that a server advertises, or `null` where it is none of HTTP. */
export function placeOf(address: string): Place | null {
  const url = URL.parse(address.trim());
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null;
  const https = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return {
    host,
    port: url.port === '' ? (https ? 443 : 80) : Number(url.port),
    https,
    path: url.pathname + url.search,
  };
}

/** How an advertised place lies to the one that was asked. */
export type Relation = 'same' | 'other-port' | 'other-scheme' | 'other-host';

export function relationOf(place: Place, own: Place): Relation {
  if (!sameHost(place, own)) return 'other-host';
  if (place.https !== own.https) return 'other-scheme';
  return place.port === own.port ? 'same' : 'other-port';
}

/** The path with its final slash added, or taken away; the query stays. */
export function toggledSlash(path: string): string {
  const [bare = '/', ...query] = path.split('?');
  const toggled = bare.endsWith('/') ? bare.slice(0, -1) : `${bare}/`;
  return [toggled === '' ? '/' : toggled, ...query].join('?');
}

/** Where servers of the field have their discovery. */
const known = ['/taxii-discovery-service', '/taxii/discovery/', '/services/discovery', '/taxii/'] as const;

/** Paths where discovery may be, most likely first: beside the configured one, then where servers have it. */
export function discoveryPaths(path: string): readonly string[] {
  return [...new Set([...beside(path, 'discovery'), ...known])].filter((each) => each !== path);
}

/** The path of a sibling: `/taxii/poll/` has its discovery at `/taxii/discovery/`, `/services/poll-a` at `/services/discovery-a`. */
export function beside(path: string, service: string): readonly string[] {
  const bare = path.split('?', 1)[0] ?? '';
  const [, parent = '', last = '', slash = ''] = /^(.*\/)([^/]+)(\/?)$/.exec(bare) ?? [];
  const sibling = last.replace(/poll|collections?(?:-management)?|inbox|discovery/i, service);
  return sibling === last ? [] : [parent + sibling + slash];
}

/** The first poll service that is not closed and may be taken over without asking: same host, and never in clear in place of https. */
export function pollPlace(services: readonly ServiceInstance[], own: Place): Place | null {
  return firstSafe(
    services.filter((each) => each.type === 'POLL' && each.available !== false).map((each) => each.address),
    own,
  );
}

/** Where a collection says that it is polled, under the same conditions. */
export function collectionPlace({ polling }: CollectionInformation, own: Place): Place | null {
  return firstSafe(
    polling.map(({ address }) => address),
    own,
  );
}

function firstSafe(addresses: readonly string[], own: Place): Place | null {
  const places = addresses.map(placeOf).filter((place) => place !== null);
  return places.find((place) => sameHost(place, own) && (place.https || !own.https)) ?? null;
}

/** The settings that a place changes; `null` where it changes none. */
export function placeProposal(
  place: Place,
  settings: Pick<SourceSettings, keyof Place>,
  reason: Reason,
): Proposal | null {
  const { path, port, https } = place;
  const moved = port !== settings.port || https !== settings.https;
  const patch: Evidence = {
    ...(path === settings.path ? {} : { path }),
    ...(moved ? { port, https } : {}),
  };
  return Object.keys(patch).length === 0 ? null : { patch, why: why(reason, { url: targetUrl(place) }) };
}
