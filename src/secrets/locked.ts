import { SealedSecret } from './sealed-secret.ts';
import type { Sealer } from './sealer.ts';

/** For whoever reads settings and needs none of their secrets: it has no key, and never looks for one. */
export const locked: Sealer = {
  seal: neverAsked,
  secret: () => new SealedSecret(neverAsked),
};

function neverAsked(): never {
  throw new TypeError('a secret was asked for where none is needed');
}
