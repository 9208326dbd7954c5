import type { Evidence, Fault, RetryClass, Stage } from '../base/failure.ts';
import type { Entry, Language } from './entry.ts';
import { fill } from './template.ts';
import { valuesOf, type ValueName, type Values } from './values.ts';

/** An entry with its values filled in: what the command line, a page and an alert print. Commands stand in backticks. */
export interface Rendered {
  readonly stage: Stage;
  readonly fault: Fault;
  readonly retry: RetryClass;
  readonly title: string;
  readonly meaning: string;
  readonly certain: string;
  readonly causes: readonly string[];
  readonly remedy: readonly string[];
}

/**
 * The texts of an entry for one instance. `evidence` is that of the failure, with `source` and whatever else the
 * caller knows added to it; what is missing shows as `NAME`, `HOST` and so on.
 */
export function render(entry: Entry, language: Language, evidence: Evidence = {}): Rendered {
  return renderWith(entry, language, valuesOf(evidence));
}

/** The same with values that were taken from evidence before. */
export function renderWith(entry: Entry, language: Language, values: Values): Rendered {
  const { title, meaning, certain, causes, remedy } = entry[language];
  const filled = (text: string): string => fill(text, values);
  return {
    stage: entry.stage,
    fault: entry.fault,
    retry: entry.retry,
    title: filled(title),
    meaning: filled(meaning),
    certain: filled(certain),
    causes: causes.map(filled),
    remedy: applying(remedy, values).map(filled),
  };
}

/** Values without which a step makes no sense, and the sign that they were looked for. */
const needed: readonly (readonly [value: ValueName, lookedFor: (values: Values) => boolean])[] = [
  ['profile', ({ proxy }) => proxy !== undefined],
  ['keyLevel', ({ node }) => node !== undefined],
  ['shownRoot', ({ issuer, fingerprint }) => issuer !== undefined || fingerprint !== undefined],
  ['issuerAt', ({ issuer, fingerprint }) => issuer !== undefined || fingerprint !== undefined],
];

/**
 * The steps that apply: those that need a value which was looked for and is not there are left out, and where the
 * proxy is a profile those for a proxy of the source's own. Nothing is left out where nothing would stay.
 */
function applying(remedy: readonly string[], values: Values): readonly string[] {
  const absent = needed.filter(([name, lookedFor]) => values[name] === undefined && lookedFor(values));
  const forProfiles = values.profile !== undefined && remedy.some((step) => step.includes('{profile}'));
  const isLeftOut = (step: string): boolean =>
    absent.some(([name]) => step.includes(`{${name}}`)) ||
    (forProfiles && /source edit \{source\} --proxy(?:-except|-password-file)? (?!none)/.test(step));
  const left = remedy.filter((step) => !isLeftOut(step));
  return left.length === 0 ? remedy : left;
}
