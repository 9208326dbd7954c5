import type { Credentials } from '../feed/source.ts';

/** The header that proves who asks; none for anonymous sources. A blank password is sent (RFC 7617 allows it, some feeds want it). */
export function credentialHeaders(credentials: Credentials): readonly (readonly [name: string, value: string])[] {
  switch (credentials.kind) {
    case 'none':
      return [];
    case 'basic': {
      const login = `${credentials.user}:${credentials.password.reveal()}`;
      return [['Authorization', `Basic ${Buffer.from(login, 'utf8').toString('base64')}`]];
    }
    case 'header':
      return [[credentials.name, credentials.value.reveal()]];
    case 'bearer':
      return [['Authorization', `Bearer ${credentials.token.reveal()}`]];
  }
}
