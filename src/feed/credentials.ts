import type { Secret } from '../base/secret.ts';

/** One way of proving who asks. A blank password is allowed and still sent. */
export type Credential =
  | { readonly kind: 'basic'; readonly user: string; readonly password: Secret }
  | { readonly kind: 'bearer'; readonly token: Secret }
  | { readonly kind: 'header'; readonly name: string; readonly value: Secret }
  /** A key in the query of every address that is asked. */
  | { readonly kind: 'query'; readonly name: string; readonly value: Secret };

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
