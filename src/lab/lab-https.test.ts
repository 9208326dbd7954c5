import { request } from 'node:https';
import { afterEach, expect, it } from 'vitest';
import { startLab, type Lab } from './lab.ts';
import { poll11, taxiiHeaders } from './testing.ts';

/** A key that was made for this test and is used nowhere else; valid for a hundred years. */
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgp47Vj2KGrdkQHtB/
GA3Jktp+jO7Yo/A3h10QbymKLW6hRANCAARkiMY4ICbaLoYK08jXymfEr80uDhi6
ecJ/uO+heeVe76yKBHlN3XeKecE6vGVHs3kwXaIu5LOasuPxhVZnCrBW
-----END PRIVATE KEY-----
`;
const cert = `-----BEGIN CERTIFICATE-----
MIIBoTCCAUegAwIBAgIUJhrPRmtRZ2Y45kXIx2WqgtJiZnkwCgYIKoZIzj0EAwIw
FjEUMBIGA1UEAwwLbGFiLmV4YW1wbGUwIBcNMjYxMTIzMDU0NzA2WhgPMjEyNjEw
MzAwNTQ3MDZaMBYxFDASBgNVBAMMC2xhYi5leGFtcGxlMFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAEZIjGOCAm2i6GCtPI18pnxK/NLg4YunnCf7jvoXnlXu+sigR5
Td13innBOrxlR7N5MF2iLuSzmrLj8YVWZwqwVqNxMG8wHQYDVR0OBBYEFKaS020V
GaWYJZZuExODJ5BMP4ByMB8GA1UdIwQYMBaAFKaS020VGaWYJZZuExODJ5BMP4By
MA8GA1UdEwEB/wQFMAMBAf8wHAYDVR0RBBUwE4cEfwAAAYILbGFiLmV4YW1wbGUw
CgYIKoZIzj0EAwIDSAAwRQIgfDHw2PHma4zYK+QrTTHsaF1WRp+zoIB2Psv/6Y+g
NPYCIQDBOUWj2NNpdzXld5TR4jt98mVcEbnH9BrkhkIMQ9eTVg==
-----END CERTIFICATE-----
`;

let lab: Lab | undefined;
afterEach(() => lab?.close());

/** The answer's text, or the code of the error. */
function ask(port: number): Promise<string> {
  return new Promise((resolve) => {
    const failed = (error: Error): void => resolve('code' in error ? String(error.code) : error.message);
    const options = { host: '127.0.0.1', port, path: '/taxii/poll/', method: 'POST', ca: cert, agent: false };
    const headers = { ...taxiiHeaders(), 'x-taxii-protocol': 'urn:taxii.mitre.org:protocol:https:1.0' };
    const asked = request({ ...options, headers }, (response) => {
      let text = '';
      response.on('data', (piece: Buffer) => (text += piece.toString()));
      response.on('end', () => resolve(text));
      response.on('error', failed);
    });
    asked.on('error', failed);
    asked.end(poll11('practice.empty'));
  });
}

it('the practice server speaks https with the certificate it is given, and says so in its answers', async () => {
  lab = await startLab({ https: { cert, key } });
  expect(lab.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  expect(await ask(lab.port)).toContain('<taxii_11:Poll_Response');
});

it('its faults work over https too', async () => {
  lab = await startLab({ https: { cert, key }, faults: ['reset'] });
  expect(await ask(lab.port)).toBe('ECONNRESET');
  lab.setFault('http-garbage');
  expect(await ask(lab.port)).toMatch(/^HPE_/);
});

it('demands a client certificate when it is given an authority', async () => {
  lab = await startLab({ https: { cert, key, ca: cert } });
  expect(await ask(lab.port)).toMatch(/CERTIFICATE_REQUIRED|ECONNRESET/);
});
