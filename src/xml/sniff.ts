import type { Failure } from '../base/failure.ts';
import { quote, safeText } from '../base/text.ts';
import { isWebPage, webPageOf } from '../base/web-page.ts';
import { fail } from './conditions.ts';
import { latin1 } from './encoding.ts';

/**
 * Tells what came instead of XML by the first bytes of a body, up to 4,096 of them; says nothing of one that has
 * none but blanks. @throws Failure `body/*`.
 */
export function sniff(bytes: Uint8Array, label: string): void {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) throw fail('body/compressed', 'the body is gzip but does not say so');
  const head = decoded(bytes, label).trimStart();
  if (head === '') return;
  const evidence = { begins: safeText(head, 200) };
  if (isWebPage(head)) throw pageFailure(bytes, head);
  if (/^[[{]/.test(head)) throw fail('body/json', 'JSON came where XML was asked for', { evidence });
  if (!head.startsWith('<')) {
    throw fail('body/not-xml', `the answer is not XML: it begins with ${quote(head, 60)}`, { evidence });
  }
}

/** A page names its encoding in its own way, if at all. */
function pageFailure(bytes: Uint8Array, head: string): Failure {
  const declared = /<meta[^>]{0,200}charset\s*=\s*["']?([\w.-]+)/i.exec(latin1(bytes))?.[1];
  const text = declared === undefined ? head : decoded(bytes, declared).trimStart();
  const { kind, named, evidence } = webPageOf(text);
  return fail(`body/html-${kind}`, `${named} came instead of a feed`, { evidence });
}

/** As well as it can be read. */
function decoded(bytes: Uint8Array, label: string): string {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
