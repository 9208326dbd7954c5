import type { Code, Condition, Fault, RetryClass, Stage } from '../base/failure.ts';

export const languages = ['en', 'ko'] as const;
export type Language = (typeof languages)[number];

/**
 * What an operator reads of a condition in one language. `{host}` and the like are filled from evidence, `{을/를}` is
 * the particle that what stands before it asks for, commands stand in backticks (`template.ts`).
 */
export interface Texts {
  /** A few words, no full stop; the English one is the title of the `Condition`. */
  readonly title: string;
  /** What happened, in a sentence or two. */
  readonly meaning: string;
  /** By what sign the condition is told from those that look alike. */
  readonly certain: string;
  /** Likely first. */
  readonly causes: readonly string[];
  /** Steps in order; each can be carried out. */
  readonly remedy: readonly string[];
}

/** Steps for the administrator of the reference product, by its menus and commands. */
export interface ApplianceSteps {
  readonly en: readonly string[];
  readonly ko: readonly string[];
}

/** Where, whose and whether to retry: the meaning is that of `Condition`. */
export type Row = Omit<Condition, 'title'>;

export interface Entry extends Row {
  readonly en: Texts;
  readonly ko: Texts;
}

/** The texts of one area. */
export type Entries = Readonly<Record<Code, Entry>>;

/** Stage, fault and retry class of an entry in one line. */
export function row(stage: Stage, fault: Fault, retry: RetryClass): Row {
  return { stage, fault, retry };
}
