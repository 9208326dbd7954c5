import type { CertificateFacts } from './certificate.ts';
import type { NetCode } from './conditions.ts';
import { isAddress } from './target.ts';

/** What is known of a TLS connection that failed. Probes may learn more and ask again. */
export interface TlsSigns {
  /** Node's code: `CERT_HAS_EXPIRED`, `EPROTO`, `ERR_SSL_WRONG_VERSION_NUMBER` … */
  readonly code: string;
  readonly message: string;
  /** Number of the alert that the peer sent (RFC 8446 §6), or `null`. */
  readonly alert: number | null;
  readonly host: string;
  readonly leaf: CertificateFacts | null;
  /** Our wall clock, milliseconds since 1970. */
  readonly now: number;
  readonly clientCertificateSent: boolean;
  /** The server asked for one, as far as that could be seen. */
  readonly clientCertificateAsked: boolean;
  /** TLS had been agreed on before it failed. */
  readonly agreed: boolean;
  /** What the peer sent begins like TLS; `null` when it sent nothing. */
  readonly spokeTls: boolean | null;
}

/** The alert's number out of OpenSSL's text. */
export function alertOf(message: string): number | null {
  const number = /SSL alert number (\d+)/.exec(message)?.[1];
  return number === undefined ? null : Number(number);
}

/** The condition that these signs amount to, as far as they tell by themselves. */
export function tlsVerdict(signs: TlsSigns): NetCode {
  return (
    certificateVerdict(signs) ??
    (signs.alert === null ? undefined : alertVerdict(signs.alert, signs)) ??
    protocolVerdict(signs)
  );
}

const certificateCodes: Readonly<Record<string, NetCode | ((signs: TlsSigns) => NetCode)>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls/self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: unknownRoot,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownRoot,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: (signs) =>
    inspectorOf(signs.leaf) === null ? 'tls/missing-intermediate' : 'tls/inspection',
  UNABLE_TO_GET_ISSUER_CERT: 'config/ca-only-intermediate',
  CERT_SIGNATURE_FAILURE: 'tls/bad-signature',
  UNABLE_TO_DECRYPT_CERT_SIGNATURE: 'tls/bad-signature',
  CERT_HAS_EXPIRED: ({ leaf, now }) =>
    leaf === null || leaf.validTo <= now ? 'tls/expired-leaf' : 'tls/expired-intermediate',
  CERT_NOT_YET_VALID: 'tls/not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: nameVerdict,
  HOSTNAME_MISMATCH: nameVerdict,
  IP_ADDRESS_MISMATCH: 'tls/ip-in-url',
  INVALID_PURPOSE: 'tls/wrong-purpose',
  INVALID_CA: 'tls/issuer-not-ca',
  PATH_LENGTH_EXCEEDED: 'tls/path-length',
  CERT_REVOKED: 'tls/revoked',
  CRL_HAS_EXPIRED: 'tls/crl-old',
  CRL_NOT_YET_VALID: 'tls/crl-old',
  CRL_SIGNATURE_FAILURE: 'tls/crl-missing',
  UNABLE_TO_GET_CRL: 'tls/crl-missing',
  CERT_UNTRUSTED: 'tls/unknown-root',
  CERT_REJECTED: 'tls/unknown-root',
  CERT_CHAIN_TOO_LONG: 'tls/path-length',
};

/** Texts of verify errors for which Node has no code of its own (`UNSPECIFIED`). */
const certificateTexts: readonly (readonly [text: RegExp, code: NetCode])[] = [
  [/does not include certificate signing/, 'tls/issuer-not-ca'],
  [/permitted subtree violation|excluded subtree violation|name constraint/, 'tls/name-constraint'],
  [/signature digest algorithm too weak/, 'tls/weak-signature'],
  [/certificate key too weak/, 'tls/weak-key'],
  [/unhandled critical extension/, 'tls/critical-ext'],
];

function certificateVerdict(signs: TlsSigns): NetCode | undefined {
  const row = certificateCodes[signs.code];
  if (row !== undefined) return typeof row === 'function' ? row(signs) : row;
  const text = certificateTexts.find(([pattern]) => pattern.test(signs.message))?.[1];
  return text ?? (signs.code === 'UNSPECIFIED' || signs.code.startsWith('CERT_') ? 'tls/verify-failed' : undefined);
}

function unknownRoot(signs: TlsSigns): NetCode {
  return inspectorOf(signs.leaf) === null ? 'tls/unknown-root' : 'tls/inspection';
}

function nameVerdict({ host, leaf }: TlsSigns): NetCode {
  if (isAddress(host)) return 'tls/ip-in-url';
  const name = host.toLowerCase();
  const reached = (leaf?.names ?? []).some((pattern) => {
    if (!pattern.startsWith('*.')) return false;
    const domain = pattern.slice(2).toLowerCase();
    return name === domain || name.endsWith(`.${domain}`);
  });
  return reached ? 'tls/wildcard-depth' : 'tls/name-mismatch';
}

/** Issuer names by which inspecting firewalls and mail or web gateways are known. */
const inspectors =
  /Forti(?:Gate|net|nat)|Palo Alto|Zscaler|Blue ?Coat|Netskope|Sophos|Check ?Point|Cisco Umbrella|Barracuda|Skyhigh|McAfee Web|WatchGuard|SonicWall|Forcepoint|Websense|iboss|Untangle|Smoothwall|Kaspersky|ESET SSL|Avast|AVG Web|Bitdefender|mitmproxy|Squid|Charles Proxy|Burp|SECUI|Monitorapp|Somansa|SOOSAN|AhnLab|eWalker|Plantynet/i;

/** The inspecting product that the issuer's name tells of, or `null`. */
export function inspectorOf(leaf: CertificateFacts | null): string | null {
  return inspectors.exec(leaf?.issuer ?? '')?.[0] ?? null;
}

/** Alerts of a server that rejects a certificate of ours: bad, unsupported, revoked, expired, unknown, unknown CA, denied. */
const certificateAlerts: ReadonlySet<number> = new Set([41, 42, 43, 44, 45, 46, 48, 49]);

const rejected = 'tls/client-cert-rejected';

function alertVerdict(alert: number, signs: TlsSigns): NetCode {
  if (alert === 116) return signs.clientCertificateSent ? rejected : 'tls/client-cert-needed';
  if (certificateAlerts.has(alert) && signs.clientCertificateSent) return rejected;
  // After a handshake there is no other reason for a second one, nor for refusing it (alert 40).
  if (
    (certificateAlerts.has(alert) && signs.clientCertificateAsked) ||
    (alert === 40 && (signs.clientCertificateAsked || signs.agreed))
  ) {
    return signs.clientCertificateSent ? rejected : 'tls/client-cert-needed';
  }
  return alertCodes[alert] ?? 'tls/alert';
}

const alertCodes: Readonly<Record<number, NetCode>> = {
  20: 'tls/corrupted',
  21: 'tls/corrupted',
  40: 'tls/handshake-refused',
  50: 'tls/corrupted',
  51: 'tls/corrupted',
  70: 'tls/server-too-old',
  71: 'tls/no-common-cipher',
  112: 'tls/sni-unknown',
  120: 'tls/alpn',
};

const protocolTexts: readonly (readonly [text: RegExp, code: NetCode])[] = [
  [/unsafe legacy renegotiation/, 'tls/legacy-renegotiation'],
  [/unsupported protocol|wrong ssl version|version too low|inappropriate fallback/, 'tls/server-too-old'],
  [
    /bad record mac|decryption failed|cipher operation failed|bad decrypt|digest check failed|bad signature/,
    'tls/corrupted',
  ],
  [/unexpected message|bad change cipher spec|invalid alert|unknown alert type|decode error/, 'tls/corrupted'],
  [
    /length mismatch|bad length|data length too long|session id too long|(?:bad|unsolicited) extension/,
    'tls/corrupted',
  ],
  [/too many warn alerts|no renegotiation/, 'tls/alert'],
  // Of all messages the certificates alone grow that long.
  [/excessive message size/, 'tls/path-length'],
  [/dh key too small|ee key too small|key too small/, 'tls/weak-key'],
  [/no shared cipher|wrong cipher returned|no ciphers available|unknown cipher/, 'tls/no-common-cipher'],
];

function protocolVerdict(signs: TlsSigns): NetCode {
  const { code, message, spokeTls } = signs;
  if (spokeTls === false) return 'tls/not-tls';
  const text = protocolTexts.find(([pattern]) => pattern.test(message))?.[1];
  if (text !== undefined) return text;
  if (/wrong version number|http request|packet length too long/.test(message)) return 'tls/not-tls';
  if (code !== 'ECONNRESET' && code !== 'EPIPE' && code !== 'ECONNABORTED') return 'tls/failed';
  // It asked who we are, saw, and hung up: that is its answer.
  if (signs.clientCertificateAsked) return signs.clientCertificateSent ? rejected : 'tls/client-cert-needed';
  return 'tls/peer-cuts';
}
