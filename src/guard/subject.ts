import type { Observable } from '../observable/observable.ts';
import { type Network, parseNetwork } from './networks.ts';

/** What an observable is about, read once for all guards. */
export interface Subject {
  readonly observable: Observable;
  /** The name it is about: a domain, the host of a URL, the domain of an address of mail. */
  readonly host: string | null;
  readonly network: Network | null;
}

export function subjectOf(observable: Observable): Subject {
  const { kind, value } = observable;
  switch (kind) {
    case 'ip':
    case 'network':
      return { observable, host: null, network: parseNetwork(value) };
    case 'domain':
      return { observable, host: value, network: null };
    case 'email':
      return { observable, host: value.slice(value.lastIndexOf('@') + 1), network: null };
    case 'url': {
      const host = hostOfUrl(value);
      return { observable, host, network: parseNetwork(host) };
    }
    case 'md5':
    case 'sha1':
    case 'sha256':
    case 'sha512':
      return { observable, host: null, network: null };
  }
}

/** The host of a canonical URL, without the brackets of IPv6. */
export function hostOfUrl(url: string): string {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)/.exec(url)?.[1] ?? '';
  return authority.replace(/^\[(.*)\]$/, '$1');
}
