import type { Code } from '../../base/failure.ts';
import { lookUp } from '../catalogue.ts';
import { asEvidence, carriedBy, type Carried } from './carried.ts';
import { contentRules, gateRules, settingRules, taxiiTypeRules, taxiiWordRules } from './rules-content.ts';
import { atProxy, byErrno, byTunnelStatus, networkRules, someProxyFault } from './rules-network.ts';
import { tlsRules } from './rules-tls.ts';
import { anyOf, certain, likely, oneOf, type Rule, type Ruling, type Verdict } from './verdict.ts';

/** The most of a reason that is looked at, in characters. */
export const longestReason = 2000;

/** A reason that no rule knows. */
export const unknown: Ruling = { code: 'bug/unknown', alternatives: [], certainty: 'one-of' };

/**
 * The condition that a reason of the reference product's log names, the reason being however damaged; what no rule
 * knows is `bug/unknown`. Time is linear in the reason, which is cut at 2,000 characters.
 */
export function classify(reason: string): Verdict {
  const text = normalised(reason);
  const carried = carriedBy(text);
  const ruling =
    first(gateRules, text) ??
    first(taxiiWordRules, text) ??
    viaProxy(text, carried) ??
    first(tlsRules, text) ??
    ofStatus(carried) ??
    first(contentRules, text) ??
    first(settingRules, text) ??
    ofErrno(carried) ??
    first(networkRules, text) ??
    first(taxiiTypeRules, text) ??
    unknown;
  return { ...ruling, evidence: asEvidence(carried) };
}

/** Blanks folded, typographic quotes made plain, the prefix `Taxii Error:` taken away. */
export function normalised(reason: string): string {
  return reason
    .slice(0, longestReason)
    .replaceAll(/[‘’‚‛`´]/g, "'")
    .replaceAll(/[“”„]/g, '"')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^taxii error ?: ?/i, '')
    .trim();
}

function first(rules: readonly Rule[], text: string): Ruling | undefined {
  return rules.find(([sign]) => sign.test(text))?.[1];
}

function viaProxy(text: string, carried: Carried): Ruling | undefined {
  if (/tunnel connection failed/i.test(text)) {
    return byTunnelStatus[carried.status ?? 0] ?? someProxyFault;
  }
  if (carried.status === 407) return anyOf('proxy/auth-needed', 'proxy/auth-bad', 'proxy/auth-scheme');
  if (!/proxyerror|cannot connect to proxy/i.test(text)) return undefined;
  const direct = ofErrno(carried) ?? first(networkRules.slice(0, -1), text);
  return (direct === undefined ? undefined : atProxy[direct.code]) ?? someProxyFault;
}

function ofErrno({ errno }: Carried): Ruling | undefined {
  return errno === undefined ? undefined : byErrno.get(errno);
}

/** Statuses that alone do not say which of several it is. */
const ambiguous: Readonly<Record<number, Ruling>> = {
  400: oneOf('http/400', 'taxii/wrong-service', 'http/port-is-tls'),
  401: likely('http/401', 'http/401-no-credentials'),
  403: oneOf('http/403', 'http/403-not-entitled', 'http/403-waf'),
  404: likely('http/404', 'taxii/collection-not-found'),
  405: likely('http/405', 'taxii/wrong-service'),
  500: likely('http/500', 'http/500-slash'),
};

function ofStatus({ status }: Carried): Ruling | undefined {
  if (status === undefined || status < 300) return undefined;
  const several = ambiguous[status];
  if (several !== undefined) return several;
  if (status >= 520 && status <= 530) return certain('http/52x');
  if (status < 400) return likely('http/redirect', 'http/redirect-slash', 'http/redirect-login');
  const code: Code = `http/${status}`;
  return certain(lookUp(code) === undefined ? 'http/status' : code);
}
