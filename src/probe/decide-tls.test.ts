import { describe, expect, it } from 'vitest';
import { Secret } from '../base/secret.ts';
import { failed, source } from '../../test/fakes/probing.ts';
import {
  decideCutGreeting,
  decideHungUp,
  decideNotTls,
  decideOldServer,
  decideRefusedGreeting,
  decideSilentGreeting,
} from './decide-tls.ts';
import type { Greeting } from './seen.ts';

function greeting(answer: Greeting['answer'], changes: Partial<Greeting> = {}): Greeting {
  return { answer, alert: null, version: null, cipher: null, asked: false, leaf: null, ...changes };
}

const silent = greeting('silent');
const agreed = greeting('agreed', { version: 'TLSv1.1', cipher: 'AES128-SHA' });
const settings = source(9000, { https: true });

describe('silence after the greeting', () => {
  // Big packets that are dropped on the way cannot be had on loopback.
  it('is a path that drops big packets where nothing but the small alert comes', () => {
    const seen = { otherName: silent, old: greeting('alert', { alert: 70 }), plain: 'silent' } as const;
    expect(decideSilentGreeting(seen, settings)).toMatchObject({ code: 'tls/mtu-blackhole', certainty: 'certain' });
  });
  it('is an old server where only the old versions are agreed on', () => {
    const seen = { otherName: silent, old: agreed, plain: 'silent' } as const;
    expect(decideSilentGreeting(seen, settings)).toMatchObject({ code: 'tls/server-too-old', certainty: 'likely' });
  });
  it('is told with less certainty where not everything was asked', () => {
    const seen = { otherName: null, old: silent, plain: null };
    expect(decideSilentGreeting(seen, settings)).toMatchObject({ code: 'tls/timeout', certainty: 'one-of' });
  });
  it('is judged by the plain answer first, then by the other name', () => {
    const seen = { otherName: greeting('alert'), old: greeting('alert'), plain: 'closed' } as const;
    expect(decideSilentGreeting(seen, settings).code).toBe('tls/sni-filter');
    expect(decideSilentGreeting({ ...seen, plain: 'http' }, settings).code).toBe('tls/plain-http-waits');
  });
});

describe('a cut in the greeting', () => {
  const cut = greeting('cut');
  const all = { usual: cut, otherName: cut, tls12: cut, old: cut, plain: 'closed' } as const;
  it('is not explained where the same greeting is answered when it is said again', () => {
    const verdict = decideCutGreeting(failed('tls/peer-cuts'), { ...all, usual: agreed, otherName: agreed }, settings);
    expect(verdict).toMatchObject({ code: 'tls/peer-cuts', certainty: 'likely', evidence: { again: 'agreed' } });
  });
  it('is an old server where only the old versions are agreed on', () => {
    const verdict = decideCutGreeting(failed('tls/peer-cuts'), { ...all, old: agreed }, settings);
    expect(verdict).toMatchObject({ code: 'tls/server-too-old', evidence: { speaks: 'TLSv1.1' } });
  });
  it('is something that does not bear TLS 1.3 where TLS 1.2 is agreed on', () => {
    const verdict = decideCutGreeting(failed('tls/peer-cuts'), { ...all, tls12: agreed, old: agreed }, settings);
    expect(verdict).toMatchObject({ code: 'tls/13-intolerant', evidence: { speaks: 'TLSv1.2 only' } });
  });
  it('is open where the other name was not asked for', () => {
    const verdict = decideCutGreeting(failed('tls/peer-cuts'), { ...all, otherName: null }, settings);
    expect(verdict).toMatchObject({ certainty: 'one-of', alternatives: ['tls/sni-filter'] });
  });
});

describe('a refused handshake', () => {
  const failure = failed('tls/handshake-refused');
  const refused = greeting('alert', { alert: 40 });
  it('is tls/client-cert-needed where the server asks for one in clear', () => {
    const seen = { old: refused, weak: refused, tls12: greeting('alert', { asked: true }), groups: refused };
    expect(decideRefusedGreeting(failure, seen)).toMatchObject({ code: 'tls/client-cert-needed' });
    const weakly = { old: refused, weak: greeting('alert', { asked: true }), tls12: refused, groups: refused };
    expect(decideRefusedGreeting(failure, weakly)).toMatchObject({ code: 'tls/client-cert-needed' });
  });
  it('is not for want of ciphers where TLS 1.2 with the usual ones is agreed on', () => {
    const seen = { old: refused, weak: agreed, tls12: agreed, groups: agreed };
    expect(decideRefusedGreeting(failure, seen)).toMatchObject({ code: 'tls/handshake-refused', certainty: 'certain' });
    expect(decideRefusedGreeting(failure, { ...seen, tls12: refused }).code).toBe('tls/no-common-cipher');
  });
  it('is for want of a group where all groups alone help', () => {
    const seen = { old: refused, weak: refused, tls12: refused, groups: agreed };
    expect(decideRefusedGreeting(failure, seen)).toMatchObject({ code: 'tls/no-common-group', certainty: 'certain' });
  });
});

describe('a server that hangs up after TLS was agreed on', () => {
  const failure = failed('http/no-answer-closed');
  it('is no news where it asks for no certificate', () => {
    expect(decideHungUp(failure, false, settings)).toMatchObject({ code: failure.code, certainty: 'likely' });
  });
  it('wants a client certificate, or minds ours, where it asks for one', () => {
    const clientCertificate = { form: 'pem' as const, certificate: '', key: new Secret(''), passphrase: null };
    expect(decideHungUp(failure, true, { clientCertificate: null }).code).toBe('tls/client-cert-needed');
    expect(decideHungUp(failure, true, { clientCertificate })).toMatchObject({
      code: 'tls/client-cert-rejected',
      alternatives: [failure.code],
    });
  });
});

describe('a port that does not speak TLS', () => {
  it('is left for port 443 where that one does', () => {
    const seen = { plain: 'http', at443: agreed } as const;
    expect(decideNotTls(seen, source(80, { https: true })).proposal?.patch).toEqual({ port: 443, https: true });
  });
  it('is not called HTTP where it is something else', () => {
    expect(decideNotTls({ plain: 'other', at443: silent }, settings)).toMatchObject({
      code: 'tls/not-tls',
      proposal: null,
    });
  });
});

it('an old server is not certain to be one where no old version is agreed on', () => {
  expect(decideOldServer({ old: silent, tls12: silent }, settings)).toMatchObject({
    certainty: 'likely',
    proposal: null,
  });
  expect(decideOldServer({ old: silent, tls12: agreed }, settings).proposal).toBeNull();
});
