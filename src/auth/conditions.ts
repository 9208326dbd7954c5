import { failing, type Code, type Condition } from '../base/failure.ts';

const auth = { stage: 'auth', fault: 'operator', retry: 'after-change' } as const;

/** Why there is no token to show, or why a new one does not help. */
export const authConditions = {
  'auth/client-refused': { ...auth, title: 'the token server does not know the client or its secret' },
  'auth/login-refused': { ...auth, title: 'the server refuses the user or the password at its log-in' },
  'auth/scope-refused': { ...auth, title: 'the token server does not grant the scope or audience' },
  'auth/grant-refused': { ...auth, title: 'the client may not get tokens by its own credentials' },
  'auth/request-refused': { ...auth, title: 'the token server does not understand the request' },
  'auth/endpoint-unreachable': {
    ...auth,
    fault: 'network',
    retry: 'soon',
    title: 'the token server cannot be reached',
  },
  'auth/endpoint-missing': { ...auth, title: 'there is no token endpoint at the address' },
  'auth/endpoint-moved': { ...auth, title: 'the token endpoint has moved' },
  'auth/endpoint-down': { ...auth, fault: 'source', retry: 'soon', title: 'the token server is in trouble' },
  'auth/not-json': { ...auth, title: 'the answer of the token endpoint is no JSON' },
  'auth/no-token': { ...auth, title: 'the answer of the token endpoint holds no token' },
  'auth/token-type': { ...auth, title: 'the token is of a type that cannot be shown' },
  'auth/token-expired': { ...auth, fault: 'source', retry: 'next-poll', title: 'the token has ended when it comes' },
  'auth/token-refused': { ...auth, title: 'a new token is refused' },
  'auth/clock': {
    ...auth,
    fault: 'source',
    retry: 'next-poll',
    title: 'the clocks of token server and source disagree',
  },
} as const satisfies Record<Code, Condition>;

export const fail = failing(authConditions);
