import type { Credentials } from '../feed/source.ts';

/** The header that a poll of this source would prove itself with; none for anonymous sources. */
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
