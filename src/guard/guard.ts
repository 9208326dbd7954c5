import { parseAddress, type Address } from '../observable/address.ts';
import type { Observable } from '../observable/observable.ts';
import { isPublicSuffix } from '../observable/registrable.ts';
import { holds, isSpecial, type Network, parseNetworks } from './networks.ts';
import { harmlessHashes, mailProviders, popularDomains, publicResolvers, sharedHosts } from './starter-lists.ts';

/** What keeps an observable out at intake, in the order in which they are asked. */
export const guardNames = [
  'own',
  'private-address',
  'too-wide',
  'public-resolver',
  'public-suffix',
  'mail-provider',
  'shared-host',
  'popular-domain',
  'harmless-hash',
] as const;
export type GuardName = (typeof guardNames)[number];

export interface GuardSettings {
  /** The operator's own domains (all below them too), addresses and networks in CIDR. */
  readonly own: readonly string[];
  /** Guards that are not asked. */
  readonly off: readonly GuardName[];
  /** The widest networks taken. Default /16 and /32. */
  readonly widest: { readonly v4: number; readonly v6: number };
  /** More names that are too popular to be listed as a whole: one of a line's words, so that ranked lists fit too. */
  readonly popular: readonly string[];
}

export const defaultGuardSettings: GuardSettings = { own: [], off: [], widest: { v4: 16, v6: 32 }, popular: [] };

/** What an observable is about, read once for all guards. */
interface Subject {
  readonly observable: Observable;
  /** The name it is about: a domain, the host of a URL, the domain of an address of mail. */
  readonly host: string | null;
  readonly network: Network | null;
}

type Ask = (subject: Subject) => boolean;

/** The guards of one poll. Pure and quick: a set look-up or a short list each. */
export class Guards {
  readonly #asked: readonly (readonly [GuardName, Ask])[];

  constructor(settings: GuardSettings = defaultGuardSettings) {
    const table = guardTable(settings);
    this.#asked = guardNames.filter((name) => !settings.off.includes(name)).map((name) => [name, table[name]]);
  }

  /** The first guard that keeps an observable out; `null` where none does. */
  keptOutBy(observable: Observable): GuardName | null {
    const subject = subjectOf(observable);
    for (const [name, ask] of this.#asked) if (ask(subject)) return name;
    return null;
  }
}

function guardTable({ own, widest, popular }: GuardSettings): Readonly<Record<GuardName, Ask>> {
  const ownNetworks = parseNetworks(own);
  const ownNames = new Set(own.map((each) => each.toLowerCase()));
  const resolvers = parseNetworks(publicResolvers);
  const popularNames = new Set([...popularDomains, ...popular]);
  const isDomain = ({ observable }: Subject): boolean => observable.kind === 'domain';
  return {
    own: ({ host, network }) =>
      (host !== null && endsIn(host, ownNames)) ||
      (network !== null && ownNetworks.some((each) => holds(each, network))),
    'private-address': ({ network }) => network !== null && isSpecial(network),
    'too-wide': ({ network }) => network !== null && network.prefix < (network.bits === 32 ? widest.v4 : widest.v6),
    'public-resolver': ({ observable, network }) =>
      observable.kind === 'ip' && network !== null && resolvers.some((each) => holds(each, network)),
    'public-suffix': (subject) => isDomain(subject) && isPublicSuffix(subject.observable.value),
    'mail-provider': (subject) => isDomain(subject) && mailProviders.has(subject.observable.value),
    // A URL on a shared host names one user's page; the host as such belongs to all of them.
    'shared-host': (subject) => isDomain(subject) && sharedHosts.has(subject.observable.value),
    'popular-domain': (subject) => isDomain(subject) && popularNames.has(subject.observable.value),
    'harmless-hash': ({ observable }) => harmlessHashes.has(observable.value),
  };
}

function subjectOf(observable: Observable): Subject {
  const { kind, value } = observable;
  switch (kind) {
    case 'ip':
    case 'network':
      return { observable, host: null, network: networkOf(value) };
    case 'domain':
      return { observable, host: value, network: null };
    case 'email':
      return { observable, host: value.slice(value.lastIndexOf('@') + 1), network: null };
    case 'url': {
      const host = hostOf(value);
      return { observable, host, network: networkOf(host) };
    }
    case 'md5':
    case 'sha1':
    case 'sha256':
    case 'sha512':
      return { observable, host: null, network: null };
  }
}

/** The host of a canonical URL, without the brackets of IPv6. */
function hostOf(url: string): string {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)/.exec(url)?.[1] ?? '';
  return authority.replace(/^\[(.*)\]$/, '$1');
}

function networkOf(text: string): Network | null {
  const slash = text.indexOf('/');
  const address: Address | undefined = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (address === undefined) return null;
  return { ...address, prefix: slash < 0 ? address.bits : Number(text.slice(slash + 1)) };
}

/** Whether a name or one above it is in the set. */
function endsIn(name: string, names: ReadonlySet<string>): boolean {
  for (let at = 0; at >= 0; at = name.indexOf('.', at) + 1 || -1) if (names.has(name.slice(at))) return true;
  return false;
}
