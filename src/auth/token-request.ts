import type { Login, OAuthClient, TokenWay } from '../feed/credentials.ts';
import type { Request } from '../net/request.ts';
import type { Target } from '../net/target.ts';

/**
 * The request for a token, from the source's own host or the address that the operator named: by the source's proxy,
 * with its authorities and its client certificate (RFC 8705). A pin is for the source's own port alone.
 */
export function tokenRequest(way: TokenWay, source: Target): Omit<Request, 'signal'> {
  const { type, authorization, text } = way.kind === 'oauth2' ? ofClient(way) : ofLogin(way);
  return {
    target: tokenTarget(way, source),
    method: 'POST',
    headers: [
      ['User-Agent', 'feedgate'],
      ['Accept', 'application/json'],
      ['Content-Type', type],
      ...(authorization === null ? [] : [['Authorization', authorization] as const]),
    ],
    body: new TextEncoder().encode(text),
  };
}

interface Question {
  readonly type: string;
  readonly authorization: string | null;
  readonly text: string;
}

/** RFC 6749 §4.4.2; `audience` is an extension that many servers want. */
function ofClient(way: OAuthClient): Question {
  const { clientId, clientSecret, secretIn, scope, audience } = way;
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (scope !== null) form.set('scope', scope);
  if (audience !== null) form.set('audience', audience);
  if (secretIn === 'body') {
    form.set('client_id', clientId);
    form.set('client_secret', clientSecret.reveal());
  }
  return {
    type: 'application/x-www-form-urlencoded',
    authorization: secretIn === 'basic' ? `Basic ${clientLogin(way)}` : null,
    text: form.toString(),
  };
}

/** RFC 6749 §2.3.1: both parts are encoded as a form encodes them, before they are joined. */
export function clientLogin({ clientId, clientSecret }: OAuthClient): string {
  const inForm = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1);
  return Buffer.from(`${inForm(clientId)}:${inForm(clientSecret.reveal())}`, 'utf8').toString('base64');
}

function ofLogin({ user, password, fields }: Login): Question {
  const text = JSON.stringify({ [fields.user]: user, [fields.password]: password.reveal() });
  return { type: 'application/json', authorization: null, text };
}

/** Where a way's token is asked for. */
export function tokenTarget({ url }: TokenWay, source: Target): Target {
  const own = { ...source, query: [] };
  if (url.startsWith('/')) return { ...own, path: url };
  const { protocol, hostname, port, pathname, search } = new URL(url);
  const https = protocol === 'https:';
  const place = {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (https ? 443 : 80) : Number(port),
    https,
  };
  const same = place.host === source.host && place.port === source.port && https === source.https;
  return { ...own, ...place, path: pathname + search, tls: same ? source.tls : { ...source.tls, pin: null } };
}
