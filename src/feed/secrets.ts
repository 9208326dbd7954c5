import type { Secret } from '../base/secret.ts';
import { eachOf, type Credential } from './credentials.ts';
import { proxyOf } from './proxy.ts';
import type { RoutedSource } from './source.ts';

/** Every secret of a source: of its credentials, its client certificate and its proxy. */
export function secretsOf(source: RoutedSource): readonly Secret[] {
  const { credentials, clientCertificate } = source;
  const more = [clientCertificate?.key, clientCertificate?.passphrase, proxyOf(source)?.password];
  return [...eachOf(credentials).map(secretOf), ...more.filter((secret) => secret !== null && secret !== undefined)];
}

/** The secret of one way. */
export function secretOf(way: Credential): Secret {
  switch (way.kind) {
    case 'basic':
    case 'login':
      return way.password;
    case 'bearer':
      return way.token;
    case 'header':
    case 'query':
      return way.value;
    case 'oauth2':
      return way.clientSecret;
  }
}
