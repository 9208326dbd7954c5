import type { Evidence } from '../base/failure.ts';
import { Secret } from '../base/secret.ts';
import { quote, safeText } from '../base/text.ts';
import { isWebPage, webPageOf } from '../base/web-page.ts';
import type { TokenWay } from '../feed/credentials.ts';
import { fail } from './conditions.ts';

/** A token as it was handed out. */
export interface Token {
  readonly value: Secret;
  /** For how long, milliseconds from now; `null` where nobody says so. */
  readonly lifetime: number | null;
  /** From when on it holds, milliseconds since 1970 by the token server's clock, where the token says so. */
  readonly since: number | null;
}

/** What was answered to a request for a token with a status of success. */
export interface TokenAnswer {
  readonly url: string;
  readonly status: number;
  readonly contentType: string | null;
  readonly text: string;
}

/** No answer to a request for a token is longer, in bytes. */
export const longestAnswer = 65_536;

/** No token is longer: servers take no more than this in a header. */
const longestToken = 16_384;

/**
 * The token in an answer (RFC 6749 §5.1; of a log-in, the field that is configured).
 * @throws Failure `auth/not-json`, `auth/no-token`, `auth/token-type`, `auth/token-expired`; nothing of the answer but
 *   the names of its fields is told.
 */
export function readToken(answer: TokenAnswer, way: TokenWay): Token {
  const { url, status, contentType, text } = answer;
  const said = objectIn(text);
  if (said === null) throw noJson(answer);
  const evidence = {
    url,
    status,
    contentType,
    fields: Object.keys(said)
      .slice(0, 20)
      .map((name) => safeText(name, 40)),
  };
  const field = way.kind === 'oauth2' ? 'access_token' : way.fields.token;
  const value = at(said, field);
  if (typeof value !== 'string' || value === '' || value.length > longestToken || /[^\u0021-\u007e]/.test(value)) {
    throw fail('auth/no-token', `the answer of ${quote(url)} has no token in the field ${quote(field)}`, {
      evidence: { ...evidence, field },
    });
  }
  const type = said['token_type'];
  if (way.kind === 'oauth2' && typeof type === 'string' && type.toLowerCase() !== 'bearer') {
    throw fail('auth/token-type', `${quote(url)} hands out a token of type ${quote(type, 40)}, not Bearer`, {
      evidence: { ...evidence, type: safeText(type, 40) },
    });
  }
  const { lifetime, since } = timesOf(said, value);
  if (lifetime !== null && lifetime <= 0) {
    throw fail('auth/token-expired', `the token of ${quote(url)} has ended already when it comes`, {
      evidence: { ...evidence, lifetimeMs: lifetime },
    });
  }
  return { value: new Secret(value), lifetime, since };
}

/** The value at a path of names; `undefined` where there is none. */
function at(said: Readonly<Record<string, unknown>>, path: string): unknown {
  const whole = said[path];
  if (whole !== undefined) return whole;
  return path.split('.').reduce<unknown>((found, name) => (isObject(found) ? found[name] : undefined), said);
}

/** `expires_in` in seconds; else what the token says of itself (RFC 7519 §4.1.4), which is not verified here. */
function timesOf(
  said: Readonly<Record<string, unknown>>,
  token: string,
): { readonly lifetime: number | null; readonly since: number | null } {
  const { exp, iat, nbf } = claimsOf(token);
  const since = millis(nbf) ?? millis(iat);
  const seconds = Number(said['expires_in'] ?? Number.NaN);
  if (Number.isFinite(seconds)) return { lifetime: seconds * 1000, since };
  const end = millis(exp);
  const begin = millis(iat) ?? millis(nbf);
  return { lifetime: end === null || begin === null ? null : end - begin, since };
}

function millis(seconds: unknown): number | null {
  return typeof seconds === 'number' && Number.isFinite(seconds) ? seconds * 1000 : null;
}

/** The claims of a JWT; none where it is another kind of token. */
function claimsOf(token: string): Readonly<Record<string, unknown>> {
  const [, payload, signature] = token.split('.');
  if (payload === undefined || signature === undefined) return {};
  return objectIn(Buffer.from(payload, 'base64url').toString('utf8')) ?? {};
}

/** A JSON object; `null` for anything else. */
export function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function noJson({ url, status, contentType, text }: TokenAnswer): Error {
  const head = text.slice(0, 4096).trimStart();
  const page = isWebPage(head) ? webPageOf(head) : null;
  const what = page === null ? (head === '' ? 'nothing' : 'no JSON object') : page.named;
  const seen: Evidence = page === null ? { begins: safeText(head, 200) } : page.evidence;
  return fail('auth/not-json', `${quote(url)} answers a request for a token with ${what}`, {
    evidence: { url, status, contentType, ...seen },
  });
}
