import { describe, expect, it } from 'vitest';
import { failed, source } from '../../test/fakes/probing.ts';
import type { FailureRecord } from '../base/failure.ts';
import { Secret } from '../base/secret.ts';
import {
  decideProxy,
  decideProxyTongue,
  decideRefusal,
  decideSilence,
  decideUnreachable,
  type TcpSeen,
} from './decide-tcp.ts';

// Packets that are dropped on the way cannot be had on loopback, so what they lead to is observed here on paper.

const proxy = {
  kind: 'http',
  host: 'proxy.example',
  port: 3128,
  user: null,
  password: null,
  noProxy: [],
  ca: null,
} as const;

const unseen: TcpSeen = {
  others: [
    { port: 443, answer: 'silent' },
    { port: 80, answer: 'silent' },
  ],
  canary: null,
  neighbour: 'absent',
  throughProxy: null,
  proxy: null,
  tlsAt443: false,
};
const answering = [{ port: 80, answer: 'open' } as const];

describe('no answer to a connection request', () => {
  it.each<[string, Partial<TcpSeen>, string, string]>([
    ['another port answers', { others: answering }, 'tcp/port-filtered', 'likely'],
    ['another port refuses', { others: [{ port: 80, answer: 'refused' }] }, 'tcp/port-filtered', 'likely'],
    ['and the port is open elsewhere', { others: answering, canary: 'open' }, 'tcp/port-filtered', 'certain'],
    ['and the port is silent elsewhere', { others: answering, canary: 'silent' }, 'tcp/egress-blocked', 'certain'],
    ['nothing but the port elsewhere is silent', { canary: 'silent' }, 'tcp/egress-blocked', 'likely'],
    ['the neighbour does not answer', { neighbour: 'incomplete', others: answering }, 'tcp/host-down-lan', 'certain'],
    ['the port elsewhere answers', { canary: 'refused' }, 'tcp/path-silent', 'certain'],
    ['nothing was to be learnt', {}, 'tcp/path-silent', 'likely'],
    ['the proxy opens the way', { throughProxy: 'open', proxy }, 'tcp/proxy-required', 'likely'],
    [
      'so does it, and nothing else answers',
      { throughProxy: 'open', proxy, canary: 'silent' },
      'tcp/proxy-required',
      'certain',
    ],
    ['the proxy fails too', { throughProxy: 'failed', proxy }, 'tcp/path-silent', 'likely'],
  ])('where %s', (_where, seen, code, certainty) => {
    expect(decideSilence({ ...unseen, ...seen }, source(9000))).toMatchObject({ code, certainty });
  });
  it('proposes the proxy that works, unless that would take its password along', () => {
    const seen = { ...unseen, throughProxy: 'open', proxy } as const;
    expect(decideSilence(seen, source(9000)).proposal?.patch).toEqual({
      proxy: { kind: 'http', host: 'proxy.example', port: 3128, user: null, noProxy: [] },
    });
    const guarded = { ...seen, proxy: { ...proxy, user: 'x', password: new Secret('hidden') } };
    expect(decideSilence(guarded, source(9000))).toMatchObject({ code: 'tcp/proxy-required', proposal: null });
  });
  it('proposes port 443 where TLS is spoken there, and port 80 only to a source in clear', () => {
    const secure = { ...unseen, others: [{ port: 443, answer: 'open' }], tlsAt443: true } as const;
    expect(decideSilence(secure, source(9000)).proposal?.patch).toEqual({ port: 443, https: true });
    const clear = { ...unseen, others: answering };
    expect(decideSilence(clear, source(9000)).proposal?.patch).toEqual({ port: 80 });
    expect(decideSilence(clear, source(9000, { https: true })).proposal).toBeNull();
  });
});

describe('a refusal', () => {
  it.each<[string, Partial<TcpSeen>, string, string]>([
    ['the port is refused elsewhere', { canary: 'refused' }, 'tcp/rejected-by-firewall', 'likely'],
    ['the port is open elsewhere', { canary: 'open' }, 'tcp/refused', 'certain'],
    ['another port is open', { others: answering }, 'tcp/refused', 'certain'],
    ['nothing was to be learnt', {}, 'tcp/refused', 'likely'],
    ['the proxy opens the way', { throughProxy: 'open', proxy }, 'tcp/proxy-required', 'likely'],
  ])('where %s', (_where, seen, code, certainty) => {
    expect(decideRefusal({ ...unseen, ...seen }, source(9000))).toMatchObject({ code, certainty });
  });
});

describe('an unreachable host', () => {
  const known = { throughProxy: 'open', proxy } as const;
  it.each<[FailureRecord['code'], Partial<TcpSeen>, number, string]>([
    ['tcp/host-unreachable', {}, 2, 'tcp/admin-prohibited'],
    ['tcp/host-unreachable', {}, 3070, 'tcp/host-unreachable'],
    ['tcp/host-unreachable', { neighbour: 'reachable' }, 2, 'tcp/admin-prohibited'],
    ['tcp/host-unreachable', { neighbour: 'incomplete' }, 3070, 'tcp/host-down-lan'],
    ['tcp/no-route', {}, 2, 'tcp/no-route'],
    ['tcp/no-route', known, 2, 'tcp/proxy-required'],
  ])('%s with %o after %i ms is %s', (code, seen, ms, found) => {
    expect(decideUnreachable(failed(code), { ...unseen, ...seen }, ms).code).toBe(found);
  });
});

describe('a proxy that fails', () => {
  it('is left out where the host answers without it', () => {
    const failure = failed('proxy/denied');
    expect(decideProxy(failure, 'open', true)).toMatchObject({ code: 'proxy/no-proxy-missed' });
    expect(decideProxy(failure, 'open', false)).toMatchObject({
      code: 'proxy/denied',
      proposal: { patch: { proxy: 'none' } },
    });
    expect(decideProxy(failure, 'refused', true)).toMatchObject({ code: 'proxy/denied', certainty: 'certain' });
    expect(decideProxy(failure, null, true)).toMatchObject({ code: 'proxy/denied', certainty: 'one-of' });
  });
  it('is asked in the tongue that it answers in, unless that would take its password along', () => {
    const told = { ...proxy, noProxy: [], ca: null };
    expect(decideProxyTongue(null, told)).toBeNull();
    expect(decideProxyTongue('tls', told)).toMatchObject({
      code: 'proxy/speaks-tls',
      certainty: 'certain',
      proposal: {
        patch: { proxy: { kind: 'https', host: 'proxy.example', port: 3128, user: null, noProxy: [] } },
      },
    });
    expect(decideProxyTongue('clear', { ...told, user: 'x', password: new Secret('hidden') })).toMatchObject({
      code: 'proxy/not-tls',
      proposal: null,
    });
  });
});
