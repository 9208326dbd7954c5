import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pem, pemOf } from './certificate.ts';
import { integer, objectId, time } from './der.ts';
import { authority, eras, leaf, root, validity } from './issue.ts';
import { keyPair, keyPem, type KeyKind } from './keys.ts';

const now = Date.UTC(2026, 10, 23);

describe('DER', () => {
  it('writes integers of any sign in as few bytes as they take', () => {
    const hex = (value: bigint): string => integer(value).toString('hex');
    expect([0n, 127n, 128n, 256n, -1n, -128n, -129n].map(hex)).toEqual([
      '020100',
      '02017f',
      '02020080',
      '02020100',
      '0201ff',
      '020180',
      '0202ff7f',
    ]);
  });
  it('writes an integer that reads as itself', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(1n << 200n), max: 1n << 200n }), (value) => {
        const body = integer(value).subarray(2);
        const unsigned = BigInt(`0x${body.toString('hex')}`);
        expect(BigInt.asIntN(8 * body.length, unsigned)).toBe(value);
      }),
    );
  });
  it('writes object identifiers', () => {
    expect(objectId('1.2.840.113549.1.1.11').toString('hex')).toBe('06092a864886f70d01010b');
  });
  it('writes years after 2049 with all their digits', () => {
    expect(time(Date.UTC(2049, 11, 31)).toString('latin1')).toContain('491231000000Z');
    expect(time(Date.UTC(2050, 0, 1)).toString('latin1')).toContain('20500101000000Z');
  });
});

describe('a certificate', () => {
  it('says what it was told to say, and its issuer vouches for it', () => {
    const top = root(now, 'Test Root');
    const middle = authority(now, top, 'Test Middle');
    const server = leaf(now, middle, ['feed.example', '*.feed.example', '192.0.2.7']);
    const [read, above] = [server, middle].map((each) => new X509Certificate(pemOf(each)));
    expect(read?.subject).toBe('CN=feed.example');
    expect(read?.issuer).toBe('O=Feedgate Practice\nCN=Test Middle');
    expect(read?.subjectAltName).toBe('DNS:feed.example, DNS:*.feed.example, IP Address:192.0.2.7');
    expect(read?.validFromDate.getTime()).toBe(validity(now).from);
    expect(read?.validToDate.getTime()).toBe(validity(now).to);
    expect(read?.ca).toBe(false);
    expect(above?.ca).toBe(true);
    expect(above !== undefined && read?.verify(above.publicKey)).toBe(true);
    expect(read?.checkPrivateKey(server.keys.privateKey)).toBe(true);
  });
  it.each<KeyKind>(['p256', 'p384', 'ed25519', 'rsa-1024', 'rsa-512'])(
    'can have and be signed by a key of kind %s',
    (kind) => {
      const top = root(now, `Root ${kind}`, { keys: keyPair('test', kind) });
      const read = new X509Certificate(leaf(now, top, ['feed.example'], { keys: keyPair('test', kind) }).der);
      expect(read.verify(top.keys.publicKey)).toBe(true);
      expect(keyPem(top.keys)).toContain('BEGIN PRIVATE KEY');
    },
  );
  it('can be wrong: out of date, badly signed, with a negative number', () => {
    const top = root(now, 'Test Root');
    const old = new X509Certificate(leaf(now, top, ['feed.example'], eras.past(now)).der);
    expect(old.validToDate.getTime()).toBeLessThan(now);
    const spoilt = new X509Certificate(leaf(now, top, ['feed.example'], { spoilt: true }).der);
    expect(spoilt.verify(top.keys.publicKey)).toBe(false);
    expect(new X509Certificate(leaf(now, top, [], { serial: -5n }).der).serialNumber).toBe('-05');
  });
  it('is PEM that anybody reads', () => {
    expect(pem('CERTIFICATE', root(now, 'Test Root').der)).toMatch(
      /^-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+-----END/,
    );
  });
});
