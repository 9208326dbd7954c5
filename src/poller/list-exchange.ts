import type { Failure } from '../base/failure.ts';
import { eachOf } from '../feed/credentials.ts';
import type { Response } from '../net/exchange.ts';
import { targetUrl, type Target } from '../net/target.ts';
import { account, askOn, firstBytes, refusalOn, type Line } from './line.ts';

/** Redirects that are followed for one list. */
const mostRedirects = 3;

const accept = 'text/plain, text/csv, application/json, */*;q=0.5';

/** What a list was known by: validators as they came (RFC 9110 §8.8). */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** A list as it comes, or the word that it is as it was. */
export type ListAnswer<T> =
  | { readonly kind: 'unchanged' }
  | ({ readonly kind: 'read' } & Validators & { readonly read: T });

/**
 * GETs a list and has it read, on condition that it has changed where validators are known. Redirects are followed
 * wherever no proof of who asks would go along to another origin, and none from https to http.
 * @throws Failure of any stage, and what `read` throws.
 */
export async function getList<T>(
  line: Line,
  known: Validators | null,
  read: (answer: Response, target: Target) => Promise<T>,
): Promise<ListAnswer<T>> {
  const headers = [['Accept', accept] as const, ...conditionsOf(known)];
  let { target } = line;
  for (let redirects = 0; ; redirects += 1) {
    const answer = await askOn(line, { target, method: 'GET', headers, body: null });
    line.observer.stage('content');
    const began = line.clock.monotonic();
    try {
      if (answer.status === 304 && known !== null) return { kind: 'unchanged' };
      if (answer.status === 200) {
        return { kind: 'read', ...validatorsOf(answer), read: await read(answer, target) };
      }
      const page = await firstBytes(answer);
      const failure = refusalOn(line, answer, { page, url: targetUrl(target), method: 'GET' });
      const next = redirects < mostRedirects ? movedTo(line, target, failure) : null;
      if (next === null) throw failure;
      target = next;
    } finally {
      account(line.observer, answer, line.clock.monotonic() - began);
      // A list that was given up leaves a body behind that may never end.
      answer.close();
    }
  }
}

/** Only what can be sent back in a header as it is. */
function validatorsOf({ headers }: Response): Validators {
  const fit = (value: string | null): string | null =>
    value !== null && /^[\u0020-\u007e]{1,512}$/.test(value) ? value : null;
  return { etag: fit(headers.get('etag')), lastModified: fit(headers.get('last-modified')) };
}

function conditionsOf(known: Validators | null): readonly (readonly [string, string])[] {
  if (known === null) return [];
  return [
    ...(known.etag === null ? [] : [['If-None-Match', known.etag] as const]),
    ...(known.lastModified === null ? [] : [['If-Modified-Since', known.lastModified] as const]),
  ];
}

const followed: ReadonlySet<string> = new Set(['http/redirect', 'http/redirect-slash']);

/** Where a redirect leads; `null` where it is not followed. Another origin gets nothing that was meant for this one. */
function movedTo({ settings, target: first }: Line, from: Target, { code, evidence }: Failure): Target | null {
  const { location } = evidence;
  const to = followed.has(code) && typeof location === 'string' ? URL.parse(location) : null;
  if (to === null) return null;
  const place = placeOf(to);
  if (to.origin === new URL(targetUrl(first)).origin) return { ...first, ...place };
  const proven = eachOf(settings.credentials).length > 0 || settings.clientCertificate !== null;
  if (proven || settings.pin !== null || (from.https && !place.https)) return null;
  return { ...from, ...place, allowPrivate: first.allowPrivate && place.host === first.host };
}

function placeOf(url: URL): Pick<Target, 'host' | 'https' | 'port' | 'path'> {
  const https = url.protocol === 'https:';
  const port = url.port === '' ? (https ? 443 : 80) : Number(url.port);
  return { host: url.hostname, https, port, path: url.pathname + url.search };
}
