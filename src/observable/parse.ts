import { parseDomain } from './domain.ts';
import { parseEmail } from './email.ts';
import { parseHash } from './hash.ts';
import { parseIp, parseNetwork } from './ip.ts';
import type { Kind, Observable, Refusal } from './observable.ts';
import { isRefusal, refuse } from './refusal.ts';
import { parseUrl } from './url.ts';

/**
 * A text as an observable of the kind it is said to be. A network of one address answers as an `ip`; a hash must have
 * the length of its kind (`hash-length`).
 */
export function parseObservable(kind: Kind, text: string): Observable | Refusal {
  switch (kind) {
    case 'ip':
      return parseIp(text);
    case 'network':
      return parseNetwork(text);
    case 'domain':
      return parseDomain(text);
    case 'url':
      return parseUrl(text);
    case 'email':
      return parseEmail(text);
    case 'md5':
    case 'sha1':
    case 'sha256':
    case 'sha512': {
      const answer = parseHash(text, kind);
      return isRefusal(answer) || answer.kind === kind ? answer : refuse(kind, text, 'hash-length');
    }
  }
}
