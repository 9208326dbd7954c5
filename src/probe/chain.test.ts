import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { say, serveTls } from '../../test/fakes/loopback.ts';
import { deps, failed, limits, probePem, source } from '../../test/fakes/probing.ts';
import { chainOf, rootLists, type RootLists } from './chain.ts';
import { decideDates, decidePurpose, decideTrust } from './decide-chain.ts';
import { greet } from './greet.ts';
import { Round } from './round.ts';
import type { Chain, SentCertificate } from './seen.ts';

/** The chain that a server with these certificates shows. */
async function shown(names: readonly string[], lists: RootLists): Promise<Chain> {
  const cert = names.map((name) => probePem(`${name}.pem`)).join('\n');
  const port = await serveTls([], say('HTTP/1.1 200 OK\r\n\r\n'), { cert, key: probePem('leaf.key') });
  const round = new Round(source(port, { https: true }), deps, { limits });
  const greeted = await greet(round, round.own, 'tls-1.2');
  round.close();
  const chain = greeted === null ? null : chainOf(greeted, lists);
  if (chain === null) throw new Error('no chain was shown');
  return chain;
}

const root = new X509Certificate(probePem('root.pem'));
const none = (): readonly X509Certificate[] => [];
const failure = failed('tls/unknown-root');

describe('a chain', () => {
  it('whose root only the system trusts is mended by trusting the system', async () => {
    const chain = await shown(['leaf', 'issuer'], { here: none, elsewhere: () => [root] });
    expect(decideTrust(failure, chain)).toMatchObject({
      code: 'tls/in-os-store-only',
      certainty: 'certain',
      evidence: { issuer: 'CN=Probe Root' },
      proposal: { patch: { systemCa: true } },
    });
  });
  it('whose root was sent and is nowhere trusted is certain to have an unknown root', async () => {
    const chain = await shown(['leaf', 'issuer', 'root'], { here: none, elsewhere: none });
    expect(chain.path).toHaveLength(3);
    expect(decideTrust(failure, chain)).toMatchObject({ code: 'tls/unknown-root', certainty: 'certain' });
  });
  it('whose root was not sent may lack an intermediate as well', async () => {
    const chain = await shown(['leaf', 'issuer'], { here: none, elsewhere: none });
    expect(decideTrust(failure, chain)).toMatchObject({
      code: 'tls/unknown-root',
      certainty: 'likely',
      alternatives: ['tls/missing-intermediate'],
    });
  });
  it('that leads to a trusted root failed for another reason, which stays', async () => {
    const chain = await shown(['leaf', 'issuer'], { here: () => [root], elsewhere: none });
    expect(decideTrust(failed('tls/verify-failed'), chain)).toMatchObject({ code: 'tls/verify-failed' });
  });
  it('is linked in whatever order it was sent', async () => {
    const chain = await shown(['leaf', 'root', 'issuer'], { here: none, elsewhere: none });
    expect(chain.path.map(({ subject }) => subject)).toEqual(['CN=feed.example', 'CN=Probe Issuer', 'CN=Probe Root']);
    expect(chain.strangers).toEqual([]);
  });
});

it('a purpose that does not fit is the server’s, or that of an issuer that is no authority', () => {
  const wrong = failed('tls/wrong-purpose');
  const one = (subject: string, authority: boolean): SentCertificate => ({
    subject,
    issuer: 'CN=Probe Root',
    fingerprint256: '00',
    validFrom: 0,
    validTo: 1,
    names: [],
    selfSigned: false,
    authority,
    pem: '',
    issuerAt: null,
  });
  const chain = { view: 'sent', strangers: [], badSignature: false, root: null } as const;
  const good = { ...chain, path: [one('CN=feed.example', false), one('CN=Probe Issuer', true)] };
  const bad = { ...chain, path: [one('CN=feed.example', false), one('CN=Probe Issuer', false)] };
  expect(decidePurpose(wrong, null)).toMatchObject({ code: 'tls/wrong-purpose', certainty: 'likely' });
  expect(decidePurpose(wrong, good)).toMatchObject({ code: 'tls/wrong-purpose', certainty: 'certain' });
  expect(decidePurpose(wrong, bad)).toMatchObject({
    code: 'tls/issuer-not-ca',
    evidence: { issuer: 'CN=Probe Issuer' },
  });
});

it('no chain leaves the failure as it is', () => {
  expect(decideTrust(failure, null)).toMatchObject({ code: 'tls/unknown-root', certainty: 'likely' });
  expect(decideDates(failed('tls/expired-leaf'), null, { ours: 0, server: null, canary: null }).code).toBe(
    'tls/expired-leaf',
  );
});

it('the lists are those that the source trusts, and the system’s where it does without', () => {
  const own = rootLists({ ca: probePem('root.pem'), systemCa: false });
  expect(own.here().map(({ subject }) => subject)).toEqual(['CN=Probe Root']);
  expect(own.elsewhere().length).toBeGreaterThan(50);
  expect(rootLists({ ca: null, systemCa: true }).elsewhere()).toEqual([]);
  expect(rootLists({ ca: null, systemCa: true }).here().length).toBeGreaterThan(50);
});

describe('clocks', () => {
  const day = 86_400_000;
  const chain: Chain = {
    view: 'sent',
    path: [
      {
        subject: 'CN=feed.example',
        issuer: 'CN=Probe Issuer',
        fingerprint256: '00',
        validFrom: 10 * day,
        validTo: 20 * day,
        names: [],
        selfSigned: false,
        authority: false,
        pem: '',
        issuerAt: null,
      },
    ],
    strangers: [],
    badSignature: false,
    root: null,
  };
  const expired = failed('tls/expired-leaf');
  it.each([
    ['the server’s, within the dates', { ours: 30 * day, server: 15 * day, canary: null }, 'host/clock', 'likely'],
    ['two of others', { ours: 30 * day, server: 15 * day, canary: 15 * day }, 'host/clock', 'certain'],
    [
      'two of others that disagree',
      { ours: 30 * day, server: 15 * day, canary: 30 * day },
      'tls/expired-leaf',
      'certain',
    ],
    ['the canary’s alone', { ours: 30 * day, server: null, canary: 15 * day }, 'host/clock', 'likely'],
    [
      'one that finds it expired too',
      { ours: 30 * day, server: 25 * day, canary: null },
      'tls/expired-leaf',
      'certain',
    ],
    ['one that agrees with ours', { ours: 30 * day, server: 30 * day, canary: null }, 'tls/expired-leaf', 'certain'],
    ['none', { ours: 30 * day, server: null, canary: null }, 'tls/expired-leaf', 'certain'],
  ])('%s', (_whose, clocks, code, certainty) => {
    expect(decideDates(expired, chain, clocks)).toMatchObject({ code, certainty });
  });
  it('ours ahead is told with its sign', () => {
    const verdict = decideDates(expired, chain, { ours: 30 * day, server: 15 * day, canary: null });
    expect(verdict.evidence['aheadMs']).toBe(15 * day);
  });
});
