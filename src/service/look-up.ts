import type { Guards } from '../guard/guard.ts';
import { networksAround } from '../observable/ip.ts';
import type { Observable } from '../observable/observable.ts';
import { parseAny } from '../observable/parse-any.ts';
import type { Store } from '../store/store.ts';
import { coversBy, type RelatedView, relatedTo } from './related.ts';
import type { LookupView, ObservableView } from './service.ts';
import { listingView, observableView, standing } from './views.ts';

/** What a look-up goes by; `now` in milliseconds since 1970. */
export interface LookUpParts {
  readonly store: Pick<Store, 'listings' | 'sources'>;
  readonly guards: Guards;
  readonly now: number;
}

const nothingFound = { listings: [], networks: [], related: [], guards: [] };

/** Whether a text, defanged or not, is in force, and why or why not. */
export async function lookUp(text: string, parts: LookUpParts): Promise<LookupView> {
  const parsed = parseAny(text);
  if ('rule' in parsed) return { query: text, observable: null, refused: parsed.rule, inForce: false, ...nothingFound };
  const { store, guards, now } = parts;
  const listings = (await store.listings.lookup(parsed)).map((listing) => {
    const why = standing(listing, now);
    const withdrawnAt = listing.withdrawnAt === null ? null : new Date(listing.withdrawnAt).toISOString();
    return { ...listingView(listing), inForce: why === 'in-force', why, withdrawnAt };
  });
  const networks: ObservableView[] = [];
  for (const network of parsed.kind === 'ip' ? networksAround(parsed.value) : []) {
    const view = observableView(network, await store.listings.lookup(network), now);
    if (view.sources.length > 0) networks.push(view);
  }
  const related = await relatedInForce(parsed, parts);
  const covered = networks.length > 0 || related.some(({ covers }) => covers);
  const inForce = covered || listings.some((listing) => listing.inForce);
  const hits = guards.against(parsed).filter(({ on }) => on);
  return { query: text, observable: parsed, refused: null, inForce, listings, networks, related, guards: hits };
}

async function relatedInForce(observable: Observable, { store, now }: LookUpParts): Promise<readonly RelatedView[]> {
  const settings = new Map((await store.sources.list()).map((source) => [source.settings.name, source.settings]));
  const related: RelatedView[] = [];
  for (const candidate of relatedTo(observable)) {
    const { relation, kind, value } = candidate;
    const { sources } = observableView({ kind, value }, await store.listings.lookup({ kind, value }), now);
    const known = sources.flatMap(({ source }) => settings.get(source) ?? []);
    if (sources.length > 0) related.push({ relation, kind, value, covers: coversBy(candidate, known), sources });
  }
  return related;
}
