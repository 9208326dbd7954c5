import { add, type Found, refused } from './found.ts';
import { reasonName } from './reason.ts';
import { parseDomain } from '../observable/domain.ts';
import { parseEmail } from '../observable/email.ts';
import { parseHash } from '../observable/hash.ts';
import { parseAddresses } from '../observable/ip.ts';
import type { Observable, Refusal } from '../observable/observable.ts';
import { refang } from '../observable/refang.ts';
import { isRefusal } from '../observable/refusal.ts';
import { parseUrl } from '../observable/url.ts';

/** How the text of a property is understood. */
export interface Sort {
  readonly parse: (text: string) => Observable | Refusal | readonly Observable[];
  readonly defangs: boolean;
}

/** An address, a network (feeds write `ipv4-addr:value = '192.0.2.0/24'`), or a range. */
export const addresses: Sort = { parse: parseAddresses, defangs: true };
export const domains: Sort = { parse: parseDomain, defangs: true };
export const emails: Sort = { parse: parseEmail, defangs: true };
/** Feeds leave `http://` out often enough. */
export const urls: Sort = { parse: (text) => parseUrl(text, { assumeHttp: true }), defangs: true };
/** An end of network traffic: an address or a domain name. */
export const ends: Sort = { parse: parseEnd, defangs: true };

function parseEnd(text: string): Observable | Refusal | readonly Observable[] {
  const address = parseAddresses(text);
  if (!isRefusal(address)) return address;
  const domain = parseDomain(text);
  return isRefusal(domain) ? address : domain;
}

const hashes = {
  md5: { parse: (text) => parseHash(text, 'md5'), defangs: false },
  sha1: { parse: (text) => parseHash(text, 'sha1'), defangs: false },
  sha256: { parse: (text) => parseHash(text, 'sha256'), defangs: false },
  sha512: { parse: (text) => parseHash(text, 'sha512'), defangs: false },
} as const satisfies Record<string, Sort>;

/**
 * How a hash is understood, by its name as `hash-algorithm-ov` or feeds spell it (`SHA-256`, `sha256`, `SHA_256`), or
 * why it is not. The length of the value tells its kind, since the name is often wrong.
 */
export function hashSort(algorithm: string): Sort | { readonly reason: string } {
  const name = algorithm.toLowerCase().replace(/[-_ ]/g, '');
  if (name === 'md5' || name === 'sha1' || name === 'sha256' || name === 'sha512') return hashes[name];
  return { reason: `unsupported-hash:${reasonName(algorithm)}` };
}

/** What the objects that are nothing but a value hold; `hostname` is not of the standard, but OpenCTI's. */
export const valueSorts: ReadonlyMap<string, Sort> = new Map([
  ['ipv4-addr', addresses],
  ['ipv6-addr', addresses],
  ['domain-name', domains],
  ['hostname', domains],
  ['url', urls],
  ['email-addr', emails],
]);

/**
 * Adds what a text names, or why it names nothing. `defanged`: the object says that its values are; elsewhere only
 * what cannot be read as it is is tried again refanged.
 */
export function readText(text: string, sort: Sort, found: Found, defanged = false): void {
  const answer = sort.parse(defanged && sort.defangs ? refang(text) : text);
  if (!isRefusal(answer) || defanged || !sort.defangs) {
    keep(answer, found);
    return;
  }
  const plain = refang(text);
  const second = plain === text ? answer : sort.parse(plain);
  keep(isRefusal(second) ? answer : second, found);
}

function keep(answer: Observable | Refusal | readonly Observable[], found: Found): void {
  if (isRefusal(answer)) refused(found, answer);
  else if ('value' in answer) add(found, answer);
  else for (const value of answer) add(found, value);
}
