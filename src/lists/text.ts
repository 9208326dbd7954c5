import type { ListBudget } from './budget.ts';
import type { ListContent } from './content.ts';
import type { Intake } from './intake.ts';
import { Lines } from './lines.ts';
import { isList, readLine } from './text-line.ts';

/** A list of one entry a line. */
export function textContent(intake: Intake, budget: ListBudget): ListContent {
  return new Lines(budget.lineLength, {
    line: (line) => take(line, intake),
    tooLong: () => intake.lose('line-too-long'),
  });
}

function take(line: string, intake: Intake): void {
  const read = readLine(line);
  if (isList(read)) intake.values(read);
  else if ('skipped' in read) {
    if (read.skipped !== 'blank') intake.skip(read.skipped);
  } else intake.refusal(read);
}
