import { quote, safeText } from '../base/text.ts';
import { isWebPage, webPageOf } from '../base/web-page.ts';
import { fail } from './conditions.ts';
import type { ListFormat } from './format.ts';

/** How formats begin that are no text; the first that fits. A line of a list may begin with a bracket as well. */
const others: readonly (readonly [begins: RegExp, format: Form])[] = [
  [/^%PDF-/, 'PDF'],
  [/^</, 'XML'],
  [/^\{\s*(?:"|\}\s*$)|^\[\s*(?:[{"[]|-?\d+\s*,|\]\s*$)/, 'JSON'],
];

type Form = 'text' | 'JSON' | 'XML' | 'PDF';

const accepted: Readonly<Record<ListFormat['kind'], readonly Form[]>> = {
  text: ['text'],
  csv: ['text'],
  json: ['JSON'],
  jsonl: ['JSON'],
  ctia: ['text', 'JSON'],
};

/**
 * Tells what came instead of a list by the beginning of its text; of what is a list, whether it is in the wrong one of
 * the families text and JSON. @throws Failure `body/html-*`, `list/other-format`.
 */
export function sniff(text: string, expected: ListFormat['kind']): void {
  const head = text.trimStart();
  if (head === '') return;
  if (isWebPage(head)) {
    const { kind, named, evidence } = webPageOf(head);
    throw fail(`body/html-${kind}`, `${named} came instead of a list`, { evidence });
  }
  const forms = accepted[expected];
  const seen = others.find(([begins]) => begins.test(head))?.[1] ?? 'text';
  if (forms.includes(seen) || (forms.includes('JSON') && /^["[{]/.test(head))) return;
  throw fail(
    'list/other-format',
    `the list is ${seen} where ${expected} was expected: it begins with ${quote(head, 60)}`,
    {
      evidence: { expected, seen, begins: safeText(head, 200) },
    },
  );
}
