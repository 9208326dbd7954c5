import { anyOf, certain, likely, oneOf, type Rule } from './verdict.ts';

/** What OpenSSL says, in the words of its versions since 0.9.8. */
export const tlsRules: readonly Rule[] = [
  [/certificate has expired/i, likely('tls/expired-leaf', 'tls/expired-intermediate', 'host/clock')],
  [/certificate is not yet valid/i, likely('tls/not-yet-valid', 'host/clock')],
  [/ip address mismatch/i, certain('tls/ip-in-url')],
  [/hostname mismatch|doesn.?t match|does not match/i, likely('tls/name-mismatch', 'tls/ip-in-url')],
  [/self.signed certificate in certificate chain/i, anyOf('tls/unknown-root', 'tls/inspection')],
  [/self.signed certificate/i, certain('tls/self-signed')],
  [
    /unable to get (?:local )?issuer|unable to verify the first/i,
    anyOf('tls/missing-intermediate', 'tls/unknown-root', 'tls/inspection'),
  ],
  [/certificate revoked/i, certain('tls/revoked')],
  [/too weak|md too weak/i, anyOf('tls/weak-signature', 'tls/weak-key')],
  [/(?:dh|ee|ca)[ _]key[ _]too[ _]small/i, certain('tls/weak-key')],
  [/certificate[ _]required/i, certain('tls/client-cert-needed')],
  [
    /alert (?:bad certificate|unsupported certificate|certificate (?:revoked|expired|unknown)|unknown ca|access denied)/i,
    likely('tls/client-cert-rejected', 'tls/client-cert-needed'),
  ],
  [/unrecognized[ _]name/i, certain('tls/sni-unknown')],
  [/alert protocol version|unsupported protocol|version too low|tlsv1_alert_protocol/i, certain('tls/server-too-old')],
  [
    /handshake[ _]failure/i,
    oneOf('tls/handshake-refused', 'tls/no-common-cipher', 'tls/client-cert-needed', 'tls/sni-unknown'),
  ],
  [/no shared cipher|no ciphers available/i, certain('tls/no-common-cipher')],
  [/unsafe legacy renegotiation/i, certain('tls/legacy-renegotiation')],
  [/unknown protocol|wrong version number|http request/i, likely('tls/not-tls', 'proxy/page-not-tunnel')],
  [/bad record mac|decryption failed/i, certain('tls/corrupted')],
  [/eof occurred in violation|unexpected eof|zero return/i, certain('tls/peer-cuts')],
  [
    /certificate[ _]verify[ _]failed/i,
    oneOf(
      'tls/verify-failed',
      'tls/unknown-root',
      'tls/missing-intermediate',
      'tls/inspection',
      'tls/self-signed',
      'tls/expired-leaf',
      'tls/not-yet-valid',
    ),
  ],
  [/sslerror|\[ssl\b|ssl routines/i, oneOf('tls/failed', 'tls/verify-failed', 'tls/handshake-refused', 'tls/not-tls')],
];
