import type { Evidence, Failure } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import { chosenHeaders, excerpt, pageTitle } from './answer.ts';
import { fail, netConditions, type NetCode } from './conditions.ts';
import type { Headers } from './headers.ts';
import { authenticationFailure } from './http-proxy.ts';
import { redirectFailure } from './redirect.ts';
import { retryAfterMs } from './retry-after.ts';

/** An answer whose status is not that of a success. */
export interface RefusedAnswer {
  readonly status: number;
  readonly statusLine: string;
  readonly headers: Headers;
  /** How the body begins, unpacked, as much as was read of it; 4 KiB are plenty. */
  readonly firstBytes: Uint8Array;
}

/** What the request was. */
export interface AskedHow {
  readonly url: string;
  readonly method: string;
  /** Whether it carried credentials of whatever kind. */
  readonly credentials: boolean;
  /** Our wall clock, milliseconds since 1970. */
  readonly now: number;
}

/**
 * The failure that a status other than 2xx amounts to, with the status line, the telling headers, the first 200
 * characters of the body and its title as evidence. `Retry-After` counts with 408, 425, 429 and 500–504.
 */
export function statusFailure(answer: RefusedAnswer, asked: AskedHow): Failure {
  const evidence = evidenceOf(answer, asked);
  if (answer.status >= 300 && answer.status < 400 && answer.status !== 304) {
    return redirectFailure(asked.url, answer.headers.get('location'), evidence);
  }
  if (answer.status === 407) return authenticationFailure(answer, false, evidence);
  const code = statusCode(answer, asked);
  const { title } = netConditions[code];
  const serverNow = Date.parse(answer.headers.get('date') ?? '');
  const wait = retryAfterMs(answer.headers.get('retry-after'), Number.isNaN(serverNow) ? asked.now : serverNow);
  return fail(code, `${asked.method} ${safeText(asked.url)}: the server answered ${answer.status}: ${title}`, {
    evidence,
    hop: 'origin',
    retryAfterMs: patient.has(answer.status) ? wait : undefined,
  });
}

const patient: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

const known: ReadonlySet<string> = new Set(Object.keys(netConditions));

/** Answers whose body says more than their status. */
const finer: readonly (readonly [status: number, code: NetCode, body: RegExp])[] = [
  [400, 'http/port-is-tls', /plain HTTP request was sent to HTTPS port/i],
  [400, 'tls/client-cert-needed', /No required SSL certificate was sent/i],
  [400, 'tls/client-cert-rejected', /The SSL certificate error/i],
  [403, 'tls/client-cert-rejected', /403\.1[67]\b/],
  [403, 'tls/client-cert-needed', /403\.7\b|SSL client certificate|Post-Handshake Authentication/i],
  [500, 'http/500-slash', /doesn['’]t end in a slash|APPEND_SLASH/],
];

function statusCode(answer: RefusedAnswer, asked: AskedHow): NetCode {
  const { status } = answer;
  const body = excerptOf(answer, 4096);
  const read = finer.find(([of, , pattern]) => of === status && pattern.test(body));
  if (read !== undefined) return read[1];
  if (status === 401 && !asked.credentials) return 'http/401-no-credentials';
  if (status === 403 && isWall(answer.headers, body)) return 'http/403-waf';
  if (status >= 520 && status <= 530) return 'http/52x';
  const exact = `http/${status}`;
  return isKnown(exact) ? exact : 'http/status';
}

function isKnown(code: string): code is NetCode {
  return known.has(code);
}

/** A page of what stands in front of servers to keep machines out. */
function isWall(headers: Headers, body: string): boolean {
  const server = `${headers.get('server') ?? ''} ${headers.get('via') ?? ''}`;
  const page = /text\/html/i.test(headers.get('content-type') ?? '') || /^\s*<(?:!doctype html|html)/i.test(body);
  const wall = /cloudflare|akamai|imperva|incapsula|sucuri|big-?ip|awselb|cloudfront|ddos-guard/i;
  return (
    page &&
    (wall.test(server) || /cf-error|Attention Required! \| Cloudflare|Incapsula|Request unsuccessful/.test(body))
  );
}

function excerptOf({ firstBytes }: RefusedAnswer, bytes: number): string {
  return new TextDecoder().decode(firstBytes.subarray(0, bytes));
}

function evidenceOf(answer: RefusedAnswer, asked: AskedHow): Evidence {
  const title = pageTitle(answer.firstBytes);
  return {
    url: asked.url,
    method: asked.method,
    status: answer.status,
    statusLine: safeText(answer.statusLine),
    headers: chosenHeaders(answer.headers),
    body: excerpt(answer.firstBytes),
    ...(title === null ? {} : { title }),
    credentials: asked.credentials,
  };
}
