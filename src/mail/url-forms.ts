import type { Observable } from '../observable/observable.ts';
import { isRefusal } from '../observable/refusal.ts';
import { parseUrl } from '../observable/url.ts';
import { visible } from './invisible.ts';

/** An address that a browser takes as it stands. */
const plainUrl = /^https?:\/\/[!-[\]-~]+$/;

/** What a browser makes of an address before it looks at it: blanks around it and breaks within go, slashes are two. */
export function asBrowserReads(text: string): string {
  if (plainUrl.test(text)) return text;
  const plain = visible(text)
    // oxlint-disable-next-line no-control-regex -- they are what a browser drops
    .replace(/^[\u0000-\u0020\u00a0]+|[\u0000-\u0020\u00a0]+$|[\t\r\n]+/g, '');
  return plain.replace(/^(https?|ftp):[/\\]*/i, '$1://');
}

/** A URL as it is matched, and the forms that a source may list of the same page. The first is the one that was read. */
export function urlForms(text: string, assumeHttp: boolean): readonly Observable[] {
  const first = parseUrl(text, { assumeHttp });
  if (isRefusal(first)) return [];
  const forms = [first];
  const { value } = first;
  // A name without a scheme leads to either.
  if (assumeHttp && value.startsWith('http:') && !/^[a-z]+:\/\//i.test(text)) add(forms, `https${value.slice(4)}`);
  if (value.includes('&amp;')) add(forms, value.replaceAll('&amp;', '&'));
  if (value.includes('%')) add(forms, value.replace(/%(?:25)*([2-7][0-9A-F])/gi, unescapedAscii));
  const foreign = text.search(/[\u00c0-\uffff]+$/);
  // Korean writes its particles at the end of the URL, without a blank.
  if (foreign > 0 && /\/\/[^/]+\/|^[^/]+\//.test(text.slice(0, foreign)))
    add(forms, text.slice(0, foreign), assumeHttp);
  return forms;
}

/** `%2525` is `%`, then `%2F` is `/`: to the end, but for what would end the path or break the URL. */
function unescapedAscii(found: string, hex: string): string {
  const char = String.fromCharCode(Number.parseInt(hex, 16));
  return ' "<>#%\\^`{|}\u007f'.includes(char) ? found : char;
}

function add(forms: Observable[], text: string, assumeHttp = false): void {
  const form = parseUrl(text, { assumeHttp });
  if (!isRefusal(form) && forms.every(({ value }) => value !== form.value)) forms.push(form);
}

/** The host of a canonical URL, without the brackets of an IPv6 address. */
export function hostOf(url: string): string {
  const start = url.indexOf('://') + 3;
  let end = start;
  if (url.charCodeAt(start) === 0x5b) return url.slice(start + 1, url.indexOf(']', start));
  for (; end < url.length; end += 1) {
    const code = url.charCodeAt(end);
    if (code === 0x2f || code === 0x3a || code === 0x3f) break;
  }
  return url.slice(start, end);
}
