import { type Found, nothing, onlySkipped } from '../indicator/found.ts';
import { reasonName } from '../indicator/reason.ts';
import { isTrue, textOf, textsOf } from '../json/object.ts';
import { type StixObject } from './object.ts';
import { observablesOf } from './pattern/evaluate.ts';
import { isPatternRefusal, parsePattern } from './pattern/parse.ts';

/** What an indicator object asserts (STIX 2.1 §4.7); nothing where it is revoked. */
export function foundInIndicator(indicator: StixObject, benignTypes: ReadonlySet<string>): Found {
  if (isTrue(indicator, 'revoked')) return nothing();
  const benign = typesOf(indicator).find((type) => benignTypes.has(type));
  if (benign !== undefined) return onlySkipped(`indicator-type:${reasonName(benign)}`);
  const type = textOf(indicator, 'pattern_type').trim().toLowerCase();
  // STIX 2.0 knows one kind of pattern only and does not name it; Splunk says stix2.
  if (type !== '' && type !== 'stix' && type !== 'stix2') return onlySkipped(`pattern-type:${reasonName(type)}`);
  const pattern = textOf(indicator, 'pattern');
  if (pattern === '') return onlySkipped('no-pattern');
  const observation = parsePattern(pattern);
  if (!isPatternRefusal(observation)) return observablesOf(observation);
  const costly = observation.rule.startsWith('too-');
  return onlySkipped(costly ? `pattern-${observation.rule}` : 'malformed-pattern');
}

/** `indicator_types` of 2.1, and the `labels` that had their meaning in 2.0. */
function typesOf(indicator: StixObject): readonly string[] {
  const types = [...textsOf(indicator, 'indicator_types'), ...textsOf(indicator, 'labels')];
  return types.map((type) => type.trim().toLowerCase());
}
