import { createHash } from 'node:crypto';
import type { Chance } from './chance.ts';
import type { Hash } from './cybox.ts';

/** Invented names and addresses from the ranges kept for examples (RFC 2606, 3849, 5737): nothing here exists. */

const lures = ['login', 'secure', 'account', 'billing', 'parcel', 'invoice', 'webmail', 'refund', 'verify'] as const;
const brands = ['bank', 'post', 'cloud', 'shop', 'tax-office', 'airline', 'payroll', 'courier', 'telecom'] as const;
const pages = [
  'login.php',
  'index.html',
  'verify',
  'update/session',
  'wp-content/doc.php',
  'auth/signin.aspx',
] as const;
const people = ['billing', 'no-reply', 'support', 'accounts', 'ceo.office', 'delivery', 'hr'] as const;
const documents = ['invoice', 'purchase-order', 'scan', 'shipping-label', 'remittance', 'quote'] as const;
const endings = ['pdf.exe', 'docm', 'xlsm', 'iso', 'zip', 'js'] as const;
const blocks4 = ['192.0.2', '198.51.100', '203.0.113'] as const;

/** Such as `secure-parcel-4821.bank.example`. */
export function domainName(chance: Chance): string {
  return `${chance.pick(lures)}-${chance.pick(brands)}-${chance.below(100_000)}.${chance.pick(brands)}.example`;
}

/** A URL as phishing kits have them, in canonical form. */
export function phishingUrl(chance: Chance, host: string): string {
  const path = `${chance.pick(lures)}/${chance.hex(6)}/${chance.pick(pages)}`;
  const query = [`?id=${chance.below(9999)}&session=${chance.hex(12)}`, `?e=${chance.hex(8)}`, ''] as const;
  return `http://${host}/${path}${chance.pick(query)}`;
}

export function mailbox(chance: Chance, host: string): string {
  return `${chance.pick(people)}@${host}`;
}

export function ipv4(chance: Chance): string {
  return `${chance.pick(blocks4)}.${1 + chance.below(254)}`;
}

/** In canonical form (RFC 5952). */
export function ipv6(chance: Chance): string {
  const group = (): string => (0x1000 + chance.below(0xefff)).toString(16);
  return `2001:db8:${group()}:${group()}::${group()}`;
}

/** A network of 16 to 64 addresses. */
export function network4(chance: Chance): { readonly cidr: string; readonly first: string; readonly last: string } {
  const bits = 26 + chance.below(3);
  const size = 2 ** (32 - bits);
  const base = chance.below(256 / size) * size;
  const block = chance.pick(blocks4);
  return { cidr: `${block}.${base}/${bits}`, first: `${block}.${base}`, last: `${block}.${base + size - 1}` };
}

export function network6(chance: Chance): string {
  return `2001:db8:${(0x1000 + chance.below(0xefff)).toString(16)}::/48`;
}

export function fileName(chance: Chance): string {
  return `${chance.pick(documents)}-${chance.below(100_000)}.${chance.pick(endings)}`;
}

/** Hashes of a text that exists only here, so that they are nobody's file. */
export function hashesOf(text: string): Readonly<Record<'md5' | 'sha1' | 'sha256' | 'sha512', string>> {
  const of = (algorithm: string): string => createHash(algorithm).update(`feedgate practice: ${text}`).digest('hex');
  return { md5: of('md5'), sha1: of('sha1'), sha256: of('sha256'), sha512: of('sha512') };
}

/** Hashes as a File object has them. */
export function namedHashes(hashes: ReturnType<typeof hashesOf>): readonly Hash[] {
  return [
    ['MD5', hashes.md5],
    ['SHA1', hashes.sha1],
    ['SHA256', hashes.sha256],
  ];
}
