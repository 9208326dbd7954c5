import type { Kind } from '../observable/observable.ts';
import type { Assertion, Direction, Envelope, Match, Place } from './fact.ts';
import { addressFits } from './pattern.ts';

/** What is done with a mail, mildest first; of several, the strongest is done. */
export const actions = [
  'none',
  'log',
  'header',
  'tag-subject',
  'defang-url',
  'strip-attachment',
  'redirect',
  'quarantine',
  'tempfail',
  'discard',
  'reject',
] as const;
export type Action = (typeof actions)[number];

/** What a rule looks at; what is absent or empty fits everything. */
export interface When {
  readonly kinds?: readonly Kind[];
  readonly sources?: readonly string[];
  readonly tags?: readonly string[];
  /** The least confidence, 0–100; an assertion without one does not fit. */
  readonly confidence?: number;
  readonly where?: readonly Place[];
  readonly direction?: Direction;
  /** `user@example.org`, `@example.org`, `.example.org`; one of the recipients fits. */
  readonly recipients?: readonly string[];
}

/** A row of the policy: the first that fits a match decides about it. */
export interface Rule {
  /** Unique; stands in headers, log and journal. */
  readonly name: string;
  readonly when: When;
  readonly do: Action;
  /** For `redirect`: where to. */
  readonly to?: string;
}

export interface Policy {
  /** `monitor`: nothing but headers and the journal, whatever the rules say. */
  readonly mode: 'monitor' | 'enforce';
  readonly rules: readonly Rule[];
  /** What `tag-subject` writes before the subject. Default `[THREAT] `. */
  readonly subjectTag: string;
}

/** Whether an action keeps a mail from whom it is for. */
export function stops(action: Action): boolean {
  return actions.indexOf(action) >= actions.indexOf('redirect');
}

/** The assertions of a match that a rule applies to; none where it does not apply. */
export function applies({ when }: Rule, match: Match, envelope: Envelope): readonly Assertion[] {
  const fits =
    oneOf(when.kinds, match.listed.kind) &&
    oneOf(when.where, match.fact.where) &&
    (when.direction === undefined || when.direction === envelope.direction) &&
    someRecipient(when.recipients, envelope.recipients);
  return fits ? match.assertions.filter((assertion) => asserts(when, assertion)) : [];
}

function asserts(when: When, { source, tags, confidence }: Assertion): boolean {
  const sure = when.confidence === undefined || (confidence !== null && confidence >= when.confidence);
  return sure && oneOf(when.sources, source) && (isOpen(when.tags) || tags.some((tag) => when.tags?.includes(tag)));
}

function someRecipient(patterns: readonly string[] | undefined, recipients: readonly string[]): boolean {
  return (
    isOpen(patterns) || recipients.some((recipient) => patterns?.some((pattern) => addressFits(pattern, recipient)))
  );
}

function oneOf<T>(list: readonly T[] | undefined, value: T): boolean {
  return isOpen(list) || list?.includes(value) === true;
}

function isOpen(list: readonly unknown[] | undefined): boolean {
  return list === undefined || list.length === 0;
}

/** The first thing that keeps a rule from applying to a match; `null` where it applies. */
export function misfit(rule: Rule, match: Match, envelope: Envelope): keyof When | null {
  const { kinds, where, direction, recipients, sources, tags } = rule.when;
  if (!oneOf(kinds, match.listed.kind)) return 'kinds';
  if (!oneOf(where, match.fact.where)) return 'where';
  if (direction !== undefined && direction !== envelope.direction) return 'direction';
  if (!someRecipient(recipients, envelope.recipients)) return 'recipients';
  if (applies(rule, match, envelope).length > 0) return null;
  const of = (when: When): boolean => match.assertions.some((assertion) => asserts(when, assertion));
  if (sources !== undefined && !of({ sources })) return 'sources';
  return tags !== undefined && !of({ tags }) ? 'tags' : 'confidence';
}
