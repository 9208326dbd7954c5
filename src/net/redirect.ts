import type { Evidence, Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { denialOf } from './address-policy.ts';
import { fail, type NetCode } from './conditions.ts';
import { isAddress } from './target.ts';

/**
 * What a redirect amounts to. None is followed: 301 and 302 turn a POST into a GET, and credentials would go where
 * nobody configured them to go.
 */
export function redirectFailure(from: string, location: string | null, evidence: Evidence): Failure {
  const to = location === null ? null : URL.parse(location, from);
  const code = codeOf(new URL(from), to);
  const where = location === null ? 'without saying where' : `to ${quote(to === null ? location : to.href)}`;
  return fail(code, `${quote(from)} redirects ${where}`, {
    evidence: { ...evidence, location: to?.href ?? location },
    hop: 'origin',
  });
}

type Rule = readonly [code: NetCode, holds: (from: URL, to: URL) => boolean];

/** First match wins. */
const rules: readonly Rule[] = [
  ['http/redirect-bad', (_from, to) => to.protocol !== 'http:' && to.protocol !== 'https:'],
  ['http/redirect-loop', (from, to) => to.href === from.href],
  ['http/redirect-private', (from, to) => to.hostname !== from.hostname && isPrivate(to.hostname)],
  ['http/redirect-slash', (from, to) => to.origin === from.origin && to.pathname === `${from.pathname}/`],
  ['http/redirect-downgrade', (from, to) => from.protocol === 'https:' && to.protocol === 'http:'],
  ['http/redirect-login', (_from, to) => loginPath.test(to.pathname + to.search)],
];

const loginPath = /\/(?:log-?in|sign-?in|sso|oauth2?|saml|auth|account)(?:[/.?]|$)/i;

function codeOf(from: URL, to: URL | null): NetCode {
  if (to === null) return 'http/redirect-bad';
  return rules.find(([, holds]) => holds(from, to))?.[0] ?? 'http/redirect';
}

function isPrivate(host: string): boolean {
  return isAddress(host) && denialOf(host) !== null;
}
