import type { Failure } from '../base/failure.ts';
import { quote, safeText } from '../base/text.ts';
import { nearest } from '../base/nearest.ts';
import type { Kind } from '../observable/observable.ts';
import { isRefusal } from '../observable/refusal.ts';
import { fail } from './conditions.ts';
import { hasValue } from './entry.ts';
import { chooseFields, fieldDetail, fieldReading, type ValueField } from './field-names.ts';
import { type DetailName, detailNames, type ListColumns } from './format.ts';
import { guess } from './guess.ts';

/** Which columns of a list say what, each by its index. */
export interface CsvPlan {
  readonly values: readonly ValueField<number>[];
  readonly details: readonly (readonly [name: DetailName, index: number])[];
  /** Of MISP's flag that a value is meant for detection. */
  readonly detect: number | null;
}

/** The beginning of a list, as its dialect cuts it. */
export interface CsvSample {
  /** The header; `null` where there is none. */
  readonly header: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
}

/** Columns that are looked at where names tell nothing. */
const mostColumns = 100;

/**
 * Finds the columns: those that the settings name, else by the names in the header, else by what stands in them.
 * @throws Failure `csv/column` where the settings name a column that is not there.
 */
export function planColumns(sample: CsvSample, columns: ListColumns, kinds: readonly Kind[] | null): CsvPlan {
  if (sample.header === null && sample.rows.length === 0) return { values: [], details: [], detect: null };
  const found = new Map<DetailName | 'detect', number>();
  for (const [index, name] of (sample.header ?? []).entries()) {
    const detail = fieldDetail(name);
    if (detail !== null && !found.has(detail)) found.set(detail, index);
  }
  const details = detailNames.flatMap((name) => {
    const column = columns[name];
    const index = column === undefined ? found.get(name) : columnIndex(column, sample);
    return index === undefined ? [] : [[name, index] as const];
  });
  return { values: valueColumns(sample, columns.values, kinds), details, detect: found.get('detect') ?? null };
}

function valueColumns(
  sample: CsvSample,
  named: readonly string[],
  kinds: readonly Kind[] | null,
): readonly ValueField<number>[] {
  const names = sample.header ?? [];
  if (named.length > 0) {
    return named.map((column) => {
      const place = columnIndex(column, sample);
      return { place, reading: fieldReading(names[place] ?? '') ?? 'any' };
    });
  }
  const fields = names.flatMap((name, place) => {
    const reading = fieldReading(name);
    return reading === null ? [] : [{ place, reading }];
  });
  const chosen = chooseFields(fields, kinds);
  const sure = kinds !== null || chosen.some(({ reading }) => reading !== 'email');
  return chosen.length > 0 && sure ? chosen : [{ place: fullestColumn(sample, kinds), reading: 'any' }];
}

/** The index of a column by its name or by its number from 1 on. */
function columnIndex(column: string, { header, rows }: CsvSample): number {
  const width = rows.reduce((most, row) => Math.max(most, row.length), header?.length ?? 0);
  const number = /^\d{1,4}$/.test(column) ? Number(column) : 0;
  if (number > 0 && number <= width) return number - 1;
  const wanted = plain(column);
  const index = header?.findIndex((name) => plain(name) === wanted) ?? -1;
  if (index >= 0) return index;
  throw noColumn(column, header, width);
}

function noColumn(column: string, header: CsvSample['header'], width: number): Failure {
  const names = (header ?? []).map((name) => safeText(name.trim(), 60));
  const near = nearest(column, names);
  const there =
    header === null ? `and no header; its rows have ${width} columns` : `but ${names.slice(0, 20).join(', ')}`;
  return fail('csv/column', `the list has no column ${quote(column, 60)}, ${there}`, {
    evidence: { column, columns: names, ...(near === undefined ? {} : { nearest: near }) },
  });
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}

/** The column that holds the most observables; of equals the first, those that link to one and the same host last. */
function fullestColumn({ rows }: CsvSample, kinds: readonly Kind[] | null): number {
  const width = Math.min(
    mostColumns,
    rows.reduce((most, row) => Math.max(most, row.length), 1),
  );
  const scores = Array.from({ length: width }, (_, index) => scoreOf(rows, index, kinds));
  return scores.indexOf(Math.max(...scores));
}

function scoreOf(rows: CsvSample['rows'], index: number, kinds: readonly Kind[] | null): number {
  const hosts = new Set<string>();
  let urls = 0;
  let score = 0;
  for (const row of rows) {
    const text = row[index]?.trim() ?? '';
    const answer = guess(text);
    if (!hasValue(text) || isRefusal(answer) || kinds?.includes(answer.kind) === false) continue;
    score += 1;
    if (answer.kind !== 'url') continue;
    urls += 1;
    hosts.add(answer.value.split('/', 3)[2] ?? '');
  }
  return urls > 2 && hosts.size === 1 ? score / 2 : score;
}
