import { EntrySet, type GuardList, type ListGuardName } from './list.ts';
import {
  harmlessHashes,
  mailProviders,
  popularDomains,
  publicResolvers,
  sharedHosts,
  shippedOn,
  shorteners,
} from './starter-lists.ts';

let lists: readonly GuardList[] | undefined;

/** The lists that come with Feedgate; made once. */
export function shippedLists(): readonly GuardList[] {
  return (lists ??= [
    shipped('public-resolvers', 'public-resolver', publicResolvers),
    shipped('mail-providers', 'mail-provider', mailProviders),
    shipped('shared-hosts', 'shared-host', sharedHosts),
    shipped('short-links', 'shared-host', shorteners),
    shipped('popular-domains', 'popular-domain', popularDomains),
    shipped('empty-files', 'harmless-hash', harmlessHashes),
  ]);
}

function shipped(name: string, guard: ListGuardName, words: string): GuardList {
  return { name, guard, origin: 'shipped', updatedAt: shippedOn, entries: new EntrySet(words.split(/\s+/)) };
}
