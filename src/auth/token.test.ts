import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../base/failure.ts';
import { Secret } from '../base/secret.ts';
import type { Login, OAuthClient } from '../feed/credentials.ts';
import { Headers } from '../net/headers.ts';
import { tokenRefused } from './token-refusal.ts';
import { readToken } from './token.ts';

const client: OAuthClient = {
  kind: 'oauth2',
  url: '/token',
  clientId: 'id',
  clientSecret: new Secret('secret'),
  secretIn: 'basic',
  scope: null,
  audience: null,
};
const login: Login = {
  kind: 'login',
  url: '/login',
  user: 'u',
  password: new Secret('p'),
  fields: { user: 'username', password: 'password', token: 'data.token' },
};
const url = 'https://id.example.net/token';

function jwt(claims: object): string {
  return ['{}', JSON.stringify(claims), 'x'].map((part) => Buffer.from(part).toString('base64url')).join('.');
}

function read(text: string, way: OAuthClient | Login = client) {
  return readToken({ url, status: 200, contentType: 'application/json', text }, way);
}

/** The code that an answer ends in, or what is read of it. */
function outcome(text: string, way: OAuthClient | Login = client): unknown {
  try {
    const { value, lifetime, since } = read(text, way);
    return [value.reveal(), lifetime, since];
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
}

describe('the answer to a request for a token', () => {
  it.each<[string, unknown]>([
    ['{"access_token":"t","token_type":"bearer","expires_in":3600}', ['t', 3_600_000, null]],
    ['{"access_token":"t","expires_in":"60"}', ['t', 60_000, null]],
    ['{"access_token":"t"}', ['t', null, null]],
    [`{"access_token":"${jwt({ iat: 1000, exp: 1600 })}"}`, [jwt({ iat: 1000, exp: 1600 }), 600_000, 1_000_000]],
    [`{"access_token":"${jwt({ exp: 1600 })}"}`, [jwt({ exp: 1600 }), null, null]],
    ['{"access_token":"a.b.c"}', ['a.b.c', null, null]],
    ['{"access_token":"t","expires_in":0}', 'auth/token-expired'],
    [`{"access_token":"${jwt({ iat: 1600, exp: 1600 })}"}`, 'auth/token-expired'],
    ['{"access_token":"t","token_type":"DPoP"}', 'auth/token-type'],
    ['{"accessToken":"t"}', 'auth/no-token'],
    ['{"access_token":7}', 'auth/no-token'],
    ['{"access_token":"a\\r\\nX: y"}', 'auth/no-token'],
    [`{"access_token":"${'t'.repeat(20_000)}"}`, 'auth/no-token'],
    ['["t"]', 'auth/not-json'],
    ['<!DOCTYPE html><title>Sign in</title>', 'auth/not-json'],
    ['', 'auth/not-json'],
  ])('%s is %j', (text, expected) => {
    expect(outcome(text)).toEqual(expected);
  });
  it('of a log-in stands where the settings say, also inside another field', () => {
    expect(outcome('{"data":{"token":"t"}}', login)).toEqual(['t', null, null]);
    expect(outcome('{"data.token":"t"}', login)).toEqual(['t', null, null]);
    expect(outcome('{"token":"t"}', login)).toBe('auth/no-token');
  });
  it('is told by the names of its fields alone', () => {
    const text = '{"accessToken":"canary","refresh_token":"canary","expires_in":60}';
    try {
      read(text);
      expect.unreachable();
    } catch (error) {
      expect(JSON.stringify(error)).not.toContain('canary');
      expect(error).toMatchObject({ evidence: { fields: ['accessToken', 'refresh_token', 'expires_in'] } });
    }
  });
  it('names the page that came instead', () => {
    expect(() => read('<html><title>Sign in</title><input type=password>')).toThrow('a log-in page "Sign in"');
  });
  it('ends in a token or a failure, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(outcome(text)).toSatisfy((found) => Array.isArray(found) || String(found).startsWith('auth/'));
      }),
    );
  });
});

describe('a refusal', () => {
  it.each<[number, string, OAuthClient | Login, string]>([
    [401, '', client, 'auth/client-refused'],
    [400, '{"error":"invalid_client"}', client, 'auth/client-refused'],
    [400, '{"error":"invalid_scope"}', client, 'auth/scope-refused'],
    [400, '{"error":"invalid_target"}', client, 'auth/scope-refused'],
    [400, '{"error":"unauthorized_client"}', client, 'auth/grant-refused'],
    [400, '{"error":"odd"}', client, 'auth/request-refused'],
    [400, '<html>', client, 'auth/request-refused'],
    [302, '', client, 'auth/endpoint-moved'],
    [404, '', client, 'auth/endpoint-missing'],
    [429, '', client, 'auth/endpoint-down'],
    [502, '<html>', client, 'auth/endpoint-down'],
    [401, '{"message":"no"}', login, 'auth/login-refused'],
    [403, '{"error":"invalid_client"}', login, 'auth/login-refused'],
    [422, '{}', login, 'auth/request-refused'],
  ])('with %i %s is %s', (status, text, way, code) => {
    const headers = new Headers([['Retry-After', '7']]);
    const failure = tokenRefused({ url, status, headers, bytes: new TextEncoder().encode(text), now: 0 }, way);
    const down = code === 'auth/endpoint-down';
    expect([failure.code, failure.retry, failure.stage]).toEqual([code, down ? 'soon' : 'after-change', 'auth']);
    expect(failure.retryAfterMs).toBe(down ? 7000 : undefined);
  });
  it('has the words of the server in it, made safe', () => {
    const text = JSON.stringify({ error: 'invalid_scope', error_description: 'no\r\nsuch' });
    const bytes = new TextEncoder().encode(text);
    const failure = tokenRefused({ url, status: 400, headers: new Headers([]), bytes, now: 0 }, client);
    expect(failure.message).toContain('400: "invalid_scope": "no\\r\\nsuch"');
  });
});
