import type { Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { afterRequest, pem, say, serveTcp, serveTls } from '../../test/fakes/loopback.ts';
import { failed, pollFailure, probed, probePem, source } from '../../test/fakes/probing.ts';
import type { Code } from '../base/failure.ts';
import type { JsonObject } from '../config/plain.ts';
import type { SourceSettings } from '../feed/source.ts';
import type { Finding } from '../feed/finding.ts';

const ok = say('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<a/>');
const chain = ['good', 'intermediate'];

/** A source over TLS that trusts the root of the certificates of `net/testing`. */
function secure(port: number, changes: JsonObject = {}): SourceSettings {
  return source(port, { https: true, ca: pem('root.pem'), systemCa: false, ...changes });
}

async function find(settings: SourceSettings, code: Code): Promise<Finding> {
  const failure = await pollFailure(settings);
  expect(failure.code).toBe(code);
  return probed(failure, settings);
}

/** A server that shows certificates of this room. */
function shows(names: readonly string[], options: TlsOptions = {}): Promise<number> {
  const cert = names.map((name) => probePem(`${name}.pem`)).join('\n');
  return serveTls([], ok, { cert, key: probePem('leaf.key'), ...options });
}

function own(port: number, changes: JsonObject = {}): SourceSettings {
  return secure(port, { ca: probePem('root.pem'), ...changes });
}

describe('silence after the greeting', () => {
  it('is tls/plain-http-waits where a plain request is answered', async () => {
    const port = await serveTcp(say('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n'));
    const finding = await probed(failed('tls/timeout'), secure(port));
    expect(finding).toMatchObject({
      code: 'tls/plain-http-waits',
      stage: 'tls',
      certainty: 'certain',
      proposal: { patch: { https: false, port } },
    });
  });
  it('is tls/sni-filter where another name is answered', async () => {
    const port = await serveTcp(answering((hello) => (hello.includes('feed.example') ? null : alert(112))));
    expect(await probed(failed('tls/timeout'), secure(port))).toMatchObject({ code: 'tls/sni-filter' });
  });
  it('is tls/mtu-blackhole where only a small alert comes through', async () => {
    const port = await serveTcp(answering((hello) => (offersOnlyOld(hello) ? alert(70) : null)));
    expect(await probed(failed('tls/timeout'), secure(port))).toMatchObject({
      code: 'tls/mtu-blackhole',
      certainty: 'certain',
    });
  });
  it('stays tls/timeout where nothing is answered at all', async () => {
    const port = await serveTcp((socket) => socket.resume());
    expect(await probed(failed('tls/timeout'), secure(port))).toMatchObject({
      code: 'tls/timeout',
      certainty: 'certain',
      proposal: null,
    });
  });
});

function alert(number: number): Uint8Array {
  return Uint8Array.of(0x15, 3, 1, 0, 2, 2, number);
}

/** Reads the greeting and answers, or says nothing for ever; cuts where it is told to. */
function answering(answer: (hello: Buffer) => Uint8Array | null | 'cut'): (socket: Socket) => void {
  return (socket) =>
    socket.once('data', (hello: Buffer) => {
      const said = answer(hello);
      if (said === 'cut') socket.end();
      else if (said !== null) socket.end(said);
    });
}

/** A greeting without the supported_versions of TLS 1.3, of TLS 1.1 at most (bytes 9 and 10 are the version). */
function offersOnlyOld(hello: Buffer): boolean {
  return hello[0] === 22 && (hello[10] ?? 3) < 3;
}

describe('a cut in the greeting', () => {
  it('is tls/sni-filter where another name is answered', async () => {
    const port = await serveTcp(answering((hello) => (hello.includes('feed.example') ? 'cut' : alert(112))));
    expect(await find(secure(port), 'tls/peer-cuts')).toMatchObject({ code: 'tls/sni-filter', certainty: 'certain' });
  });
  it('is tls/not-tls where a plain request is answered', async () => {
    const port = await serveTcp((socket) =>
      socket.once('data', (bytes: Buffer) => socket.end(bytes[0] === 22 ? '' : 'HTTP/1.1 200 OK\r\n\r\n')),
    );
    expect(await find(secure(port), 'tls/peer-cuts')).toMatchObject({
      code: 'tls/not-tls',
      proposal: { patch: { https: false } },
    });
  });
  it('stays tls/peer-cuts where every greeting is cut', async () => {
    const port = await serveTcp((socket) => socket.once('data', () => socket.end()));
    expect(await find(secure(port), 'tls/peer-cuts')).toMatchObject({ code: 'tls/peer-cuts', certainty: 'certain' });
  });
});

describe('a refused handshake', () => {
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
  it('is tls/server-too-old where the old versions are agreed on', async () => {
    const port = await serveTls(chain, ok, old);
    const finding = await probed(failed('tls/handshake-refused'), secure(port));
    expect(finding).toMatchObject({ code: 'tls/server-too-old', evidence: { speaks: 'TLSv1.1' } });
    expect(await find(secure(port), 'tls/server-too-old')).toMatchObject({ evidence: { speaks: 'TLSv1.1' } });
  });
  it('is tls/no-common-cipher where a weak one is agreed on', async () => {
    const weak = { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-NULL-SHA:@SECLEVEL=0' } as const;
    const finding = await find(secure(await serveTls(chain, ok, weak)), 'tls/handshake-refused');
    expect(finding).toMatchObject({ code: 'tls/no-common-cipher', evidence: { offered: 'ECDHE-ECDSA-NULL-SHA' } });
    const cbc = { maxVersion: 'TLSv1.2', ciphers: 'ADH-AES128-SHA256:@SECLEVEL=0', dhparam: 'auto' } as const;
    const anonymous = await find(secure(await serveTls(chain, ok, cbc)), 'tls/handshake-refused');
    expect(anonymous).toMatchObject({ code: 'tls/no-common-cipher', evidence: { offered: 'ADH-AES128-SHA256' } });
  });
  it('is tls/no-common-group where only more groups help', async () => {
    const port = await serveTls(chain, ok, { maxVersion: 'TLSv1.2', ecdhCurve: 'brainpoolP256r1' });
    expect(await find(secure(port), 'tls/handshake-refused')).toMatchObject({ code: 'tls/no-common-group' });
  });
  it('is open between its causes where nothing helps', async () => {
    const port = await serveTcp(answering(() => alert(40)));
    expect(await find(secure(port), 'tls/handshake-refused')).toMatchObject({
      certainty: 'one-of',
      alternatives: ['tls/client-cert-needed', 'tls/sni-unknown'],
    });
  });
  it('for a minimum of 1.3 is mended by 1.2', async () => {
    const port = await serveTls(chain, ok, { maxVersion: 'TLSv1.2' });
    const finding = await find(secure(port, { tlsMinimum: '1.3' }), 'tls/server-too-old');
    expect(finding.proposal?.patch).toEqual({ tlsMinimum: '1.2' });
  });
});

describe('the wrong scheme', () => {
  it('on a plain port is tls/not-tls, and warns where credentials would travel in clear', async () => {
    const port = await serveTcp((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n')),
    );
    const finding = await find(secure(port), 'tls/not-tls');
    expect(finding.proposal?.patch).toEqual({ https: false, port });
    const credentials = { kind: 'basic', user: 'x', password: 'y' };
    expect((await find(secure(port, { credentials }), 'tls/not-tls')).proposal?.why.reason).toBe(
      'port-in-clear-credentials',
    );
  });
  it('on a TLS port is http/port-is-tls', async () => {
    const port = await serveTls(chain, ok);
    const settings = source(port);
    const finding = await probed(await pollFailure(settings), settings);
    expect(finding).toMatchObject({ code: 'http/port-is-tls', proposal: { patch: { https: true, port } } });
    const closed = await probed(failed('http/no-answer-closed'), settings);
    expect(closed).toMatchObject({ code: 'http/port-is-tls', certainty: 'certain' });
  });
  it('is not to blame where the port is plain and closes all the same', async () => {
    const settings = source(await serveTcp((socket) => socket.once('data', () => socket.end())));
    const finding = await probed(await pollFailure(settings), settings);
    expect(finding).toMatchObject({ code: 'http/no-answer-closed', proposal: null });
  });
});

describe('a chain that nobody vouches for', () => {
  it.each([
    [['leaf'], 'tls/missing-intermediate', 'likely'],
    [['leaf', 'other-issuer'], 'tls/bad-signature', 'certain'],
    [['leaf', 'old-root'], 'tls/wrong-intermediate', 'certain'],
  ])('%j is %s', async (names, code, certainty) => {
    const settings = own(await shows(names));
    const finding = await probed(await pollFailure(settings), settings);
    expect(finding).toMatchObject({ code, certainty, evidence: { chainView: 'sent', issuer: 'CN=Probe Issuer' } });
  });
  it('that lacks a certificate says where that one can be had', async () => {
    const settings = own(await shows(['leaf']));
    const finding = await probed(await pollFailure(settings), settings);
    expect(finding.evidence).toMatchObject({ issuerAt: 'http://pki.example/issuer.cer' });
  });
  it.each([
    [['good'], 'tls/missing-intermediate', 'one-of'],
    [['by-stranger', 'stranger'], 'tls/unknown-root', 'certain'],
    [['by-inspector'], 'tls/inspection', 'likely'],
    [['self-signed'], 'tls/self-signed', 'certain'],
  ])('%j is %s, told from what was sent', async (names, code, certainty) => {
    const settings = secure(await serveTls(names, ok));
    const finding = await probed(await pollFailure(settings), settings);
    expect(finding).toMatchObject({ code, certainty, evidence: { chainView: 'sent' } });
  });
  it('is read from what could be linked where the server speaks only TLS 1.3', async () => {
    const settings = secure(await serveTls(['by-stranger', 'stranger'], ok, { minVersion: 'TLSv1.3' }));
    const finding = await probed(await pollFailure(settings), settings);
    expect(finding).toMatchObject({ code: 'tls/unknown-root', evidence: { chainView: 'verified' } });
  });
});

describe('a certificate out of its dates', () => {
  it.each([
    [['expired', 'intermediate'], 'tls/expired-leaf'],
    [['old-chain', 'old-intermediate'], 'tls/expired-intermediate'],
    [['future', 'intermediate'], 'tls/not-yet-valid'],
  ])('%j is %s', async (names, code) => {
    const settings = secure(await serveTls(names, ok));
    expect(await probed(await pollFailure(settings), settings)).toMatchObject({ code, certainty: 'certain' });
  });
  it('is tls/expired-root-here where only the root of our own list has expired', async () => {
    const settings = own(await shows(['under-old-root']), { ca: probePem('old-root.pem') });
    const finding = await probed(await pollFailure(settings), settings);
    expect(finding).toMatchObject({ code: 'tls/expired-root-here', certainty: 'certain' });
  });
  it('is host/clock where the server’s clock is far from ours and finds nothing wrong', async () => {
    const told = afterRequest((socket) => {
      socket.end('HTTP/1.1 404 Not Found\r\nDate: Mon, 01 Jun 2026 12:00:00 GMT\r\nContent-Length: 0\r\n\r\n');
    });
    const cert = ['recent', 'issuer'].map((name) => probePem(`${name}.pem`)).join('\n');
    const settings = own(await serveTls([], told, { cert, key: probePem('leaf.key') }));
    const at = (date: string) => ({
      clock: { now: () => Date.parse(date), monotonic: () => performance.now(), sleep: clockless },
    });
    const failure = failed('tls/not-yet-valid');
    expect(await probed(failure, settings, {}, at('2024-06-01'))).toMatchObject({
      code: 'host/clock',
      certainty: 'likely',
      alternatives: ['tls/not-yet-valid'],
      evidence: { witnesses: 1 },
    });
    expect((await probed(failure, settings, {}, at('2026-06-01T12:01:00Z'))).code).toBe('tls/not-yet-valid');
    const canary = { host: '127.0.0.1', port: settings.port, https: true, allowPrivate: true };
    expect(await probed(failure, settings, { canary }, at('2024-06-01'))).toMatchObject({
      code: 'host/clock',
      certainty: 'certain',
      evidence: { witnesses: 2 },
    });
  });
});

/** Sleeps as a clock does, without the house's own. */
function clockless(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

describe('a certificate for another name', () => {
  it('whose name leads to the same address is proposed as the host', async () => {
    const finding = await find(secure(await serveTls(['wrong-name', 'intermediate'], ok)), 'tls/name-mismatch');
    expect(finding).toMatchObject({ code: 'tls/name-mismatch', proposal: { patch: { host: 'other.example' } } });
    const byAddress = secure(await serveTls(chain, ok), { host: '127.0.0.1' });
    expect((await find(byAddress, 'tls/ip-in-url')).proposal?.patch).toEqual({ host: 'feed.example' });
  });
  it('is tls/default-vhost where any name gets the same and none leads there', async () => {
    const settings = secure(await serveTls(['wrong-name', 'intermediate'], ok));
    const failure = await pollFailure(settings);
    const resolver = {
      resolve: (name: string) =>
        name === 'feed.example'
          ? Promise.resolve({ addresses: ['127.0.0.1'], from: 'dns' as const, slowV6: false })
          : Promise.reject(new Error('no such name')),
    };
    expect(await probed(failure, settings, {}, { resolver })).toMatchObject({
      code: 'tls/default-vhost',
      certainty: 'likely',
      proposal: null,
    });
  });
});
