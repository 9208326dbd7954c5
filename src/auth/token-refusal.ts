import type { Code, Failure } from '../base/failure.ts';
import { quote, safeText } from '../base/text.ts';
import type { TokenWay } from '../feed/credentials.ts';
import { chosenHeaders, excerpt } from '../net/answer.ts';
import type { Headers } from '../net/headers.ts';
import { retryAfterMs } from '../net/retry-after.ts';
import { fail, type authConditions } from './conditions.ts';
import { objectIn } from './token.ts';

/** An answer to a request for a token whose status is not that of a success. */
export interface TokenRefusal {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  /** How the body begins. */
  readonly bytes: Uint8Array;
  /** Our wall clock, milliseconds since 1970. */
  readonly now: number;
}

type AuthCode = keyof typeof authConditions & Code;

/** The errors of RFC 6749 §5.2 and RFC 8707 §2, and those that servers add. */
const errors: Readonly<Record<string, AuthCode>> = {
  invalid_client: 'auth/client-refused',
  invalid_client_credentials: 'auth/client-refused',
  invalid_scope: 'auth/scope-refused',
  invalid_target: 'auth/scope-refused',
  invalid_resource: 'auth/scope-refused',
  unauthorized_client: 'auth/grant-refused',
  unsupported_grant_type: 'auth/grant-refused',
  invalid_grant: 'auth/grant-refused',
  access_denied: 'auth/grant-refused',
  invalid_request: 'auth/request-refused',
  temporarily_unavailable: 'auth/endpoint-down',
  server_error: 'auth/endpoint-down',
};

/** Why no token was handed out, with the server's own words as evidence. */
export function tokenRefused(refusal: TokenRefusal, way: TokenWay): Failure {
  const { url, status, headers, bytes, now } = refusal;
  const said = objectIn(new TextDecoder().decode(bytes)) ?? {};
  const error = textOf(said['error']);
  const description = textOf(said['error_description']) ?? textOf(said['message']) ?? textOf(said['detail']);
  const code = codeOf(status, error, way);
  const why = [error, description].filter((each) => each !== null).map((each) => quote(each, 200));
  const message = `a token was asked for at ${quote(url)}, which answered ${[String(status), ...why].join(': ')}`;
  return fail(code, message, {
    evidence: {
      url,
      status,
      headers: chosenHeaders(headers),
      ...(why.length > 0
        ? { serverError: [error, description].filter((each) => each !== null).map((each) => safeText(each)) }
        : { body: excerpt(bytes) }),
      ...(headers.get('location') === null ? {} : { location: safeText(headers.get('location') ?? '') }),
    },
    retryAfterMs: code === 'auth/endpoint-down' ? retryAfterMs(headers.get('retry-after'), now) : undefined,
  });
}

function codeOf(status: number, error: string | null, way: TokenWay): AuthCode {
  const known = error === null ? undefined : errors[error];
  const says = known !== undefined && (way.kind === 'oauth2' || known === 'auth/endpoint-down');
  if (status >= 300 && status < 400) return 'auth/endpoint-moved';
  return says ? known : ofStatus(status, way);
}

const missing: ReadonlySet<number> = new Set([404, 405, 410, 501]);
const busy: ReadonlySet<number> = new Set([408, 429]);

function ofStatus(status: number, { kind }: TokenWay): AuthCode {
  if (missing.has(status)) return 'auth/endpoint-missing';
  if (busy.has(status) || status >= 500) return 'auth/endpoint-down';
  if (status !== 401 && status !== 403) return 'auth/request-refused';
  return kind === 'login' ? 'auth/login-refused' : 'auth/client-refused';
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
