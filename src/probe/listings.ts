import type { Code } from '../base/failure.ts';
import type { CollectionInformation, ServiceInstance, TaxiiVersion } from '../taxii/message.ts';
import { askTaxii } from './ask-taxii.ts';
import { placeOf, relationOf } from './places.ts';
import type { Place, Round } from './round.ts';

/** A discovery that answered. */
export interface Discovery {
  readonly place: Place;
  readonly version: TaxiiVersion;
  readonly services: readonly ServiceInstance[];
}

/** The first of these paths of the host that answers as a discovery service. */
export async function discoveryAt(
  round: Round,
  paths: readonly string[],
  version: TaxiiVersion,
): Promise<Discovery | null> {
  for (const path of paths) {
    const place = { ...round.own, path };
    const message = (await askTaxii(round, { kind: 'discovery' }, { place, version }))?.message;
    if (message?.kind === 'discovery-response') return { place, version: message.version, services: message.services };
  }
  return null;
}

/** An answer of collection management, or its refusal. */
export interface Listing {
  readonly place: Place;
  /** `null` where it was refused. */
  readonly collections: readonly CollectionInformation[] | null;
  readonly code: Code | null;
}

/** The first of these places that lists collections, else the last that refuses to. */
export async function collectionsAt(
  round: Round,
  places: readonly Place[],
  version: TaxiiVersion,
): Promise<Listing | null> {
  let refused: Listing | null = null;
  for (const place of places) {
    const heard = await askTaxii(round, { kind: 'collections' }, { place, version });
    if (heard?.message?.kind === 'collections-response') {
      return { place, collections: heard.message.collections, code: null };
    }
    if (heard !== null && isRefusal(heard.code)) refused = { place, collections: null, code: heard.code };
  }
  return refused;
}

/** Where a discovery says that collections are listed, if it is on the host that was asked; from then on it may be. */
export function managementPlace(round: Round, services: readonly ServiceInstance[]): Place | null {
  for (const { type, available, address } of services) {
    const place = placeOf(address);
    if (type !== 'COLLECTION_MANAGEMENT' || available === false || place === null) continue;
    if (relationOf(place, round.own) === 'other-host') continue;
    round.advertise(place);
    return place;
  }
  return null;
}

/** Whether somebody was asked who may ask, and was turned away. */
export function isRefusal(code: Code | null): boolean {
  return code !== null && /^(?:http\/40[123]|taxii\/(?:unauthorized|denied)$|tls\/client-cert)/.test(code);
}
