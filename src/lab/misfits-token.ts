import type { Code, Evidence } from '../base/failure.ts';
import { doorPaths, type DoorFault } from './door.ts';
import type { Misfit } from './misfit.ts';

const client = { kind: 'oauth2', url: doorPaths.oauth2, clientId: 'practice', clientSecret: 'practice-secret' };
const user = { kind: 'login', url: doorPaths.login, user: 'practice', password: 'practice-password' };

type Row = readonly [fault: DoorFault, title: string, imitates: string, expects: Code | null, settings?: Evidence];

const rows: readonly Row[] = [
  ['client', 'hands out no token: invalid_client', 'a secret that has ended', 'auth/client-refused'],
  [
    'scope',
    'hands out no token: invalid_scope',
    'a scope that the client was never given',
    'auth/scope-refused',
    { ...client, scope: 'feeds.read' },
  ],
  ['grant', 'hands out no token: unauthorized_client', 'a client made for log-ins of people', 'auth/grant-refused'],
  [
    'request',
    'hands out no token: invalid_request',
    'a server that wants the secret in the body',
    'auth/request-refused',
  ],
  ['page', 'answers a request for a token with a log-in page', 'the address of the portal', 'auth/not-json'],
  ['missing', 'has nothing where the token is asked for', 'an address from an old document', 'auth/endpoint-missing'],
  ['moved', 'redirects who asks for a token', 'an identity service with a new version', 'auth/endpoint-moved'],
  ['down', 'answers 503 where the token is asked for', 'an identity service under maintenance', 'auth/endpoint-down'],
  ['other-field', 'calls the token by another name', 'a service of its own making', 'auth/no-token'],
  ['other-type', 'hands out a token of type DPoP', 'a service that binds tokens to keys', 'auth/token-type'],
  ['over', 'hands out a token that holds for 0 seconds', 'a service with a wrong setting', 'auth/token-expired'],
  ['refused', 'refuses the token that it has just handed out', 'a token for another audience', 'auth/token-refused'],
  ['early', 'hands out tokens that hold from ten minutes later', 'an identity service without NTP', 'auth/clock'],
  ['once', 'forgets each token after one request', 'a service with several nodes', null],
];

/** Sources that need a token first. */
export const tokenMisfits: readonly Misfit[] = [
  ...rows.map(([fault, title, imitates, expects, credentials = client]): Misfit => {
    const server = { door: { fault } };
    return { id: `token-${fault}`, area: 'http', title, imitates, expects, server, settings: { credentials } };
  }),
  {
    id: 'token-unreachable',
    area: 'http',
    title: 'needs a token of a host that takes no connection',
    imitates: 'a firewall that opens the way to the feed alone',
    expects: 'auth/endpoint-unreachable',
    server: { door: {} },
    settings: { credentials: { ...client, url: 'http://127.0.0.1:1/oauth2/token' } },
  },
  {
    id: 'token-wrong-password',
    area: 'http',
    title: 'hands out tokens for user and password, and knows another password',
    imitates: 'a password that was changed at the provider',
    expects: 'auth/login-refused',
    server: { door: {} },
    settings: { credentials: { ...user, password: 'practice-last-year' } },
  },
];
