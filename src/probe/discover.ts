import type { Code } from '../base/failure.ts';
import { targetUrl } from '../net/target.ts';
import type { ServiceInstance, TaxiiVersion } from '../taxii/message.ts';
import { askTaxii } from './ask-taxii.ts';
import { collections2At, nothing2, type Found2 } from './discover2.ts';
import { collectionsAt, discoveryAt, isRefusal, managementPlace, type Discovery, type Listing } from './listings.ts';
import { offeredCollections, offeredRoot, offeredServices, type Offer } from './offer.ts';
import { beside, discoveryPaths, placeProposal, pollPlace } from './places.ts';
import { Round, type Endpoint, type ProbeDeps, type ProbeOptions } from './round.ts';
import type { TaxiiHeard } from './seen.ts';

/** Connections of a discovery; it climbs four versions and follows what it finds. */
const mostConnections = 12;

/** Other paths of the host where discovery is looked for. */
const mostPaths = 4;

/**
 * What a server offers from any of its addresses: TAXII 1.1 and 1.0 by discovery and collection information, TAXII
 * 2.1 and 2.0 by their discovery, API root or collections. At most 12 connections within 30 s, all to the host that
 * was given; what is advertised elsewhere is listed and not followed.
 * @throws Failure `gate/cancelled` or the reason with which the caller's signal was aborted.
 */
export async function discover(endpoint: Endpoint, deps: ProbeDeps, options: ProbeOptions = {}): Promise<Offer> {
  const limits = { connections: mostConnections, ...options.limits };
  const round = new Round(endpoint, deps, { ...options, limits });
  try {
    const first = await askTaxii(round, { kind: 'discovery' }, { place: round.own });
    const reached = first !== null && first.status !== null && !isRefusal(first.code);
    const one = reached ? await taxii1(round, first) : unreached(first);
    const two = reached ? await collections2At(round, one.versions.length === 0) : nothing2;
    options.signal?.throwIfAborted();
    return offerOf(round, one, two);
  } finally {
    round.close();
  }
}

/** What TAXII 1.x told; nothing where it was not reached, or turned the credentials away, which are not tried elsewhere. */
interface Found {
  readonly versions: readonly TaxiiVersion[];
  readonly services: readonly ServiceInstance[];
  readonly listing: Listing | null;
  /** What stood in the way of anything above. */
  readonly code: Code | null;
}

function unreached(first: TaxiiHeard | null): Found {
  return {
    versions: first?.message ? [first.message.version] : [],
    services: [],
    listing: null,
    code: first?.code ?? null,
  };
}

async function taxii1(round: Round, first: TaxiiHeard): Promise<Found> {
  const discovery = await findDiscovery(round, first);
  const speaks = discovery?.version ?? first.message?.version;
  if (speaks === undefined) return unreached(first);
  const versions = speaks === '1.0' ? (['1.0'] as const) : await olderToo(round, discovery);
  const services = discovery?.services ?? [];
  const management = managementPlace(round, services);
  const guesses = [round.own.path, ...beside(round.own.path, 'collections')].map((path) => ({ ...round.own, path }));
  const listing = await collectionsAt(round, management === null ? guesses : [management], speaks);
  return { versions, services, listing, code: listing?.code ?? (discovery === null ? first.code : null) };
}

/** Discovery at the address itself, else at the paths where servers have it. */
async function findDiscovery(round: Round, first: TaxiiHeard): Promise<Discovery | null> {
  const { message, code } = first;
  if (message?.kind === 'discovery-response')
    return { place: round.own, version: message.version, services: message.services };
  const old = code === 'taxii/version-unsupported' || message?.version === '1.0';
  const paths = [...(old ? [round.own.path] : []), ...discoveryPaths(round.own.path)];
  return discoveryAt(round, paths.slice(0, mostPaths), old ? '1.0' : '1.1');
}

/** 1.1, and 1.0 where it is listed or answers too. */
async function olderToo(round: Round, discovery: Discovery | null): Promise<readonly TaxiiVersion[]> {
  if (discovery === null) return ['1.1'];
  const bindings = discovery.services.flatMap(({ messageBindings }) => messageBindings);
  const listed = bindings.some((binding) => binding.endsWith(':1.0'));
  return listed || (await discoveryAt(round, [discovery.place.path], '1.0')) !== null ? ['1.1', '1.0'] : ['1.1'];
}

function offerOf(round: Round, { versions, services, listing, code }: Found, two: Found2): Offer {
  const poll = pollPlace(services, round.own);
  const collections = offeredCollections(listing?.collections ?? [], versions[0] ?? '1.1');
  const shown = two.listed || (listing !== null && listing.collections !== null);
  return {
    address: targetUrl(round.own),
    versions: [...versions, ...(two.version === null ? [] : [two.version])],
    services: [...offeredServices(services, round.own), ...two.roots.map((address) => offeredRoot(address, round.own))],
    collections: [...collections, ...two.collections],
    access: shown ? 'granted' : isRefusal(code) ? 'refused' : 'unknown',
    proposal: poll === null ? null : placeProposal(poll, round.own, 'poll-service-listed-at'),
    code: two.version === null ? code : null,
    probes: round.notes,
  };
}
