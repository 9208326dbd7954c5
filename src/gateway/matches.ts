import type { Match as Listing } from '../match/match.ts';
import type { MatchIndex } from '../match/match-index.ts';
import type { Observable } from '../observable/observable.ts';
import type { Assertion, Fact, Match } from '../policy/fact.ts';

/** What of a mail's facts is listed at an instant (milliseconds since 1970): a match for each listed value that a fact leads to. */
export function matchesOf(facts: readonly Fact[], index: MatchIndex, at: number): readonly Match[] {
  return facts.flatMap((fact) => matchesOfFact(fact, index, at));
}

function matchesOfFact(fact: Fact, index: MatchIndex, at: number): readonly Match[] {
  const listings = listingsOf(fact.observable, index, at);
  if (listings.length === 0) return [];
  const byValue = Map.groupBy(listings, ({ kind, value }) => `${kind} ${value}`);
  return [...byValue.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [{ fact, listed: { kind: first.kind, value: first.value }, assertions: group.map(assertionOf) }];
  });
}

/** An address is looked up with the networks around it, a name with those above it that cover it; all else as it stands. */
function listingsOf(observable: Observable, index: MatchIndex, at: number): readonly Listing[] {
  switch (observable.kind) {
    case 'ip':
      return index.lookUpIp(observable.value, at);
    case 'domain':
      return index.lookUpDomain(observable.value, at);
    case 'network':
    case 'url':
    case 'email':
    case 'md5':
    case 'sha1':
    case 'sha256':
    case 'sha512':
      return index.lookUp(observable, at);
  }
}

function assertionOf({ source, indicator, confidence }: Listing): Assertion {
  return { source: source.name, indicator, tags: source.tags, confidence, mode: source.mode };
}
