import { nearest } from '../base/nearest.ts';
import type { Policy, Rule, When } from './rule.ts';

/** What can be used as it stands, but was hardly meant. */
export type Remark =
  /** A rule names a source or a tag that there is not; `nearest` was probably meant. */
  | {
      readonly kind: 'unknown-source' | 'unknown-tag';
      readonly rule: string;
      readonly name: string;
      readonly nearest?: string;
    }
  /** A rule is never asked, for an earlier one takes all that it fits. */
  | { readonly kind: 'never-asked'; readonly rule: string; readonly by: string };

/** The sources that there are, and all their tags. */
export interface Known {
  readonly sources: readonly string[];
  readonly tags: readonly string[];
}

/** Looks a policy through for what was hardly meant, in the order of its rules. */
export function reviewPolicy({ rules }: Policy, known: Known): readonly Remark[] {
  return rules.flatMap((rule, i) => [
    ...strangers(rule, 'unknown-source', rule.when.sources, known.sources),
    ...strangers(rule, 'unknown-tag', rule.when.tags, known.tags),
    ...shadow(rule, rules.slice(0, i)),
  ]);
}

function strangers(
  { name: rule }: Rule,
  kind: 'unknown-source' | 'unknown-tag',
  named: readonly string[] = [],
  known: readonly string[] = [],
): Remark[] {
  return named
    .filter((name) => !known.includes(name))
    .map((name) => {
      const meant = nearest(name, known);
      return { kind, rule, name, ...(meant === undefined ? {} : { nearest: meant }) };
    });
}

function shadow(rule: Rule, earlier: readonly Rule[]): Remark[] {
  const by = earlier.find(({ when }) => covers(when, rule.when));
  return by === undefined ? [] : [{ kind: 'never-asked', rule: rule.name, by: by.name }];
}

/** Whether whatever fits `inner` fits `outer` as well. */
function covers(outer: When, inner: When): boolean {
  return (
    within(inner.kinds, outer.kinds) &&
    within(inner.sources, outer.sources) &&
    within(inner.tags, outer.tags) &&
    within(inner.where, outer.where) &&
    within(inner.recipients, outer.recipients) &&
    (outer.direction === undefined || outer.direction === inner.direction) &&
    (outer.confidence === undefined || (inner.confidence !== undefined && inner.confidence >= outer.confidence))
  );
}

/** An empty list stands for everything. */
function within(inner: readonly string[] = [], outer: readonly string[] = []): boolean {
  return outer.length === 0 || (inner.length > 0 && inner.every((each) => outer.includes(each)));
}
