import type { Observable } from '../observable/observable.ts';
import type { Fact, Match } from '../policy/fact.ts';
import type { Rule } from '../policy/rule.ts';

/**
 * Values that every front lists, though no source does, so that whoever sets one up can see that it matches. A mail
 * that shows one gets a header and nothing more, whatever the policy says.
 */
export const canary = {
  domain: 'feedgate-test.invalid',
  url: 'https://feedgate-test.invalid/canary',
  /** Of the text `feedgate canary` and a line feed. */
  sha256: 'bfaf1abde83c4dd6d7f7e1f6d2e84e43ef9560308b2378145fe3c4e6542d410d',
  source: 'feedgate-test',
} as const;

/** Comes before all rules of the policy. */
export const canaryRule: Rule = { name: 'feedgate-test', when: { sources: [canary.source] }, do: 'header' };

/** Whether a value is a canary: the domain and what lies below it, the URL, the hash. */
export function isCanary({ kind, value }: Observable): boolean {
  if (kind === 'domain') return value === canary.domain || value.endsWith(`.${canary.domain}`);
  return (kind === 'url' && value === canary.url) || (kind === 'sha256' && value === canary.sha256);
}

export function canaryMatches(facts: readonly Fact[]): readonly Match[] {
  return facts.filter(({ observable }) => isCanary(observable)).map(canaryMatch);
}

function canaryMatch(fact: Fact): Match {
  const { observable } = fact;
  const listed: Observable = observable.kind === 'domain' ? { kind: 'domain', value: canary.domain } : observable;
  const assertion = { source: canary.source, indicator: 'canary', tags: [], confidence: 100, mode: 'monitor' } as const;
  return { fact, listed, assertions: [assertion] };
}
