import type { FailureRecord } from '../base/failure.ts';
import type { RoutedSource } from '../feed/source.ts';
import type { Verdict } from '../feed/finding.ts';
import type { Round } from './round.ts';

/** What is asked after a failure of some kind, and what is made of the answers. */
export type Plan = (failure: FailureRecord, round: Round, settings: RoutedSource) => Promise<Verdict>;

/** The first text of a list in the evidence, or a text that stands alone. */
export function textsOf(failure: FailureRecord, name: string): readonly string[] {
  const value = failure.evidence[name];
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
