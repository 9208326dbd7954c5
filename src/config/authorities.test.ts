import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { clientCertificate, clientKey, exampleRoot } from '../../test/fakes/pem.ts';
import { readAuthorities } from './authorities.ts';

const now = Date.parse('2026-11-23T10:00:00Z');
const root = new X509Certificate(exampleRoot);
const client = new X509Certificate(clientCertificate);

function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const length = body.length < 128 ? Buffer.of(body.length) : Buffer.of(0x82, body.length >> 8, body.length & 255);
  return Buffer.concat([Buffer.of(tag), length, body]);
}

const signed = Buffer.from('06092a864886f70d010702', 'hex');
const plain = der(0x30, Buffer.from('06092a864886f70d010701', 'hex'));

/** A bundle as `openssl crl2pkcs7 -nocrl` makes it. */
function bundle(...certificates: readonly X509Certificate[]): Buffer {
  const raw = certificates.map((each) => each.raw);
  const parts = [der(0x02, Buffer.of(1)), der(0x31), plain, der(0xa0, ...raw), der(0xa1), der(0x31)];
  return der(0x30, signed, der(0xa0, der(0x30, ...parts)));
}

const asPem = (label: string, bytes: Uint8Array): Buffer =>
  Buffer.from(`-----BEGIN ${label}-----\n${Buffer.from(bytes).toString('base64')}\n-----END ${label}-----\n`);

describe('a file of authorities', () => {
  it.each([
    ['PEM', Buffer.from(`some words\r\n${exampleRoot}\n${exampleRoot}`)],
    ['DER', root.raw],
    ['PKCS#7 in DER', bundle(root)],
    ['PKCS#7 in PEM', asPem('PKCS7', bundle(root))],
    ['CMS in PEM, with a certificate of a server', asPem('CMS', bundle(client, root))],
  ])('is read as %s', (_, bytes) => {
    const { authorities } = readAuthorities(bytes, now);
    expect(authorities).toEqual([
      {
        pem: expect.stringContaining('BEGIN CERTIFICATE') as string,
        subject: 'CN=Example Root',
        issuer: 'CN=Example Root',
        fingerprint: root.fingerprint256.replaceAll(':', '').toLowerCase(),
        validTo: root.validToDate.getTime(),
      },
    ]);
  });

  it('names what it leaves out', () => {
    const { left } = readAuthorities(Buffer.from(exampleRoot + clientCertificate), now);
    expect(left).toEqual([{ subject: 'CN=client.example', why: 'not-ca' }]);
  });

  it.each([
    ['nothing', Buffer.from(' \n'), /it is empty/],
    ['a key', Buffer.from(clientKey), /it is a private key/],
    ['a web page', Buffer.from('<html>'), /it is a web page/],
    ['a request', asPem('CERTIFICATE REQUEST', plain), /it is a request for a certificate/],
    ['DER of another kind', plain, /DER of another kind/],
    ['a server', Buffer.from(clientCertificate), /certificate of a server, not of an authority: "CN=client\.example"/],
    ['damage', asPem('CERTIFICATE', root.raw.subarray(0, 200)), /damaged certificate, the 1\. of 1/],
    ['a bundle that is cut', bundle(root).subarray(0, 100), /holds no certificate/],
    ['a bundle of nobody', bundle(), /holds no certificate/],
  ])('of %s is refused with what it is', (_, bytes, message) => {
    expect(() => readAuthorities(bytes, now)).toThrow(
      expect.objectContaining({
        code: 'config/ca-file-unusable',
        message: expect.stringMatching(message) as string,
      }) as Error,
    );
  });

  it('that have all expired is refused', () => {
    expect(() => readAuthorities(Buffer.from(exampleRoot), Date.parse('2050-01-01'))).toThrow(
      /has expired: "CN=Example Root"/,
    );
  });

  it('of any bytes ends in a reading or in that failure', () => {
    const whole = bundle(root, client);
    for (let i = 0; i < whole.length; i += 1) {
      const bytes = Buffer.from(whole);
      bytes[i] = (bytes[i] ?? 0) ^ 0xff;
      try {
        readAuthorities(bytes, now);
      } catch (error) {
        expect(error).toMatchObject({ code: 'config/ca-file-unusable' });
      }
    }
  });
});
