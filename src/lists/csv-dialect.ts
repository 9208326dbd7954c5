import type { ListBudget } from './budget.ts';
import { CsvRows } from './csv-rows.ts';
import type { CsvSample } from './csv-plan.ts';
import { fieldDetail, fieldReading } from './field-names.ts';
import type { ListColumns, ListFormat } from './format.ts';
import { guess } from './guess.ts';
import { isRefusal } from '../observable/refusal.ts';

/**
 * Whether lines of text are surely rows of CSV: several columns with a header whose names are known, or with quotes
 * around most fields. A plain list with notes after its values is none.
 */
export function looksLikeCsv(lines: readonly string[], budget: ListBudget): boolean {
  const { delimiter, sample } = findDialect(lines, plainCsv, budget);
  const widths = sample.rows.map((row) => row.length);
  if (widths.every((width) => width < 2) && (sample.header?.length ?? 0) < 2) return false;
  if (sample.header !== null) return true;
  const rows = lines.filter((line) => line.trim() !== '' && !/^\s*#/.test(line));
  const quoted = rows.filter((line) => line.startsWith('"') && line.includes(`"${delimiter}`));
  return quoted.length > rows.length / 2;
}

type CsvFormat = Extract<ListFormat, { kind: 'csv' }>;

/** How a list is cut into fields, and where its header stands. */
export interface CsvDialect {
  readonly delimiter: string;
  /** The first row is the header, and no entry. */
  readonly headerRow: boolean;
  readonly sample: CsvSample;
}

/** A `null` is a line that was lost. */
export type HeldLines = readonly (string | null)[];

/** Characters of a commented header. */
const longestHeader = 4096;

const delimiters = [',', ';', '\t', '|'] as const;

/** The first line by which a spreadsheet is told the delimiter. */
export const separatorLine = /^\s*"?sep=(.)"?\s*$/i;

/** Finds what the settings leave open by the first lines of a list. */
export function findDialect(lines: HeldLines, format: CsvFormat, budget: ListBudget): CsvDialect {
  const told = separatorLine.exec(lines[0] ?? '')?.[1];
  const delimiter = format.delimiter ?? told ?? bestDelimiter(lines, budget);
  const { comment, rows } = cut(told === undefined ? lines : lines.slice(1), delimiter, budget);
  return { delimiter, ...findHeader({ comment, rows }, format) };
}

function findHeader({ comment, rows }: Cut, format: CsvFormat): Pick<CsvDialect, 'headerRow' | 'sample'> {
  const [first] = rows;
  const isHeader = (row: readonly string[]): boolean => looksLikeHeader(row, format.columns);
  const none = { headerRow: false, sample: { header: null, rows } };
  if (format.header === 'no') return none;
  const fits = comment !== null && (first === undefined || Math.abs(comment.length - first.length) <= 1);
  const commented = fits && isHeader(comment) ? { headerRow: false, sample: { header: comment, rows } } : null;
  if (first === undefined || (!isHeader(first) && (commented !== null || !expectsHeader(first, format)))) {
    return commented ?? none;
  }
  return { headerRow: true, sample: { header: first, rows: rows.slice(1) } };
}

/** Whoever names columns by their names knows of a header, though its names be strange to us. */
function expectsHeader(first: readonly string[], { header, columns }: CsvFormat): boolean {
  if (header === 'yes') return true;
  const named = Object.values(columns)
    .flat()
    .some((column) => !/^\d+$/.test(column));
  return named && first.every((field) => isRefusal(guess(field.trim())));
}

const plainCsv: CsvFormat = { kind: 'csv', delimiter: null, header: 'auto', columns: { values: [] } };

interface Cut {
  /** The last comment before the first row, cut like one. */
  readonly comment: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
}

function cut(lines: HeldLines, delimiter: string, budget: ListBudget): Cut {
  const rows: (readonly string[])[] = [];
  let comment: string | null = null;
  const reader = new CsvRows(delimiter, budget, {
    row: (fields) => rows.push(fields),
    comment: (line) => {
      if (rows.length === 0 && line.length < longestHeader && /[^\s#/]/.test(line)) comment = line;
    },
    skipped: () => undefined,
  });
  for (const line of lines) {
    if (line === null) reader.gap();
    else reader.line(line);
  }
  return { comment: comment === null ? null : fieldsOfComment(comment, delimiter, budget), rows };
}

/** `# id,url` and `# CSV: Date,URL` are headers. */
function fieldsOfComment(comment: string, delimiter: string, budget: ListBudget): readonly string[] {
  let fields: readonly string[] = [];
  const take = { row: (row: readonly string[]) => (fields = row), comment: () => undefined, skipped: () => undefined };
  new CsvRows(delimiter, budget, take).line(
    comment.replace(/^[\s#/]*(?:(?:csv|fields|columns):\s*)?/i, '').replace(/[\s#]+$/, ''),
  );
  return fields;
}

/** The delimiter that cuts most rows into as many fields; of equals the one that cuts more. */
function bestDelimiter(lines: HeldLines, budget: ListBudget): string {
  let best: string = ',';
  let most = 0;
  for (const delimiter of delimiters) {
    const widths = cut(lines, delimiter, budget).rows.map((row) => row.length);
    const counts = Map.groupBy(widths, (width) => width);
    const [width = 1, same = []] = [...counts].toSorted((a, b) => b[1].length - a[1].length)[0] ?? [];
    const score = width < 2 ? 0 : same.length / widths.length + width / 10_000;
    if (score > most) [best, most] = [delimiter, score];
  }
  return best;
}

/** Whether a row has a name that is known or that the settings ask for, and nothing that could be a value. */
function looksLikeHeader(row: readonly string[], columns: ListColumns): boolean {
  const asked = new Set(
    Object.values(columns)
      .flat()
      .map((name) => name.trim().toLowerCase()),
  );
  const names = row.map((field) => field.trim());
  const isName = (name: string): boolean =>
    fieldReading(name) !== null || fieldDetail(name) !== null || asked.has(name.toLowerCase());
  return (
    names.some((name) => name !== '' && isName(name)) && names.every((name) => name === '' || isRefusal(guess(name)))
  );
}
