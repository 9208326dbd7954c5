import type { Secret } from '../base/secret.ts';
import { eachOf, type Credential, type Credentials } from '../feed/credentials.ts';

/** What a request carries to prove who asks. */
export interface Proof {
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** For `Target.query`. */
  readonly query: readonly (readonly [name: string, value: Secret])[];
}

/** No proof: for anonymous sources, and for places that credentials do not go to. */
export const noProof: Proof = { headers: [], query: [] };

/**
 * What these credentials put on a request; `token` for those that need one. A blank password is sent (RFC 7617 allows
 * it, some feeds want it).
 */
export function proofOf(credentials: Credentials, token: Secret | null = null): Proof {
  const ways = eachOf(credentials);
  return {
    headers: ways.flatMap((way) => headerOf(way, token)),
    query: ways.flatMap((way) => (way.kind === 'query' ? [[way.name, way.value] as const] : [])),
  };
}

function headerOf(way: Credential, token: Secret | null): (readonly [string, string])[] {
  switch (way.kind) {
    case 'basic':
      return [['Authorization', `Basic ${basicLogin(way.user, way.password)}`]];
    case 'bearer':
      return [['Authorization', `Bearer ${way.token.reveal()}`]];
    case 'header':
      return [[way.name, way.value.reveal()]];
    case 'query':
      return [];
    case 'oauth2':
    case 'login':
      return token === null ? [] : [['Authorization', `Bearer ${token.reveal()}`]];
  }
}

/** RFC 7617 §2, in UTF-8. */
export function basicLogin(user: string, password: Secret): string {
  return Buffer.from(`${user}:${password.reveal()}`, 'utf8').toString('base64');
}
