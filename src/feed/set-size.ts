import type { SourceSettings } from './source.ts';

/** Observables that a data set had when it was last taken over, and those it has now. */
export interface SetSizes {
  readonly before: number;
  readonly now: number;
}

/** Why a data set is not believed. */
export type SetDoubt = 'empty' | 'shrunk' | 'grown';

/** A set that has gained no more than this is never too large: a list of three may well have forty a day later. */
const harmlessGain = 1000;

/**
 * Why a data set should not take the place of the one before; `null` where it may. What was empty before may become
 * anything, and without a limit to its shrinking a set may become empty too.
 */
export function doubtAbout(
  { before, now }: SetSizes,
  { shrinkLimit, growthLimit }: Pick<SourceSettings, 'shrinkLimit' | 'growthLimit'>,
): SetDoubt | null {
  if (before === 0) return null;
  if (lostTooMuch({ before, now }, shrinkLimit)) return now === 0 ? 'empty' : 'shrunk';
  const grown = growthLimit !== null && now > before * growthLimit && now - before > harmlessGain;
  return grown ? 'grown' : null;
}

/** Whether more than so many percent are gone; everything is always too much, unless there is no limit. */
export function lostTooMuch({ before, now }: SetSizes, shrinkLimit: number | null): boolean {
  if (shrinkLimit === null || before === 0) return false;
  return now === 0 || (before - now) * 100 > before * shrinkLimit;
}
