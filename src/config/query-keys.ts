import { Secret } from '../base/secret.ts';
import type { Credential } from '../feed/credentials.ts';

/** What stands in the query of an address and is a secret by its name: `key`, `api_key`, `authKey`, `access-token` … */
const secretName =
  /^(?:.*[-_.])?(?:(?:api|auth|access|license|licence|subscription|user|account|client)?(?:key|token|secret)|passw(?:or)?d|pwd|pass|auth|authorization|apikey|sig|signature)$/i;

/** A path whose query holds no key any more, and the keys, each a way to prove who asks. Order and writing of the rest are kept. */
export function keysApart(path: string): { readonly path: string; readonly keys: readonly Credential[] } {
  const mark = path.indexOf('?');
  if (mark < 0) return { path, keys: [] };
  const keys: Credential[] = [];
  const rest = path
    .slice(mark + 1)
    .split('&')
    .filter((pair) => {
      const [[name, value] = ['', '']] = new URLSearchParams(pair);
      if (value === '' || !secretName.test(name)) return true;
      keys.push({ kind: 'query', name, value: new Secret(value) });
      return false;
    });
  if (keys.length === 0) return { path, keys };
  return { path: rest.length === 0 ? path.slice(0, mark) : `${path.slice(0, mark)}?${rest.join('&')}`, keys };
}
