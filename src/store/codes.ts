import type { Tlp } from '../indicator/indicator.ts';
import type { Kind } from '../observable/observable.ts';

/** How kinds and markings are written in rows. A number is never given to another meaning. */
const kindCodes: Readonly<Record<Kind, number>> = {
  ip: 1,
  network: 2,
  domain: 3,
  url: 4,
  email: 5,
  md5: 6,
  sha1: 7,
  sha256: 8,
  sha512: 9,
};
const tlpCodes: Readonly<Record<Tlp, number>> = { clear: 1, green: 2, amber: 3, 'amber+strict': 4, red: 5 };

const kindsByCode = new Map(Object.entries(kindCodes).map(([kind, code]) => [code, kind as Kind]));
const tlpsByCode = new Map(Object.entries(tlpCodes).map(([tlp, code]) => [code, tlp as Tlp]));

export function kindCode(kind: Kind): number {
  return kindCodes[kind];
}

export function tlpCode(tlp: Tlp | null): number | null {
  return tlp === null ? null : tlpCodes[tlp];
}

/** @throws TypeError when the row was not written by `kindCode`. */
export function kindOf(code: number): Kind {
  const kind = kindsByCode.get(code);
  if (kind === undefined) throw new TypeError(`no kind has the code ${code}`);
  return kind;
}

export function tlpOf(code: number | null): Tlp | null {
  return code === null ? null : (tlpsByCode.get(code) ?? null);
}
