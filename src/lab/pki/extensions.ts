import { isIPv4 } from 'node:net';
import { bits, element, explicit, implicit, integer, objectId, octets, sequence, utf8, yes } from './der.ts';

/** An extension of a certificate (RFC 5280 §4.2), encoded. */
export type Extension = Uint8Array;

function extension(id: string, value: Uint8Array, critical = false): Extension {
  return sequence(objectId(id), ...(critical ? [yes] : []), octets(value));
}

/** That it is an authority, with at most so many authorities beneath it; or that it is none. */
export function basicConstraints(authority: boolean, pathLength?: number): Extension {
  const length = pathLength === undefined ? [] : [integer(BigInt(pathLength))];
  return extension('2.5.29.19', sequence(...(authority ? [yes, ...length] : [])), true);
}

const usages = {
  authority: bits(Buffer.of(0b0000_0110), 1),
  signing: bits(Buffer.of(0b1000_0000), 7),
  server: bits(Buffer.of(0b1010_0000), 5),
} as const;

/** `authority`: signs certificates and lists; `signing`: digital signatures alone; `server`: these and key exchange. */
export function keyUsage(usage: keyof typeof usages): Extension {
  return extension('2.5.29.15', usages[usage], true);
}

const purposes = { server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2' } as const;

export function extendedKeyUsage(...of: readonly (keyof typeof purposes)[]): Extension {
  return extension('2.5.29.37', sequence(...of.map((each) => objectId(purposes[each]))));
}

/** Names and IPv4 addresses that a certificate is for. */
export function alternativeNames(names: readonly string[]): Extension {
  return extension('2.5.29.17', sequence(...names.map(generalName)));
}

function generalName(name: string): Buffer {
  return isIPv4(name) ? implicit(7, Buffer.from(name.split('.').map(Number))) : implicit(2, Buffer.from(name));
}

/** Where the issuer's certificate can be fetched. */
export function issuerAt(url: string): Extension {
  const description = sequence(objectId('1.3.6.1.5.5.7.48.2'), implicit(6, Buffer.from(url)));
  return extension('1.3.6.1.5.5.7.1.1', sequence(description));
}

/** The domain that an authority may sign for, and no other (RFC 5280 §4.2.1.10). */
export function permittedDomain(domain: string): Extension {
  return extension('2.5.29.30', sequence(explicit(0, sequence(implicit(2, Buffer.from(domain))))), true);
}

/** One that nobody knows and everybody has to heed. */
export const unknownCritical = extension('1.2.3.4.5.6', utf8('practice'), true);

/** Extensions as they stand in a certificate: under tag 3. */
export function extensionsField(extensions: readonly Extension[]): Buffer {
  return extensions.length === 0 ? Buffer.alloc(0) : element(0xa3, sequence(...extensions));
}
