import { quote, safeText } from '../base/text.ts';
import { isWebPage, webPageOf } from '../base/web-page.ts';
import { jsonValue } from '../json/parse.ts';
import { fail } from './conditions.ts';
import type { ListFormat } from './format.ts';

/** How formats begin that are no text; the first that fits. A line of a list may begin with a bracket as well. */
const others: readonly (readonly [begins: RegExp, format: Form])[] = [
  [/^%PDF-/, 'PDF'],
  [/^</, 'XML'],
  [/^\{\s*(?:"|\}\s*$)|^\[\s*(?:[{"[]|-?\d+\s*,|\]\s*$)/, 'JSON'],
];

type Form = 'text' | 'JSON' | 'JSON lines' | 'XML' | 'PDF';

const accepted: Readonly<Record<ListFormat['kind'], readonly Form[]>> = {
  text: ['text'],
  csv: ['text'],
  json: ['JSON'],
  jsonl: ['JSON lines', 'JSON'],
  ctia: ['text', 'JSON', 'JSON lines'],
};

/**
 * Tells what came instead of a list by the beginning of its text; of what is a list, whether it is text or
 * JSON where the other was expected. @throws Failure `body/html-*`, `list/other-format`.
 */
export function sniff(text: string, expected: ListFormat['kind']): void {
  const head = text.trimStart();
  if (head === '') return;
  if (isWebPage(head)) {
    const { kind, named, evidence } = webPageOf(head);
    throw fail(`body/html-${kind}`, `${named} came instead of a list`, { evidence });
  }
  const seen = formOf(head);
  const forms = accepted[expected];
  const mayBeJson = seen === 'text' && /^["[{]/.test(head);
  if (forms.includes(seen) || (mayBeJson && forms.includes('JSON'))) return;
  throw fail(
    'list/other-format',
    `the list is ${seen} where ${expected} was expected: it begins with ${quote(head, 60)}`,
    {
      evidence: { expected, seen, begins: safeText(head, 200) },
    },
  );
}

function formOf(head: string): Form {
  const seen = others.find(([begins]) => begins.test(head))?.[1] ?? 'text';
  return seen === 'JSON' && areJsonLines(head) ? 'JSON lines' : seen;
}

/** Whether a beginning has a whole object on its first line and another one on the second. */
export function areJsonLines(head: string): boolean {
  const [first = '', second = ''] = head.split('\n', 2);
  return first.startsWith('{') && second.startsWith('{') && jsonValue(first) !== undefined;
}
