import { describe, expect, it } from 'vitest';
import { afterRequest, names, pem, serveTcp, serveTls, target } from '../../test/fakes/loopback.ts';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import type { Failure } from '../base/failure.ts';
import { Secret } from '../base/secret.ts';
import type { OAuthClient, TokenWay } from '../feed/credentials.ts';
import { systemClock } from '../host/clock.ts';
import { exchange } from '../net/exchange.ts';
import { Bearer } from './bearer.ts';
import { tokenRequest, tokenTarget } from './token-request.ts';
import { Tokens, type TokenQuestion } from './tokens.ts';
import { Veil } from './veil.ts';

const client: OAuthClient = {
  kind: 'oauth2',
  url: '/token',
  clientId: 'my id',
  clientSecret: new Secret('s&cret:1'),
  secretIn: 'basic',
  scope: 'feeds read',
  audience: null,
};
const login: TokenWay = {
  kind: 'login',
  url: 'https://feed.example/auth',
  user: 'ann',
  password: new Secret('p"w'),
  fields: { user: 'username', password: 'password', token: 'token' },
};
const { signal } = new AbortController();

/** A server that hands out `token-1`, `token-2` … for an hour each, and tells what it was asked. */
async function handing(more = ',"expires_in":3600') {
  const heard: string[] = [];
  const port = await serveTcp(
    afterRequest((socket, request) => {
      heard.push(request);
      const body = `{"access_token":"token-${heard.length}","token":"token-${heard.length}"${more}}`;
      socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    }),
  );
  const clock = new ManualClock();
  const deps = { clock: systemClock, resolver: names({ 'feed.example': ['127.0.0.1'] }) };
  const tokens = new Tokens({ ask: (request) => exchange(request, deps), clock });
  return { port, heard, clock, tokens };
}

describe('a token', () => {
  it('is remembered until a minute before it ends', async () => {
    const { port, clock, tokens } = await handing();
    const question: TokenQuestion = { way: client, source: target(port), signal };
    expect(tokens.known(question)).toBeNull();
    const token = await tokens.fetch(question);
    expect(token.value.reveal()).toBe('token-1');
    await clock.advance(3_539_000);
    expect(tokens.known({ ...question, source: target(port) })).toBe(token);
    await clock.advance(1000);
    expect(tokens.known(question)).toBeNull();
  });
  it('that says no end is remembered until it is forgotten', async () => {
    const { port, clock, tokens } = await handing('');
    const question: TokenQuestion = { way: client, source: target(port), signal };
    const first = await tokens.fetch(question);
    await clock.advance(86_400_000);
    expect(tokens.known(question)).toBe(first);
    const second = await tokens.fetch(question);
    tokens.forget(question, first);
    expect(tokens.known(question)).toBe(second);
    tokens.forget(question, second);
    expect(tokens.known(question)).toBeNull();
  });
  it('is nobody else’s: not with another secret, scope or address', async () => {
    const { port, tokens } = await handing();
    const source = target(port);
    await tokens.fetch({ way: client, source, signal });
    for (const way of [
      { ...client, clientSecret: new Secret('other') },
      { ...client, scope: null },
      { ...client, url: '/other' },
      { ...client, secretIn: 'body' as const },
    ]) {
      expect(tokens.known({ way, source, signal })).toBeNull();
    }
    expect(tokens.known({ way: client, source: target(port + 1), signal })).toBeNull();
  });
  it('is shown until the source refuses it, and then renewed once', async () => {
    const { port, tokens, clock } = await handing();
    const source = target(port);
    const parts = { credentials: client, source, tokens, veil: new Veil(client), clock, signal };
    const shown = async (bearer: Bearer) => (await bearer.proof()).headers;
    const bearer = new Bearer(parts);
    expect(bearer.needsToken).toBe(true);
    expect(await shown(bearer)).toEqual([['Authorization', 'Bearer token-1']]);
    expect(parts.veil.text('token-1')).toBe('***');
    bearer.accepted();
    const next = new Bearer(parts);
    expect(next.needsToken).toBe(false);
    expect(await shown(next)).toEqual([['Authorization', 'Bearer token-1']]);
    expect(next.renews()).toBe(true);
    expect(await shown(next)).toEqual([['Authorization', 'Bearer token-2']]);
    expect(next.renews()).toBe(false);
  });
});

describe('the request for a token', () => {
  const source = target(8443, {
    https: true,
    tls: { ...target(1).tls, pin: 'ab'.repeat(32) },
    query: [['k', new Secret('v')]],
  });
  const sent = (way: TokenWay) => {
    const { headers, body } = tokenRequest(way, source);
    return [Object.fromEntries(headers)['Authorization'], new TextDecoder().decode(body ?? undefined)];
  };
  it('shows id and secret as a form encodes them (RFC 6749 §2.3.1), in the header or in the body', () => {
    const basic = `Basic ${Buffer.from('my+id:s%26cret%3A1').toString('base64')}`;
    expect(sent(client)).toEqual([basic, 'grant_type=client_credentials&scope=feeds+read']);
    expect(sent({ ...client, secretIn: 'body', scope: null, audience: 'https://feed.example' })).toEqual([
      undefined,
      'grant_type=client_credentials&audience=https%3A%2F%2Ffeed.example&client_id=my+id&client_secret=s%26cret%3A1',
    ]);
  });
  it('is JSON for a log-in', () => {
    expect(sent(login)).toEqual([undefined, '{"username":"ann","password":"p\\"w"}']);
  });
  it('goes to the source or to the named address, with its trust, the pin for its own port alone, and never with its query', () => {
    expect(tokenTarget(client, source)).toMatchObject({ port: 8443, path: '/token', query: [], tls: source.tls });
    expect(tokenTarget({ ...client, url: 'https://feed.example:8443/x' }, source).tls).toBe(source.tls);
    expect(tokenTarget({ ...client, url: 'https://[2001:db8::1]/x?a=b' }, source)).toMatchObject({
      host: '2001:db8::1',
      port: 443,
      path: '/x?a=b',
      query: [],
      tls: { pin: null, ca: source.tls.ca },
    });
  });
});

describe('a token server that cannot be asked', () => {
  it('is told as a failure of the stage auth, with what befell the connection', async () => {
    const port = await serveTls(['expired'], (socket) => socket.destroy());
    const { tokens } = await handing();
    const source = target(port, { https: true, tls: { ...target(1).tls, ca: pem('root.pem') } });
    const failure = await tokens.fetch({ way: client, source, signal }).catch((error: Failure) => error);
    expect(failure).toMatchObject({
      stage: 'auth',
      evidence: { asked: 'token', url: `https://feed.example:${port}/token` },
    });
    expect(failure).toMatchObject({ code: expect.stringMatching(/^tls\//) as string });
  });
});
