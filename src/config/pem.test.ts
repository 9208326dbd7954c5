import { createPrivateKey, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { clientCertificate, clientKey, encryptedClientKey, exampleRoot, strangerKey } from '../../test/fakes/pem.ts';
import { checkAuthorities, checkClientCertificate } from './pem.ts';

const der = new X509Certificate(exampleRoot).raw;
const broken = exampleRoot.replace(/MII.{20}/, 'MIIB');

function coded(code: string, message: RegExp): unknown {
  return expect.objectContaining({ code, message: expect.stringMatching(message) });
}

describe('a file of certificate authorities', () => {
  it('may hold several, with text between them', () => {
    checkAuthorities(`# root\n${exampleRoot}\n# client\n${clientCertificate}`, true);
    checkAuthorities(clientCertificate, false);
  });
  it.each([
    ['', /it is empty/],
    ['junk', /holds no PEM certificate$/],
    [der.toString('latin1'), /it is DER: openssl/],
    [der.toString('utf8'), /it is DER: openssl/],
    [clientKey, /it is a private key/],
    [exampleRoot.replaceAll('CERTIFICATE', 'X509 CRL'), /holds no PEM certificate$/],
    [exampleRoot + broken, /certificate 2 of 2 in the file/],
  ])('is unusable when it is not PEM: %#', (pem, message) => {
    expect(() => checkAuthorities(pem, false)).toThrow(coded('config/ca-file-unusable', message));
  });
  it('needs the root where no other store can have it', () => {
    expect(() => checkAuthorities(clientCertificate, true)).toThrow(
      coded('config/ca-only-intermediate', /lacks the root "CN=Example Root"/),
    );
  });
});

describe('a client certificate', () => {
  it('goes with its key, in clear or under its passphrase', () => {
    checkClientCertificate(clientCertificate + exampleRoot, clientKey, null);
    checkClientCertificate(clientCertificate, encryptedClientKey, 'secret');
    const old = createPrivateKey(clientKey).export({
      type: 'sec1',
      format: 'pem',
      cipher: 'aes-128-cbc',
      passphrase: 'secret',
    });
    expect(old).toContain('Proc-Type: 4,ENCRYPTED');
    checkClientCertificate(clientCertificate, String(old), 'secret');
  });
  it.each([
    [{ key: strangerKey }, 'config/client-key-mismatch', /certificate of "CN=client.example"/],
    [{ key: encryptedClientKey }, 'config/client-key-passphrase', /none was given/],
    [{ key: encryptedClientKey, passphrase: 'wrong' }, 'config/client-key-passphrase', /does not fit/],
    [{ certificate: 'junk' }, 'config/client-cert-not-pem', /certificate is not PEM/],
    [{ certificate: broken }, 'config/client-cert-not-pem', /certificate is damaged/],
    [{ key: 'junk' }, 'config/client-cert-not-pem', /key is not a PEM private key/],
    [{ key: clientKey.replace(/MI.{20}/, 'MI') }, 'config/client-cert-not-pem', /key is damaged/],
  ])('is refused: %#', (change, code, message) => {
    const { certificate, key, passphrase } = {
      certificate: clientCertificate,
      key: clientKey,
      passphrase: null,
      ...change,
    };
    expect(() => checkClientCertificate(certificate, key, passphrase)).toThrow(coded(code, message));
  });
  it('never shows its key in a failure', () => {
    try {
      checkAuthorities(clientKey, false);
    } catch (error) {
      expect(JSON.stringify(error)).not.toContain(clientKey.slice(30, 60));
    }
    expect.assertions(1);
  });
});
