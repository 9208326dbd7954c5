import type { Failure } from '../base/failure.ts';
import { quote, safeText } from '../base/text.ts';
import type { Indicator, Tally } from '../indicator/indicator.ts';
import type { Kind } from '../observable/observable.ts';
import type { ListBudget } from './budget.ts';
import { fail } from './conditions.ts';
import type { ListContent } from './content.ts';
import { csvContent } from './csv.ts';
import { ctiaContent } from './ctia.ts';
import { jsonContent, jsonLinesContent } from './json.ts';
import { ListDecoder } from './decoder.ts';
import type { ListFormat } from './format.ts';
import { Intake } from './intake.ts';
import { sniff } from './sniff.ts';
import { textContent } from './text.ts';

export interface ListReaderOptions {
  readonly format: ListFormat;
  /** Kinds that are taken; others are counted `unwanted-kind:…`. `null`: all. */
  readonly kinds: readonly Kind[] | null;
  readonly budget: ListBudget;
  /** The `charset` of the Content-Type, where there is one. Default: found out, else UTF-8. */
  readonly charset?: string | null;
}

/** Reads one list: bytes in, indicators out as they are found. However the bytes are cut, the answer is the same. */
export interface ListReader {
  /** @throws Failure `body/*`, `list/*`, `json/*`: use the reader no more. */
  push(bytes: Uint8Array): readonly Indicator[];
  /** The list has ended. @throws Failure as `push`; `list/unreadable` where nothing in it was an observable. */
  end(): { readonly indicators: readonly Indicator[]; readonly tally: Tally };
}

/**
 * Opens a reader of one list in bounded memory. Ids are the source's own, or derived from the values, so that a value
 * is the same listing in every poll. `tally.received` counts lines, rows or elements, comments included.
 * @throws Failure `list/mapping`: the mapping of a JSON format cannot be read.
 */
export function openListReader({ format, kinds, budget, charset }: ListReaderOptions): ListReader {
  const intake = new Intake(kinds);
  const decoder = new ListDecoder(budget.documentBytes, charset ?? null, (text) => sniff(text, format.kind));
  const content = openContent(format, intake, { kinds, budget });
  return {
    push(bytes) {
      content.write(decoder.write(bytes));
      return intake.drain();
    },
    end() {
      content.write(decoder.end());
      content.end();
      const tally = intake.tally();
      if (intake.unreadable) throw unreadable(tally);
      return { indicators: intake.drain(), tally };
    },
  };
}

/** @throws Failure `list/mapping`. */
function openContent(
  format: ListFormat,
  intake: Intake,
  context: Pick<ListReaderOptions, 'kinds' | 'budget'>,
): ListContent {
  switch (format.kind) {
    case 'text':
      return textContent(intake, context.budget);
    case 'csv':
      return csvContent(intake, { format, ...context });
    case 'json':
      return jsonContent(intake, { mapping: format.mapping, ...context });
    case 'jsonl':
      return jsonLinesContent(intake, { mapping: format.mapping, ...context });
    case 'ctia':
      return ctiaContent(intake, context.budget);
  }
}

function unreadable({ received, refused, refusals, skipped }: Tally): Failure {
  const examples = refusals.slice(0, 5).map(({ text, rule }) => ({ text: safeText(text, 100), rule }));
  const first = examples[0];
  const [reason] = Object.entries(skipped).toSorted((a, b) => b[1] - a[1])[0] ?? [];
  const told = first === undefined ? (reason ?? 'skipped') : `${quote(first.text, 60)} breaks the rule ${first.rule}`;
  return fail('list/unreadable', `none of ${received} entries is an observable: ${told}`, {
    evidence: { received, refused, examples, skipped },
  });
}
