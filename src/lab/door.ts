import type { Clock } from '../base/clock.ts';
import type { Ask } from './ask.ts';
import { html, page, whole, type HttpReply } from './reply.ts';

/** What a door does otherwise than an honest one. */
export type DoorFault =
  | 'client'
  | 'scope'
  | 'grant'
  | 'request'
  | 'page'
  | 'missing'
  | 'moved'
  | 'down'
  | 'other-field'
  | 'other-type'
  | 'over'
  | 'refused'
  | 'early'
  | 'once';

/** Where tokens are handed out: to the client `practice` with the secret `practice-secret`, and to the user `practice` with the password `practice-password`. */
export const doorPaths = { oauth2: '/oauth2/token', login: '/management/auth' } as const;

/** Seconds that a token holds. */
const lifetime = 3600;

/** Seconds by which the clock of a token server is ahead, whose tokens come too early. */
const ahead = 600;

/** Stands before a practice server: hands out tokens, and lets nobody in without one. */
export class Door {
  readonly #fault: DoorFault | null;
  readonly #clock: Clock;
  /** Tokens in force, and how often each was shown. */
  readonly #tokens = new Map<string, number>();
  #count = 0;

  constructor(clock: Clock, fault: DoorFault | null) {
    this.#clock = clock;
    this.#fault = fault;
  }

  get fault(): string | null {
    return this.#fault === null ? null : `token-${this.#fault}`;
  }

  /** The answer of the door; `undefined` for a request that may pass. */
  answer(ask: Ask): HttpReply | undefined {
    const path = ask.path.replace(/\?.*$/s, '');
    if (path === doorPaths.oauth2 || path === doorPaths.login) return this.#hand(ask, path === doorPaths.login);
    const [, token = ''] = /^Bearer (\S+)$/.exec(ask.headers.authorization ?? '') ?? [];
    const shown = this.#tokens.get(token);
    const spent = this.#fault === 'once' && shown !== undefined && shown > 0;
    if (shown === undefined || spent || this.#fault === 'refused' || this.#fault === 'early') return refused;
    this.#tokens.set(token, shown + 1);
    return undefined;
  }

  #hand(ask: Ask, login: boolean): HttpReply {
    const answer = this.#fault === null ? undefined : faulty[this.#fault];
    if (answer !== undefined) return answer;
    if (!(login ? knowsUser(ask) : knowsClient(ask)))
      return login ? json(401, { message: 'Bad credentials' }) : invalidClient;
    const token = this.#issue();
    return json(200, login ? { token } : { access_token: token, token_type: 'Bearer', expires_in: lifetime });
  }

  /** A token in the form of a JWT, whose signature nobody looks at. */
  #issue(): string {
    this.#count += 1;
    const now = Math.trunc(this.#clock.now() / 1000) + (this.#fault === 'early' ? ahead : 0);
    const parts = [{ alg: 'none' }, { sub: 'practice', jti: this.#count, iat: now, nbf: now, exp: now + lifetime }];
    const token = `${parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.practice`;
    this.#tokens.set(token, 0);
    return token;
  }
}

function json(status: number, body: object, headers: Readonly<Record<string, string>> = {}): HttpReply {
  return whole(status, 'application/json', JSON.stringify(body), { 'cache-control': 'no-store', ...headers });
}

const refused = json(401, { error: 'invalid_token' }, { 'www-authenticate': 'Bearer error="invalid_token"' });
const invalidClient = json(401, { error: 'invalid_client', error_description: 'Client authentication failed' });

const faulty: Readonly<Partial<Record<DoorFault, HttpReply>>> = {
  client: invalidClient,
  scope: json(400, { error: 'invalid_scope', error_description: 'Unknown scope: feeds.read' }),
  grant: json(400, { error: 'unauthorized_client', error_description: 'Grant type not enabled for this client' }),
  request: json(400, { error: 'invalid_request', error_description: 'Missing parameter: client_id' }),
  page: whole(200, html, '<html><title>Sign in</title><form><input type="password"></form></html>'),
  missing: page(404, 'Not Found'),
  moved: page(302, 'Found', { location: 'https://id.example.net/oauth2/v2/token' }),
  down: page(503, 'Service Unavailable', { 'retry-after': '2' }),
  'other-field': json(200, { accessToken: 'practice', tokenType: 'Bearer' }),
  'other-type': json(200, { access_token: 'practice', token_type: 'DPoP', expires_in: lifetime }),
  over: json(200, { access_token: 'practice', token_type: 'Bearer', expires_in: 0 }),
};

function knowsClient(ask: Ask): boolean {
  const form = new URLSearchParams(ask.body);
  const shown = Buffer.from('practice:practice-secret').toString('base64');
  const inBody = form.get('client_id') === 'practice' && form.get('client_secret') === 'practice-secret';
  return form.get('grant_type') === 'client_credentials' && (inBody || ask.headers.authorization === `Basic ${shown}`);
}

function knowsUser(ask: Ask): boolean {
  const form = /"username":"practice","password":"practice-password"/;
  return ask.method === 'POST' && form.test(ask.body.replaceAll(/\s/g, ''));
}
