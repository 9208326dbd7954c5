import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { clientCertificate, clientKey } from '../../test/fakes/pem.ts';
import { archives } from '../../test/fakes/pkcs12.ts';
import { Failure } from '../base/failure.ts';
import { inClear, publicSettings } from './plain.ts';
import { mergeSource, parseSource } from './source-settings.ts';
import type { JsonObject } from './plain.ts';

const least = { name: 'phish', host: 'taxii.example.net', collection: 'c' };
const archive = { pkcs12: archives.ok, passphrase: 'secret' };

function code(work: () => unknown): string {
  try {
    work();
    return 'taken';
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
}

describe('a PKCS#12 archive', () => {
  it('gives the certificate that is shown, and stays a secret itself', () => {
    const settings = parseSource({ ...least, clientCertificate: archive });
    const shown = settings.clientCertificate;
    expect(new X509Certificate(shown?.certificate ?? '').raw).toEqual(new X509Certificate(clientCertificate).raw);
    expect(publicSettings(settings)).toMatchObject({
      clientCertificate: { form: 'pkcs12', key: '***', passphrase: '***' },
    });
    expect(inClear(mergeSource(settings, { age: '4d' }))).toMatchObject({ clientCertificate: { key: archives.ok } });
  });
  it.each<[JsonObject, string]>([
    [{ pkcs12: archives.blank }, 'taken'],
    [{ pkcs12: archives.ok }, 'config/client-key-passphrase'],
    [{ pkcs12: archives.ok, passphrase: 'wrong' }, 'config/client-key-passphrase'],
    [{ pkcs12: archives.nokey, passphrase: 'secret' }, 'config/client-p12-incomplete'],
    [{ pkcs12: archives.legacy, passphrase: 'secret' }, 'config/client-p12-legacy'],
    [{ pkcs12: archives.ok.slice(0, 400), passphrase: 'secret' }, 'config/client-p12-bad'],
    [{ pkcs12: Buffer.from(clientKey).toString('base64') }, 'config/client-p12-bad'],
    [{ pkcs12: '' }, 'config/client-p12-bad'],
    [{ ...archive, colour: 'red' }, 'config/unknown-field'],
  ])('%#: %s', (given, expected) => {
    expect(code(() => parseSource({ ...least, clientCertificate: given }))).toBe(expected);
  });
});

describe('a client certificate that has expired', () => {
  const late = Date.parse('2050-01-01T00:00:00Z');
  const pair = { certificate: clientCertificate, key: clientKey };
  it.each([[archive], [pair]])('is refused when it is set, and stands in the way of nothing else: %#', (given) => {
    expect(code(() => parseSource({ ...least, clientCertificate: given }, late))).toBe('config/client-cert-expired');
    const settings = parseSource({ ...least, clientCertificate: given }, Date.parse('2026-12-01T00:00:00Z'));
    expect(code(() => mergeSource(settings, { clientCertificate: given }, late))).toBe('config/client-cert-expired');
    expect(code(() => mergeSource(settings, { age: '4d' }, late))).toBe('taken');
  });
});

it('a key in the file of the certificate is not shown with it', () => {
  const both = `${clientKey}${clientCertificate}`;
  const settings = parseSource({ ...least, clientCertificate: { certificate: both, key: both } });
  expect(settings.clientCertificate?.certificate).toBe(clientCertificate);
  expect(JSON.stringify(publicSettings(settings))).not.toContain('PRIVATE KEY');
});
