import { targetUrl } from '../net/target.ts';
import { taxii2At, taxii2Path } from './ask-taxii2.ts';
import { offeredCollections2, type OfferedCollection } from './offer.ts';
import { placeOf, relationOf } from './places.ts';
import type { Place, Round } from './round.ts';
import type { Taxii2 } from '../taxii2/resource.ts';

/** What TAXII 2 told; `version` is `null` where it is not spoken. */
export interface Found2 {
  readonly version: Taxii2['version'] | null;
  /** Addresses of API roots, whole. */
  readonly roots: readonly string[];
  readonly collections: readonly OfferedCollection[];
  /** The collections were shown. */
  readonly listed: boolean;
}

/** TAXII 2 where its discovery has to be and, if `here`, before that at the address itself; with the collections of its first API root. */
export async function collections2At(round: Round, here: boolean): Promise<Found2> {
  const well = { ...round.own, path: taxii2Path };
  const places = here && round.own.path !== taxii2Path ? [round.own, well] : [well];
  for (const place of places) {
    const said = await taxii2At(round, place, here ? ['2.1', '2.0'] : ['2.1']);
    if (said !== null) return follow(round, place, said);
  }
  return nothing2;
}

export const nothing2: Found2 = { version: null, roots: [], collections: [], listed: false };

async function follow(round: Round, place: Place, said: Taxii2): Promise<Found2> {
  const base = targetUrl(place);
  const own = said.kind === 'api-root' ? [base] : [];
  const roots = [...own, ...said.apiRoots]
    .map((root) => URL.parse(root, base)?.href)
    .filter((each) => each !== undefined);
  const found = {
    version: said.version,
    roots,
    collections: offeredCollections2(said, base.replace(/collections\/?$/, '')),
    listed: said.kind === 'collections',
  };
  const root = placeOf(roots[0] ?? '');
  if (root === null || relationOf(root, round.own) === 'other-host') return found;
  round.advertise(root);
  const path = `${root.path.replace(/\/?$/, '/')}collections/`;
  const listed = await taxii2At(round, { ...root, path }, [said.version]);
  return listed?.kind === 'collections'
    ? { ...found, collections: offeredCollections2(listed, targetUrl(root)), listed: true }
    : found;
}
