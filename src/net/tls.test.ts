import { readFileSync } from 'node:fs';
import { spawn, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { Secret } from '../base/secret.ts';
import { ask, failureOf, pem, say, serveTcp, serveTls, target, textOf } from '../../test/fakes/loopback.ts';
import type { ClientCertificate, Target, TlsSettings } from './target.ts';

const ok = say('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<a/>');
const chain = ['good', 'intermediate'];

function https(port: number, tls: Partial<TlsSettings> = {}, changes: Partial<Target> = {}): Target {
  const plain = target(port);
  return { ...plain, https: true, tls: { ...plain.tls, ...tls }, ...changes };
}

function client(name: string): ClientCertificate {
  const certificate = `${pem(`${name}.pem`)}\n${pem('intermediate.pem')}`;
  return { certificate, key: new Secret(pem('client.key')), passphrase: null };
}

it('verifies the server and tells what was agreed on', async () => {
  const response = await ask(https(await serveTls(chain, ok)));
  expect(await textOf(response)).toBe('<a/>');
  expect(response.peer.tls).toMatchObject({
    version: 'TLSv1.3',
    certificate: {
      subject: 'CN=feed.example',
      issuer: 'CN=Example Intermediate',
      names: ['feed.example', '*.wild.example', 'proxy.example'],
      validFrom: Date.parse('2020-01-01T00:00:00Z'),
    },
  });
  expect(response.timings.tls).toBeGreaterThan(0);
});

const faults: readonly (readonly [chain: readonly string[], code: string])[] = [
  [['self-signed'], 'tls/self-signed'],
  [['by-stranger', 'stranger'], 'tls/unknown-root'],
  [['by-inspector', 'inspector'], 'tls/inspection'],
  [['by-inspector'], 'tls/inspection'],
  [['good'], 'tls/missing-intermediate'],
  [['expired', 'intermediate'], 'tls/expired-leaf'],
  [['old-chain', 'old-intermediate'], 'tls/expired-intermediate'],
  [['future', 'intermediate'], 'tls/not-yet-valid'],
  [['wrong-name', 'intermediate'], 'tls/name-mismatch'],
  [['wrong-purpose', 'intermediate'], 'tls/wrong-purpose'],
];
it.each(faults)('a server that shows %j ends in %s', async (shown, code) => {
  const failure = await failureOf(ask(https(await serveTls(shown, ok))));
  expect([failure.code, failure.stage, failure.hop, failure.retry]).toEqual([code, 'tls', 'origin', 'after-change']);
  expect(failure.evidence['certificate']).toMatchObject({ fingerprint256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(failure.message).not.toContain('--use-system-ca');
});
it('trusts nothing else when the system list is off, and the own list besides it when it is on', async () => {
  const port = await serveTls(chain, ok);
  expect((await failureOf(ask(https(port, { ca: null })))).code).toMatch(/^tls\/(unknown-root|missing)/);
  expect(await textOf(await ask(https(port, { systemCa: true })))).toBe('<a/>');
});
it('says when the list of authorities holds an intermediate alone, or nothing usable', async () => {
  const port = await serveTls(chain, ok);
  expect((await failureOf(ask(https(port, { ca: pem('intermediate.pem') })))).code).toBe('config/ca-only-intermediate');
  const damaged = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
  for (const ca of ['junk', '', damaged]) {
    expect((await failureOf(ask(https(port, { ca })))).code).toBe('config/ca-file-unusable');
  }
});
it('a pin replaces the chain, the dates and the name', async () => {
  const port = await serveTls(['self-signed'], ok);
  const pin = new X509Certificate(pem('self-signed.pem')).fingerprint256;
  expect(await textOf(await ask(https(port, { pin })))).toBe('<a/>');
  const other = await failureOf(ask(https(await serveTls(chain, ok), { pin })));
  expect(other.code).toBe('tls/pin-mismatch');
  expect((await failureOf(ask(https(port, { pin: 'abc' })))).code).toBe('config/pin-bad');
});
it('an address in place of the name, and a wildcard that does not reach, have their own codes', async () => {
  const port = await serveTls(chain, ok);
  expect((await failureOf(ask(https(port, {}, { host: '127.0.0.1' })))).code).toBe('tls/ip-in-url');
  const resolver = { resolve: async () => ({ addresses: ['127.0.0.1'], from: 'dns', slowV6: false }) as const };
  const deep = ask(https(port, {}, { host: 'a.b.wild.example' }), {}, { resolver });
  expect((await failureOf(deep)).code).toBe('tls/wildcard-depth');
  expect((await ask(https(port, {}, { host: 'a.wild.example' }), {}, { resolver })).status).toBe(200);
});
it.each(['TLSv1.2', 'TLSv1.3'] as const)('a server that wants a client certificate in %s gets it', async (version) => {
  const options = { requestCert: true, rejectUnauthorized: true, ca: pem('root.pem'), maxVersion: version } as const;
  const port = await serveTls(chain, ok, options);
  const needed = await failureOf(ask(https(port)));
  expect([needed.code, needed.stage, needed.fault]).toEqual(['tls/client-cert-needed', 'tls', 'operator']);
  expect(await textOf(await ask(https(port, { clientCertificate: client('client') })))).toBe('<a/>');
  const archive = readFileSync(new URL('testing/client.p12', import.meta.url)).toString('base64');
  const clientCertificate = {
    form: 'pkcs12',
    certificate: pem('client.pem'),
    key: new Secret(archive),
    passphrase: new Secret('opensesame'),
  } as const;
  expect(await textOf(await ask(https(port, { clientCertificate })))).toBe('<a/>');
});
it('a key that does not fit or does not open is the operator’s', async () => {
  const certificate = pem('client.pem');
  const broken: readonly (readonly [string, ClientCertificate])[] = [
    ['config/client-key-passphrase', { certificate, key: new Secret(pem('client-encrypted.key')), passphrase: null }],
    [
      'config/client-key-passphrase',
      { certificate, key: new Secret(pem('client-encrypted.key')), passphrase: new Secret('wrong') },
    ],
    ['config/client-cert-not-pem', { certificate: 'junk', key: new Secret(pem('client.key')), passphrase: null }],
    ['config/client-cert-not-pem', { certificate, key: new Secret('junk'), passphrase: null }],
    ['config/client-key-mismatch', { certificate, key: new Secret(pem('server.key')), passphrase: null }],
  ];
  const port = await serveTls(chain, ok);
  for (const [code, clientCertificate] of broken) {
    expect((await failureOf(ask(https(port, { clientCertificate })))).code).toBe(code);
  }
  const opened = { certificate, key: new Secret(pem('client-encrypted.key')), passphrase: new Secret('opensesame') };
  expect((await ask(https(port, { clientCertificate: opened }))).status).toBe(200);
});
it.each([
  ['an SSH banner', 'SSH-2.0-OpenSSH_9.2\r\n'],
  ['a mail greeting', '220 mail.example ESMTP\r\n'],
  ['an HTTP answer', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
])('a port that answers the greeting with %s ends in tls/not-tls, its words in the evidence', async (_name, words) => {
  const port = await serveTcp((socket) => socket.once('data', () => socket.end(words)));
  const failure = await failureOf(ask(https(port)));
  expect(failure.code).toBe('tls/not-tls');
  expect(failure.evidence['firstBytes']).toBe(words.replace('\r\n\r\n', '\\r\\n\\r\\n').replace(/\r\n$/, '\\r\\n'));
});
it('plain HTTP to a TLS port ends in http/port-is-tls', async () => {
  const port = await serveTls(chain, ok);
  expect((await failureOf(ask(target(port)))).code).toMatch(/^http\/(port-is-tls|no-answer-closed)$/);
});
it('silence ends in tls/timeout; a cut, with or without reset, in tls/peer-cuts', async () => {
  const timeouts = { connect: 80, firstByte: 2000, stall: 2000, request: 8000 };
  const silent = await serveTcp((socket) => socket.resume());
  expect((await failureOf(ask(https(silent, {}, { timeouts })))).code).toBe('tls/timeout');
  const cut = await serveTcp((socket) => socket.once('data', () => socket.end()));
  expect((await failureOf(ask(https(cut)))).code).toBe('tls/peer-cuts');
  const reset = await serveTcp((socket) => socket.once('data', () => socket.resetAndDestroy()));
  expect((await failureOf(ask(https(reset)))).code).toBe('tls/peer-cuts');
});
it.each([
  [40, 'tls/handshake-refused'],
  [70, 'tls/server-too-old'],
  [80, 'tls/alert'],
  [112, 'tls/sni-unknown'],
  [116, 'tls/client-cert-needed'],
  [120, 'tls/alpn'],
])('alert %i ends in %s', async (alert, code) => {
  const words = Uint8Array.of(0x15, 3, 3, 0, 2, 2, alert);
  const port = await serveTcp((socket) => socket.once('data', () => socket.end(words)));
  const failure = await failureOf(ask(https(port)));
  expect(failure).toMatchObject({ code, evidence: { alert } });
});
it('a server of TLS 1.1 at most, and a client that wants 1.3, end in tls/server-too-old', async () => {
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
  expect((await failureOf(ask(https(await serveTls(chain, ok, old))))).code).toBe('tls/server-too-old');
  const port = await serveTls(chain, ok, { maxVersion: 'TLSv1.2' });
  expect((await failureOf(ask(https(port, { minimum: '1.3' })))).code).toBe('tls/server-too-old');
  expect((await ask(https(port))).peer.tls?.version).toBe('TLSv1.2');
});

const openssl = spawnSync('openssl', ['version']).status === 0;
if (!openssl) process.stderr.write('no openssl here: what a refused client certificate ends in is not tested\n');

/** `openssl s_server`, which unlike Node says by an alert why it refuses a certificate. */
function opensslServer(version: string): Promise<number> {
  const file = (name: string): string => fileURLToPath(new URL(`testing/${name}`, import.meta.url));
  const own = ['-cert', file('good.pem'), '-cert_chain', file('intermediate.pem'), '-key', file('server.key')];
  const demand = ['-CAfile', file('root.pem'), '-Verify', '3', '-verify_return_error'];
  const server = spawn('openssl', ['s_server', '-accept', '127.0.0.1:0', '-www', version, ...own, ...demand]);
  onTestFinished(() => void server.kill());
  let said = '';
  return new Promise((resolve, reject) => {
    server.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const port = /ACCEPT 127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
    server.on('exit', () => reject(new Error(`openssl did not start: ${said}`)));
  });
}

it.skipIf(!openssl).each(['-tls1_2', '-tls1_3'])(
  'a refused client certificate is told from a missing one over %s, in the stage tls',
  async (version) => {
    const refused = { clientCertificate: client('client-by-stranger') };
    const rejected = await failureOf(ask(https(await opensslServer(version), refused)));
    expect([rejected.code, rejected.stage, rejected.evidence['alert']]).toEqual([
      'tls/client-cert-rejected',
      'tls',
      48,
    ]);
    const needed = await failureOf(ask(https(await opensslServer(version))));
    expect([needed.code, needed.stage]).toEqual(['tls/client-cert-needed', 'tls']);
    const known = https(await opensslServer(version), { clientCertificate: client('client') });
    const accepted = await ask(known, { method: 'GET', body: null });
    expect(accepted.status).toBe(200);
    accepted.close();
  },
);
