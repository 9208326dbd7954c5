import type { Palette } from './palette.ts';
import { displayWidth, pad, wrap } from './width.ts';

/** A label and what stands beside it; a list stands line under line. Nothing is shown of one with no lines. */
export type Fact = readonly [label: string, value: string | readonly string[]];

/** Words that a line break must not part, such as a figure and its unit: spaces that become plain ones when they are shown. */
export function together(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}

/** Labels in one column, values wrapped beside them; indented by two. */
export function renderFacts(facts: readonly Fact[], measure: number, palette: Palette): string[] {
  const shown = facts.map(([label, value]) => ({ label, lines: typeof value === 'string' ? [value] : value }));
  const width = shown.reduce(
    (most, { label, lines }) => (lines.length > 0 ? Math.max(most, displayWidth(label)) : most),
    0,
  );
  const room = Math.max(20, measure - width - 4);
  return shown.flatMap(({ label, lines }) =>
    lines
      .flatMap((line) => wrap(line, room))
      .map((line, i) =>
        `  ${palette.dim(pad(i === 0 ? label : '', width))}  ${line.replaceAll('\u00a0', ' ')}`.trimEnd(),
      ),
  );
}
