import { expect, it } from 'vitest';
import type { CertificateFacts } from './certificate.ts';
import { alertOf, tlsVerdict, type TlsSigns } from './tls-verdict.ts';

const now = Date.parse('2026-11-22T10:00:00Z');
const leaf: CertificateFacts = {
  subject: 'CN=feed.example',
  issuer: 'CN=Example Intermediate',
  fingerprint256: 'ab',
  validFrom: 0,
  validTo: now + 1,
  names: ['feed.example', '*.wild.example'],
};

function verdict(signs: Partial<TlsSigns>): string {
  return tlsVerdict({
    code: 'EPROTO',
    message: '',
    alert: null,
    host: 'feed.example',
    leaf,
    now,
    clientCertificateSent: false,
    clientCertificateAsked: false,
    agreed: false,
    spokeTls: true,
    ...signs,
  });
}

it.each([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', '', 'tls/self-signed'],
  ['SELF_SIGNED_CERT_IN_CHAIN', '', 'tls/unknown-root'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', '', 'tls/unknown-root'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', '', 'tls/missing-intermediate'],
  ['UNABLE_TO_GET_ISSUER_CERT', '', 'config/ca-only-intermediate'],
  ['CERT_SIGNATURE_FAILURE', '', 'tls/bad-signature'],
  ['CERT_HAS_EXPIRED', '', 'tls/expired-intermediate'],
  ['CERT_NOT_YET_VALID', '', 'tls/not-yet-valid'],
  ['INVALID_PURPOSE', '', 'tls/wrong-purpose'],
  ['INVALID_CA', '', 'tls/issuer-not-ca'],
  ['PATH_LENGTH_EXCEEDED', '', 'tls/path-length'],
  ['CERT_REVOKED', '', 'tls/revoked'],
  ['CRL_HAS_EXPIRED', '', 'tls/crl-old'],
  ['UNABLE_TO_GET_CRL', '', 'tls/crl-missing'],
  ['UNSPECIFIED', 'key usage does not include certificate signing', 'tls/issuer-not-ca'],
  ['UNSPECIFIED', 'permitted subtree violation', 'tls/name-constraint'],
  ['UNSPECIFIED', 'CA signature digest algorithm too weak', 'tls/weak-signature'],
  ['UNSPECIFIED', 'EE certificate key too weak', 'tls/weak-key'],
  ['UNSPECIFIED', 'unhandled critical extension', 'tls/critical-ext'],
  ['UNSPECIFIED', 'something new', 'tls/verify-failed'],
  ['EPROTO', 'SSL routines:final_renegotiate:unsafe legacy renegotiation disabled', 'tls/legacy-renegotiation'],
  ['EPROTO', 'SSL routines:ssl_choose_client_version:unsupported protocol', 'tls/server-too-old'],
  ['EPROTO', 'SSL routines:ssl3_get_record:decryption failed or bad record mac', 'tls/corrupted'],
  ['EPROTO', 'SSL routines:tls_process_ske_dhe:dh key too small', 'tls/weak-key'],
  ['EPROTO', 'SSL routines:ssl3_get_record:wrong version number', 'tls/not-tls'],
  ['ERR_SSL_CIPHER_OPERATION_FAILED', 'cipher operation failed', 'tls/corrupted'],
  ['ERR_SSL_DATA_LENGTH_TOO_LONG', 'data length too long', 'tls/corrupted'],
  ['ERR_SSL_UNEXPECTED_MESSAGE', 'unexpected message', 'tls/corrupted'],
  ['ERR_SSL_BAD_LENGTH', 'bad length', 'tls/corrupted'],
  ['EPROTO', 'SSL routines:ssl3_read_bytes:too many warn alerts', 'tls/alert'],
  ['ERR_SSL_EXCESSIVE_MESSAGE_SIZE', 'excessive message size', 'tls/path-length'],
  ['ECONNRESET', 'read ECONNRESET', 'tls/peer-cuts'],
  ['EPROTO', 'something new', 'tls/failed'],
])('%s %j is %s', (code, message, expected) => {
  expect(verdict({ code, message })).toBe(expected);
});
it('a handshake refused after one that succeeded is about our certificate', () => {
  expect(verdict({ alert: 40 })).toBe('tls/handshake-refused');
  expect(verdict({ alert: 40, agreed: true })).toBe('tls/client-cert-needed');
  expect(verdict({ alert: 40, agreed: true, clientCertificateSent: true })).toBe('tls/client-cert-rejected');
});
it('a cut after our certificate was asked for is about that certificate', () => {
  const cut = { code: 'ECONNRESET', clientCertificateAsked: true };
  expect(verdict(cut)).toBe('tls/client-cert-needed');
  expect(verdict({ ...cut, clientCertificateSent: true })).toBe('tls/client-cert-rejected');
});
it('dates, names and issuers of the leaf refine the verdict', () => {
  expect(verdict({ code: 'CERT_HAS_EXPIRED', leaf: { ...leaf, validTo: now } })).toBe('tls/expired-leaf');
  const mismatch = { code: 'ERR_TLS_CERT_ALTNAME_INVALID' };
  expect(verdict({ ...mismatch, host: 'a.b.wild.example' })).toBe('tls/wildcard-depth');
  expect(verdict({ ...mismatch, host: 'wild.example' })).toBe('tls/wildcard-depth');
  expect(verdict({ ...mismatch, host: 'other.example' })).toBe('tls/name-mismatch');
  expect(verdict({ ...mismatch, host: '2001:db8::1' })).toBe('tls/ip-in-url');
  const inspected = { ...leaf, issuer: 'CN=Zscaler Intermediate Root CA' };
  expect(verdict({ code: 'SELF_SIGNED_CERT_IN_CHAIN', leaf: inspected })).toBe('tls/inspection');
});
it('alerts about certificates are about ours once we sent one', () => {
  for (const alert of [42, 43, 44, 45, 46, 48, 49, 116]) {
    expect(verdict({ alert, clientCertificateSent: true })).toBe('tls/client-cert-rejected');
  }
  expect(verdict({ alert: 116 })).toBe('tls/client-cert-needed');
  expect(verdict({ alert: 40, clientCertificateAsked: true })).toBe('tls/client-cert-needed');
  expect(verdict({ alert: 40 })).toBe('tls/handshake-refused');
  expect(verdict({ alert: 48 })).toBe('tls/alert');
  expect(verdict({ alert: 71 })).toBe('tls/no-common-cipher');
  expect(
    alertOf('error:0A00045C:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required: SSL alert number 116'),
  ).toBe(116);
});
it('what never spoke TLS is no TLS, whatever OpenSSL calls it', () => {
  expect(verdict({ spokeTls: false, message: 'packet length too long' })).toBe('tls/not-tls');
});
