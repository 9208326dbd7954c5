import type { Palette } from './palette.ts';
import { cut, displayWidth, pad } from './width.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'right';
  /** May be cut to this many columns when the terminal is narrow. */
  readonly least?: number;
  /** May be left out when the terminal is narrow: the highest first. */
  readonly spare?: number;
}

/** A cell is one line of safe text; `paint` colours it after it was measured. */
export type Cell = string | { readonly text: string; readonly paint: (text: string) => string };

const gap = 2;

/** A table in lines; cut to `width` columns, whole where it is `null`. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  palette: Palette,
  width: number | null,
): string[] {
  const fields = columns.map((column, i) => {
    const cells = rows.map((row) => row[i] ?? '');
    const natural = cells.reduce(
      (most, cell) => Math.max(most, displayWidth(textOf(cell))),
      displayWidth(column.title),
    );
    return { column, cells, natural };
  });
  const shown = width === null ? fields : fit(fields, width);
  const titles = shown.map((field) => ({ text: field.column.title, paint: palette.dim }));
  return [titles, ...rows.map((_, i) => shown.map((field) => field.cells[i] ?? ''))].map((cells) =>
    cells
      .map((cell, i) => drawn(cell, shown[i]))
      .join(' '.repeat(gap))
      .trimEnd(),
  );
}

interface Field {
  readonly column: Column;
  readonly cells: readonly Cell[];
  readonly natural: number;
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

function drawn(cell: Cell, field: Field | undefined): string {
  const width = field?.natural ?? 0;
  const text = pad(cut(textOf(cell), width), width, field?.column.align ?? 'left');
  return typeof cell === 'string' ? text : cell.paint(text);
}

/** Leaves out spare columns until the rest can fit, then narrows the widest of those that may be cut. */
function fit(fields: readonly Field[], width: number): Field[] {
  let kept = [...fields];
  const total = (widthOf: (field: Field) => number) => kept.reduce((sum, field) => sum + widthOf(field) + gap, -gap);
  const least = (field: Field) => Math.min(field.natural, field.column.least ?? field.natural);
  while (total(least) > width) {
    const spare = kept.filter((field) => field.column.spare !== undefined);
    if (spare.length === 0) break;
    const victim = spare.reduce((a, b) => ((b.column.spare ?? 0) > (a.column.spare ?? 0) ? b : a));
    kept = kept.filter((field) => field !== victim);
  }
  for (let excess = total((field) => field.natural) - width; excess > 0; excess -= 1) {
    const widest = kept
      .filter((field) => field.natural > (field.column.least ?? field.natural))
      .reduce<Field | undefined>((a, b) => (a === undefined || b.natural > a.natural ? b : a), undefined);
    if (widest === undefined) break;
    kept = kept.map((field) => (field === widest ? { ...field, natural: field.natural - 1 } : field));
  }
  return kept;
}
