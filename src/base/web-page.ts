import { pageKind, type PageKind } from './page-kind.ts';
import { quote, safeText } from './text.ts';

const page =
  /^(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype\s+html|html|head|body|script|meta)\b/i;

/** Whether a text without leading blanks begins as a web page. */
export function isWebPage(head: string): boolean {
  return page.test(head);
}

/** What is told of a web page that came instead of a feed. */
export interface WebPage {
  readonly kind: PageKind;
  /** What it is and how it is titled, quoted: `a log-in page "Sign in"`. */
  readonly named: string;
  /** Safe to be shown: at most 200 characters of its beginning; the title is '' where it has none. */
  readonly evidence: { readonly begins: string; readonly title: string };
}

const kinds: Readonly<Record<PageKind, string>> = {
  login: 'a log-in page',
  portal: 'a page of the network',
  error: 'an error page',
  page: 'a web page',
};

/** What the first few thousand characters of a web page say about it. */
export function webPageOf(head: string): WebPage {
  const title = safeText(/<title[^>]*>([^<]{0,200})/i.exec(head)?.[1]?.replace(/\s+/g, ' ').trim() ?? '');
  const kind = pageKind({ text: head, title });
  const named = title === '' ? kinds[kind] : `${kinds[kind]} ${quote(title)}`;
  return { kind, named, evidence: { begins: safeText(head, 200), title } };
}
