import { parseDomain } from '../observable/domain.ts';
import { parseEmail } from '../observable/email.ts';
import { parseHash } from '../observable/hash.ts';
import { parseAddresses } from '../observable/ip.ts';
import type { Observable, Refusal } from '../observable/observable.ts';
import { refang } from '../observable/refang.ts';
import { parseUrl } from '../observable/url.ts';
import { guess } from './guess.ts';

/** As what a value is read: one of the sorts of observable, or what it looks like. */
export type Reading = 'address' | 'domain' | 'url' | 'email' | 'hash' | 'any';

/** Names of kinds as lists and other formats have them, letters and digits only. */
const names: Readonly<Record<Exclude<Reading, 'any'>, string>> = {
  address:
    'ip ips ipv4 ipv6 ipaddr ipaddress ipv4addr ipv6addr ipv4address ipv6address ipsrc ipdst ipport ipdstport ipsrcport address ' +
    'cidr cidrs ipv4cidr ipv6cidr network netblock subnet iprange ipv4range range prefix',
  domain: 'domain domains domainname hostname hostnames host fqdn dnsname',
  url: 'url urls uri fullurl',
  email: 'email emails emailaddress emailaddr emailsrc emailsender emailreplyto sender',
  hash:
    'hash hashes filehash md5 sha1 sha256 sha512 md5hash sha1hash sha256hash sha512hash filehashmd5 filehashsha1 ' +
    'filehashsha256 filehashsha512 hashmd5 hashsha1 hashsha256 hashsha512 filemd5 filesha1 filesha256',
};

const byName: ReadonlyMap<string, Reading> = new Map(
  Object.entries(names).flatMap(([reading, list]) =>
    list.split(' ').map((name) => [name, reading as Reading] as const),
  ),
);

/** A name as lists write it in many ways: `IPv4-Addr`, `sha256_hash`, `File Hash`. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** How values of a kind that a list names are read; `null` where it is not kept. */
export function readingNamed(kind: string): Reading | null {
  return byName.get(plainName(kind)) ?? null;
}

/** An address with its port, `192.0.2.1:80`, `192.0.2.1|80` or `[2001:db8::1]:80`. */
const port = /^(?:(\d+(?:\.\d+){3})[:|]\d{1,5}|\[([^\]]+)\](?::\d{1,5})?)$/;

function withoutPort(text: string): string {
  const [, v4, v6] = port.exec(text) ?? [];
  return v4 ?? v6 ?? text;
}

/** A value as it stands in a field of its own: defanged or not, with nothing around it. A range is several networks. */
export function readValue(text: string, reading: Reading): readonly (Observable | Refusal)[] {
  switch (reading) {
    case 'any':
      return answers(guessRange(withoutPort(text)));
    case 'address':
      return answers(parseAddresses(withoutPort(refang(text))));
    case 'domain':
      return [parseDomain(refang(text))];
    case 'url':
      return [parseUrl(refang(text), { assumeHttp: true })];
    case 'email':
      return [parseEmail(refang(text))];
    case 'hash':
      return [parseHash(text)];
  }
}

/** A range of addresses, where the text is nothing else that has a hyphen. */
function guessRange(text: string): readonly Observable[] | Observable | Refusal {
  const range = text.includes('-') && /^[\d.\s-]+$|:/.test(text) ? parseAddresses(text) : null;
  return range === null || 'rule' in range ? guess(text) : range;
}

function answers(answer: readonly Observable[] | Observable | Refusal): readonly (Observable | Refusal)[] {
  return Array.isArray(answer) ? answer : [answer as Observable | Refusal];
}
