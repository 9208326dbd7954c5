import { describe, expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';
import { failing } from '../base/failure.ts';
import { netConditions } from '../net/conditions.ts';
import type { Looked } from '../probe/look.ts';
import { FakeService, sourceView } from '../../test/fakes/fake-service.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';

const fail = failing(netConditions);
const distrust = fail('tls/unknown-root', 'TLS with "feed.example"', { evidence: { issuer: 'CN=Corp' } }).toJSON();
const certificate = {
  subject: 'CN=feed.example',
  issuer: 'CN=Corp',
  validFrom: 0,
  validTo: Date.parse('2027-01-01T00:00:00Z'),
  names: ['feed.example'],
  fingerprint256: 'AB:CD',
};
const agreed = { answer: 'agreed', alert: null, version: 'TLSv1.3', cipher: 'X', asked: true, leaf: null } as const;
const looked: Partial<Looked> = {
  addresses: [{ address: '192.0.2.7', ms: 9, failure: null }],
  tls: agreed,
  distrust,
  chain: {
    view: 'verified',
    path: [{ ...certificate, selfSigned: false, authority: false, pem: '', issuerAt: null }],
    strangers: ['CN=Old\u001b[2J'],
    badSignature: false,
    root: null,
  },
};

describe('net check', () => {
  it('says what a port is like, and where to look at its chain', async () => {
    const { code, out, service } = await feedgate(['net', 'check', 'feed.example', '8443'], { looked });
    expect(code).toBe(0);
    expect(service.calls).toEqual([['look', { host: 'feed.example', port: 8443, proxy: null, ca: null }]]);
    expect(out).toContain('192.0.2.7: open');
    expect(out).toContain('TLS TLSv1.3 X');
    expect(out).toContain('[tls/unknown-root]');
    expect(out).toContain('feedgate trust inspect feed.example:8443');
  });

  it('says in both languages what mends a port that refuses', async () => {
    const failure = fail('tcp/refused', 'connection refused', {}).toJSON();
    const refused = { addresses: [{ address: '192.0.2.7', ms: 1, failure }] };
    const { code, out } = await feedgate(['net', 'check', 'feed.example'], { looked: refused });
    expect([code, out]).toEqual([1, expect.stringContaining('nothing listens on port 443')]);
    const korean = await feedgate(['net', 'check', 'feed.example', '--lang', 'ko'], { looked: refused });
    expect(korean.out).toContain('443번 포트');
  });

  it.each([
    ['https://feed.example/taxii/', 443],
    ['http://feed.example/', 80],
    ['[2001:db8::1]:8443', 8443],
  ])('takes %s', async (place, port) => {
    const { service } = await feedgate(['net', 'check', place, '--via', 'socks5://p.example:1080'], { looked });
    expect(service.calls[0]).toMatchObject(['look', { port, proxy: { kind: 'socks5', host: 'p.example' } }]);
  });

  it('refuses what is no place', async () => {
    expect((await feedgate(['net', 'check', 'not a host'])).talk).toContain('[usage/bad-value]');
  });
});

describe('trust inspect', () => {
  it('draws the chain, and says how to trust it for one source', async () => {
    const { code, out } = await feedgate(['trust', 'inspect', 'feed.example:443'], { looked });
    expect(code).toBe(1);
    expect(out).toContain('1) CN=feed.example, issued by CN=Corp, → 2027-01-01');
    expect(out).toContain('sent for nothing: CN=Old');
    expect(out).not.toContain('\u001b');
    expect(out).toContain('wants a client certificate');
    expect(out).toContain('feedgate trust add FILE --source NAME');
    expect(out, 'which of the chain is no root').not.toContain('--from');
  });

  it('says how to trust the root that is shown', async () => {
    const path = [{ ...certificate, selfSigned: true, authority: true, pem: '', issuerAt: null }];
    const chain = { view: 'sent', path, strangers: [], badSignature: false, root: null } as const;
    const { out } = await feedgate(['trust', 'inspect', 'feed.example:443'], { looked: { ...looked, chain } });
    expect(out).toContain('feedgate trust add --from feed.example:443 --source NAME');
  });

  it('takes the name of a source, and looks by its way', async () => {
    const data = tempDirectory();
    const view = sourceView({ name: 'corp', settings: { host: 'feed.example', port: 8443, systemCa: false } });
    const proxy = { ...view.proxy, from: 'own', url: 'http://p.example:3128' } as const;
    const service = Object.assign(new FakeService(), { sources: [{ ...view, proxy }] });
    const { out } = await feedgate(['trust', 'inspect', 'corp', '--data', data], { looked, service });
    const wanted = { host: 'feed.example', port: 8443, systemCa: false, proxy: { kind: 'http', host: 'p.example' } };
    expect(service.calls.find(([method]) => method === 'look')).toMatchObject(['look', wanted]);
    expect(out).toContain('feedgate trust add FILE --source corp');
    expect((await feedgate(['trust', 'inspect', 'other', '--data', data], { looked, service })).out).toContain(
      'other:443',
    );
  });

  it('is content with what verifies', async () => {
    const { code, out } = await feedgate(['trust', 'inspect', 'feed.example'], {
      looked: { ...looked, distrust: null },
    });
    expect([code, out]).toEqual([0, expect.stringContaining('everything up to a root of this system verifies')]);
  });
});
