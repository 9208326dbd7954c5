import type { Kind } from '../observable/observable.ts';
import type { ListBudget } from './budget.ts';
import type { ListContent } from './content.ts';
import { findDialect, type HeldLines, separatorLine } from './csv-dialect.ts';
import { type CsvPlan, planColumns } from './csv-plan.ts';
import { CsvRows, type RowHandler } from './csv-rows.ts';
import { takeEntry } from './entry.ts';
import type { DetailName, ListFormat } from './format.ts';
import type { Intake } from './intake.ts';
import { Lines } from './lines.ts';

/** Characters of lines by which dialect and columns are found. */
const enough = 64 * 1024;

interface Context {
  readonly format: Extract<ListFormat, { kind: 'csv' }>;
  readonly kinds: readonly Kind[] | null;
  readonly budget: ListBudget;
}

/** A list of rows. Its first lines are held until it is found out how they are to be read. */
export function csvContent(intake: Intake, context: Context): ListContent {
  const table = new Table(intake, context);
  const lines = new Lines(context.budget.lineLength, table);
  return {
    write: (text) => lines.write(text),
    end: () => {
      lines.end();
      table.end();
    },
  };
}

class Table implements RowHandler {
  readonly #intake: Intake;
  readonly #context: Context;
  #held: (string | null)[] = [];
  #size = 0;
  #plan: CsvPlan | null = null;
  #rows: CsvRows | null = null;
  #headerRow = false;

  constructor(intake: Intake, context: Context) {
    this.#intake = intake;
    this.#context = context;
  }

  line(line: string): void {
    if (this.#rows === null) this.#hold(line);
    else this.#rows.line(line);
  }

  tooLong(): void {
    this.#intake.lose('line-too-long');
    if (this.#rows === null) this.#hold(null);
    else this.#rows.gap();
  }

  end(): void {
    if (this.#rows === null) this.#begin().end();
    else this.#rows.end();
  }

  row(fields: readonly string[]): void {
    const plan = this.#plan;
    if (plan === null) return;
    if (this.#headerRow) {
      this.#headerRow = false;
      this.#intake.skip('header');
      return;
    }
    if (plan.detect !== null && /^\s*(?:0|false|no)\s*$/i.test(fields[plan.detect] ?? '')) {
      this.#intake.skip('not-for-detection');
      return;
    }
    const values = plan.values.map(({ place, reading }) => ({ text: fields[place]?.trim() ?? '', reading }));
    const details: { [Name in DetailName]?: string | undefined } = {};
    for (const [name, index] of plan.details) details[name] = fields[index];
    takeEntry({ values, details }, this.#intake);
  }

  comment(): void {
    this.#intake.skip('comment');
  }

  skipped(reason: string): void {
    this.#intake.lose(reason);
  }

  #hold(line: string | null): void {
    this.#held.push(line);
    this.#size += 1 + (line?.length ?? 0);
    if (this.#size > enough) this.#begin();
  }

  #begin(): CsvRows {
    const held: HeldLines = this.#held;
    this.#held = [];
    const { format, budget, kinds } = this.#context;
    const { delimiter, headerRow, sample } = findDialect(held, format, budget);
    this.#plan = planColumns(sample, format.columns, kinds);
    this.#headerRow = headerRow;
    const rows = new CsvRows(delimiter, budget, this);
    this.#rows = rows;
    for (const [index, line] of held.entries()) {
      if (line === null) rows.gap();
      else if (index === 0 && separatorLine.test(line)) this.#intake.skip('header');
      else rows.line(line);
    }
    return rows;
  }
}
