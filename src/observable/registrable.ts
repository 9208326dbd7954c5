import { getDomain, getPublicSuffix } from 'tldts';

/**
 * Hosts as the Public Suffix List sees them, with its private section: under `github.io` or `blogspot.com` every name
 * belongs to somebody else, so they are suffixes and `who.github.io` is what somebody registered. The list is the one
 * that the installed version of tldts carries.
 */
const options = {
  allowPrivateDomains: true,
  extractHostname: false,
  validateHostname: false,
  mixedInputs: false,
  detectSpecialUse: false,
} as const;

/**
 * The part of a canonical host name that somebody registered: `example.co.uk` of `www.example.co.uk`. A top-level
 * domain that the list does not know counts as a public suffix. `null` for a public suffix itself, an address and
 * what has no dot.
 */
export function registrableDomain(host: string): string | null {
  return getDomain(host, options);
}

/** Whether names under `host` (canonical) belong to different owners: `com`, `co.uk`, `github.io`, an unknown top-level domain. */
export function isPublicSuffix(host: string): boolean {
  return host !== '' && getPublicSuffix(host, options) === host;
}
