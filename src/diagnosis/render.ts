import type { Evidence, Fault, RetryClass, Stage } from '../base/failure.ts';
import type { Entry, Language } from './entry.ts';
import { fill } from './template.ts';
import { valuesOf, type Values } from './values.ts';

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

/**
 * The steps that apply: where it is known whether the proxy is a profile, those for the other are left out. Nothing is
 * left out where nothing would stay.
 */
function applying(remedy: readonly string[], { proxy, profile }: Values): readonly string[] {
  const forProfiles = remedy.filter((step) => step.includes('{profile}'));
  if (forProfiles.length === 0 || (proxy === undefined && profile === undefined)) return remedy;
  const isLeftOut =
    profile === undefined
      ? (step: string) => forProfiles.includes(step)
      : (step: string) => /source edit \{source\} --proxy(?:-except)? (?!none)/.test(step);
  const left = remedy.filter((step) => !isLeftOut(step));
  return left.length === 0 ? remedy : left;
}
