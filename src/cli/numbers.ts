import { quote } from '../base/text.ts';
import { fail } from './conditions.ts';
import type { Context } from './context.ts';

interface Asked {
  /** As it is typed: `-n`. */
  readonly option: string;
  readonly text: string | undefined;
  readonly least: number;
  readonly most: number;
}

/** The whole number given with an option; `undefined` where it was not given. @throws Failure `usage/bad-value`. */
export function wholeNumber({ texts }: Context, { option, text, least, most }: Asked): number | undefined {
  if (text === undefined) return undefined;
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw fail('usage/bad-value', texts.usage.notANumber(option, quote(text), `${least}–${most}`));
}
