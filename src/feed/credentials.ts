import type { Secret } from '../base/secret.ts';

/** One way of proving who asks. A blank password is allowed and still sent. */
export type Credential =
  | { readonly kind: 'basic'; readonly user: string; readonly password: Secret }
  | { readonly kind: 'bearer'; readonly token: Secret }
  | { readonly kind: 'header'; readonly name: string; readonly value: Secret }
  /** A key in the query of every address that is asked. */
  | { readonly kind: 'query'; readonly name: string; readonly value: Secret }
  | TokenWay;

/** A way that first gets a token somewhere else, and shows that. */
export type TokenWay = OAuthClient | Login;

/** OAuth 2.0 client credentials (RFC 6749 §4.4). */
export interface OAuthClient {
  readonly kind: 'oauth2';
  /** The token endpoint: a whole address, or a path at the source's own host and port. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
  /** Where the client shows its secret (RFC 6749 §2.3.1). */
  readonly secretIn: 'basic' | 'body';
  readonly scope: string | null;
  readonly audience: string | null;
}

/** A user and a password posted as JSON to where a server hands out tokens. */
export interface Login {
  readonly kind: 'login';
  /** A whole address, or a path at the source's own host and port. */
  readonly url: string;
  readonly user: string;
  readonly password: Secret;
  readonly fields: LoginFields;
}

/** What the fields of the question and of the answer are called. `token` may be a path: `data.token`. */
export interface LoginFields {
  readonly user: string;
  readonly password: string;
  readonly token: string;
}

/** What goes with a request to prove who asks: nothing, one way, or several at once. */
export type Credentials =
  | { readonly kind: 'none' }
  | Credential
  | { readonly kind: 'several'; readonly of: readonly Credential[] };

/** The ways one by one; none for an anonymous source. */
export function eachOf(credentials: Credentials): readonly Credential[] {
  if (credentials.kind === 'none') return [];
  return credentials.kind === 'several' ? credentials.of : [credentials];
}

/** The way that needs a token; one at most, for it goes into the header `Authorization`. */
export function tokenWay(credentials: Credentials): TokenWay | null {
  return eachOf(credentials).find((way) => way.kind === 'oauth2' || way.kind === 'login') ?? null;
}

/** Several ways as one value. */
export function together(ways: readonly Credential[]): Credentials {
  const [first, ...rest] = ways;
  if (first === undefined) return { kind: 'none' };
  return rest.length === 0 ? first : { kind: 'several', of: ways };
}

/** The kinds of the ways, as they are told: `basic`, `header + query`; `none` for an anonymous source. */
export function kindsOf(credentials: Credentials): string {
  return (
    eachOf(credentials)
      .map(({ kind }) => kind)
      .join(' + ') || 'none'
  );
}
