import { quote, safeText } from '../base/text.ts';
import { isWebPage, webPageOf } from '../base/web-page.ts';
import { fail } from './conditions.ts';

/** First bytes of encodings that JSON must not have (RFC 8259 §8.1): a byte order mark, or the zero beside an ASCII character. */
const encodings: readonly (readonly [bytes: RegExp, name: string])[] = [
  [/^(?:fffe0000|..000000)/, 'utf-32le'],
  [/^(?:0000feff|000000..)/, 'utf-32be'],
  [/^(?:fffe|..00)/, 'utf-16le'],
  [/^(?:feff|00..)/, 'utf-16be'],
];

/**
 * Tells what came instead of JSON by the first bytes of a body, up to 4,096 of them; says nothing of one that has none
 * but blanks. @throws Failure `body/*`.
 */
export function sniff(bytes: Uint8Array): void {
  const begins = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (/^1f8b|^504b0304/.test(begins)) throw fail('body/compressed', 'the body is compressed but does not say so');
  const wide = encodings.find(([signature]) => signature.test(begins));
  if (wide !== undefined) {
    throw fail('body/charset', `the document is ${wide[1]}, and JSON is UTF-8`, { evidence: { declared: wide[1] } });
  }
  const head = new TextDecoder().decode(bytes).trimStart();
  if (head === '' || /^[[{]/.test(head)) return;
  const evidence = { begins: safeText(head, 200) };
  if (isWebPage(head)) {
    const { kind, named, evidence: page } = webPageOf(head);
    throw fail(`body/html-${kind}`, `${named} came instead of a feed`, { evidence: page });
  }
  if (head.startsWith('<')) throw fail('body/xml', 'XML came where JSON was asked for', { evidence });
  throw fail('body/not-json', `the answer is no JSON object or array: it begins with ${quote(head, 60)}`, { evidence });
}
