import type { Evidence } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import type { Headers } from './headers.ts';

/** Headers that explain an answer and hold no secret. */
const telling = [
  'server',
  'via',
  'date',
  'content-type',
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'location',
  'retry-after',
  'allow',
  'www-authenticate',
  'proxy-authenticate',
  'x-squid-error',
  'x-cache',
  'cf-ray',
  'x-taxii-content-type',
  'x-request-id',
];

/** The telling headers of an answer, at most 200 characters each; never `Set-Cookie` or anything that authorises. */
export function chosenHeaders(headers: Headers): Evidence {
  const chosen: Record<string, string> = {};
  for (const name of telling) {
    const value = headers.get(name);
    if (value !== null) chosen[name] = safeText(value);
  }
  return chosen;
}

/** The beginning of a body as text, at most 200 characters; UTF-8, what is not is shown as U+FFFD. */
export function excerpt(firstBytes: Uint8Array): string {
  return new TextDecoder().decode(firstBytes.subarray(0, 1024)).trim().slice(0, 200);
}

/** The `<title>` of a page, at most 100 characters, if it stands within the bytes. */
export function pageTitle(firstBytes: Uint8Array): string | null {
  const text = new TextDecoder().decode(firstBytes.subarray(0, 16 * 1024));
  const title = /<title[^>]*>([^<]{1,400})/i.exec(text)?.[1];
  return title === undefined ? null : safeText(title.replace(/\s+/g, ' ').trim(), 100);
}
