import { type Network, NetworkSet, parseNetwork } from './networks.ts';

/** The guards that go by lists, to which an operator's own may be added. */
export const listGuardNames = [
  'own',
  'public-resolver',
  'mail-provider',
  'shared-host',
  'popular-domain',
  'harmless-hash',
  'warning-list',
] as const;
export type ListGuardName = (typeof listGuardNames)[number];

/** One list of one guard. */
export interface GuardList {
  readonly name: string;
  readonly guard: ListGuardName;
  /** `shipped` with Feedgate, written in the `settings`, read from a `file`, or `fetched`. */
  readonly origin: 'shipped' | 'settings' | 'file' | 'fetched';
  /** Day or instant of its contents, RFC 3339; `null` where nobody dates it. */
  readonly updatedAt: string | null;
  readonly entries: EntrySet;
}

/** How many of each a list holds. */
export interface Holding {
  readonly names: number;
  readonly networks: number;
  readonly hashes: number;
}

/** What a list holds: names, addresses and networks, hashes. */
export class EntrySet {
  readonly #names = new Set<string>();
  readonly #hashes = new Set<string>();
  readonly #networks = new NetworkSet();

  /** Each entry is a name, an address, a network in CIDR or a hash in hex; upper and lower case are alike. */
  constructor(entries: Iterable<string>) {
    for (const entry of entries) {
      const text = entry.trim().toLowerCase();
      if (text === '') continue;
      const network = parseNetwork(text);
      if (network !== null) this.#networks.add(network);
      else if (/^[0-9a-f]{32,128}$/.test(text)) this.#hashes.add(text);
      else this.#names.add(text.replace(/^\*?\./, '').replace(/\.$/, ''));
    }
  }

  get holding(): Holding {
    return { names: this.#names.size, networks: this.#networks.size, hashes: this.#hashes.size };
  }

  /** The name itself, where it is there. */
  name(host: string): string | null {
    return this.#names.has(host) ? host : null;
  }

  /** The name or the one above it that is there. */
  nameAbove(host: string): string | null {
    if (this.#names.size === 0) return null;
    for (let at = 0; at >= 0; at = host.indexOf('.', at) + 1 || -1) {
      if (this.#names.has(host.slice(at))) return host.slice(at);
    }
    return null;
  }

  hash(value: string): string | null {
    return this.#hashes.has(value) ? value : null;
  }

  /** The network, in CIDR, in which this one lies. */
  network(inner: Network): string | null {
    return this.#networks.around(inner);
  }
}
