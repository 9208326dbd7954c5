import { safeText } from './text.ts';

const page =
  /^(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype\s+html|html|head|body|script|meta)\b/i;

/** Whether a text without leading blanks begins as a web page. */
export function isWebPage(head: string): boolean {
  return page.test(head);
}

/** What tells a web page that came instead of a feed from others, safe to be shown. */
export interface WebPage {
  /** At most 200 characters. */
  readonly begins: string;
  /** '' where it has none. */
  readonly title: string;
  /** It asks for a password. */
  readonly login: boolean;
}

/** What the first few thousand characters of a web page say about it. */
export function webPageOf(head: string): WebPage & { readonly [key: string]: string | boolean } {
  const title = safeText(/<title[^>]*>([^<]{0,200})/i.exec(head)?.[1]?.replace(/\s+/g, ' ').trim() ?? '');
  return { begins: safeText(head, 200), title, login: /type\s*=\s*["']?password/i.test(head) };
}
