import { quote } from '../base/text.ts';
import { fail } from './conditions.ts';
import type { Context } from './context.ts';
import { formatBytes } from './format.ts';

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

const units: Readonly<Record<string, number>> = { '': 1, k: 1000, m: 1_000_000 };

/** A number of bytes given with an option: `500000`, `500kB`, `10MB`; `undefined` where it was not given. @throws Failure `usage/bad-value`. */
export function byteCount({ texts }: Context, { option, text, least, most }: Asked): number | undefined {
  if (text === undefined) return undefined;
  const [, count = '', unit = ''] = /^(\d{1,9})\s*(?:([km])b?|b)?$/i.exec(text.trim()) ?? [];
  const bytes = count === '' ? Number.NaN : Number(count) * (units[unit.toLowerCase()] ?? Number.NaN);
  if (bytes >= least && bytes <= most) return bytes;
  throw fail(
    'usage/bad-value',
    texts.usage.notANumber(option, quote(text), `${formatBytes(least)}–${formatBytes(most)}`),
  );
}
