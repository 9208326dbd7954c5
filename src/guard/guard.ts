import type { Observable } from '../observable/observable.ts';
import { isPublicSuffix } from '../observable/registrable.ts';
import { type GuardList, type Holding, listGuardNames, type ListGuardName } from './list.ts';
import { shippedLists } from './shipped.ts';
import { specialNetwork, specialNetworks } from './special.ts';
import { type Subject, subjectOf } from './subject.ts';

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
  'warning-list',
] as const;
export type GuardName = (typeof guardNames)[number];

export interface GuardRules {
  /** Guards that are not asked. */
  readonly off: readonly GuardName[];
  /** The widest networks taken. Default /16 and /32. */
  readonly widest: { readonly v4: number; readonly v6: number };
}

export const defaultGuardRules: GuardRules = { off: [], widest: { v4: 16, v6: 32 } };

/** Why a guard keeps an observable out. */
export interface GuardHit {
  readonly guard: GuardName;
  /** Whether it is asked; one that is off keeps nothing out. */
  readonly on: boolean;
  /** What it went by: the entry of a list, the network, the suffix, the limit. */
  readonly entry: string;
  /** The list that has the entry; `null` for a rule. */
  readonly list: string | null;
}

type Found = Pick<GuardHit, 'entry' | 'list'> | null;
type Ask = (subject: Subject) => Found;

/** The guards of one poll. Pure and quick: a few look-ups in sets each. */
export class Guards {
  readonly rules: GuardRules;
  /** Those of Feedgate first, then those given. */
  readonly lists: readonly GuardList[];
  readonly #all: readonly (readonly [GuardName, Ask])[];
  readonly #asked: readonly (readonly [GuardName, Ask])[];

  /** `lists` come on top of those that Feedgate ships. */
  constructor(rules: GuardRules = defaultGuardRules, lists: readonly GuardList[] = []) {
    this.rules = rules;
    this.lists = [...shippedLists(), ...lists];
    const table = guardTable(rules, this.lists);
    this.#all = guardNames.map((name) => [name, table[name]]);
    this.#asked = this.#all.filter(([name]) => !rules.off.includes(name));
  }

  /** The first guard that keeps an observable out; `null` where none does. */
  keptOutBy(observable: Observable): GuardName | null {
    const subject = subjectOf(observable);
    for (const [name, ask] of this.#asked) if (ask(subject) !== null) return name;
    return null;
  }

  /** Every guard that has something against an observable, those too that are off, in the order in which they are asked. */
  against(observable: Observable): readonly GuardHit[] {
    const subject = subjectOf(observable);
    return this.#all.flatMap(([guard, ask]) => {
      const found = ask(subject);
      return found === null ? [] : [{ guard, on: !this.rules.off.includes(guard), ...found }];
    });
  }

  /** What a guard goes by; `null` where that is no list. */
  holding(name: GuardName): Holding | null {
    if (name === 'private-address') return { names: 0, networks: specialNetworks, hashes: 0 };
    if (!isListGuard(name)) return null;
    const each = this.lists.filter(({ guard }) => guard === name).map(({ entries }) => entries.holding);
    return each.reduce(
      (a, b) => ({ names: a.names + b.names, networks: a.networks + b.networks, hashes: a.hashes + b.hashes }),
      {
        names: 0,
        networks: 0,
        hashes: 0,
      },
    );
  }
}

function isListGuard(name: GuardName): name is ListGuardName {
  return listGuardNames.some((each) => each === name);
}

function guardTable({ widest }: GuardRules, lists: readonly GuardList[]): Readonly<Record<GuardName, Ask>> {
  const of = (guard: ListGuardName, look: (list: GuardList, subject: Subject) => string | null): Ask => {
    const own = lists.filter((list) => list.guard === guard);
    return (subject) => {
      for (const list of own) {
        const entry = look(list, subject);
        if (entry !== null) return { entry, list: list.name };
      }
      return null;
    };
  };
  return {
    own: of('own', ({ entries }, { host, network, observable }) => {
      if (network !== null) return entries.network(network);
      return host === null ? entries.hash(observable.value) : entries.nameAbove(host);
    }),
    'private-address': ({ network }) => rule(network === null ? null : specialNetwork(network)),
    'too-wide': ({ network }) => {
      if (network === null) return null;
      const limit = network.bits === 32 ? widest.v4 : widest.v6;
      return rule(network.prefix < limit ? `/${limit}` : null);
    },
    'public-resolver': of('public-resolver', exactly),
    'public-suffix': ({ observable: { kind, value } }) =>
      rule(kind === 'domain' && isPublicSuffix(value) ? value : null),
    'mail-provider': of('mail-provider', exactly),
    // A URL on a shared host names one user's page; the host as such belongs to all of them.
    'shared-host': of('shared-host', exactly),
    'popular-domain': of('popular-domain', exactly),
    'harmless-hash': of('harmless-hash', exactly),
    'warning-list': of('warning-list', exactly),
  };
}

function rule(entry: string | null): Found {
  return entry === null ? null : { entry, list: null };
}

/** A name, an address, a network or a hash as a whole; of a URL or an address of mail on a listed name nothing is said. */
function exactly({ entries }: GuardList, { observable, network }: Subject): string | null {
  switch (observable.kind) {
    case 'domain':
      return entries.name(observable.value);
    case 'ip':
    case 'network':
      return network === null ? null : entries.network(network);
    case 'url':
    case 'email':
      return null;
    case 'md5':
    case 'sha1':
    case 'sha256':
    case 'sha512':
      return entries.hash(observable.value);
  }
}
