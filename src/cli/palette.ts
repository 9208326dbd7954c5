type Paint = (text: string) => string;

/** The few colours of the command line, by what they mean. */
export interface Palette {
  readonly good: Paint;
  readonly bad: Paint;
  readonly warn: Paint;
  readonly dim: Paint;
  readonly strong: Paint;
}

const same: Paint = (text) => text;
const sgr =
  (on: number, off: number): Paint =>
  (text) =>
    `\u001b[${on}m${text}\u001b[${off}m`;

const plainPalette: Palette = { good: same, bad: same, warn: same, dim: same, strong: same };
const colourPalette: Palette = {
  good: sgr(32, 39),
  bad: sgr(31, 39),
  warn: sgr(33, 39),
  dim: sgr(2, 22),
  strong: sgr(1, 22),
};

export interface ColourQuestion {
  readonly isTTY: boolean;
  readonly noColor: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Colours where somebody looks and has not refused them: `--no-color`, NO_COLOR, FORCE_COLOR, `TERM=dumb`, in this order. */
export function paletteFor({ isTTY, noColor, env }: ColourQuestion): Palette {
  const force = env['FORCE_COLOR'];
  if (noColor || (env['NO_COLOR'] ?? '') !== '' || force === '0' || force === 'false') return plainPalette;
  if (force !== undefined) return colourPalette;
  return isTTY && env['TERM'] !== 'dumb' ? colourPalette : plainPalette;
}
