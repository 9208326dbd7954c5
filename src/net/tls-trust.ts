import { X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls';
import type { Failure } from '../base/failure.ts';
import { nodeAuthorities } from './authorities.ts';
import { fail, type NetCode } from './conditions.ts';
import { errorCode } from './error-code.ts';
import type { ClientCertificate, TlsSettings } from './target.ts';

/** Building a context costs some 30 ms with all authorities, so each settings object keeps its own. */
const contexts = new WeakMap<TlsSettings, SecureContext>();
const proxyContexts = new WeakMap<TlsSettings, SecureContext>();

/**
 * What these settings trust and show: for the origin with the client certificate, for a proxy without.
 * @throws Failure `config/ca-file-unusable`, `config/client-*`.
 */
export function secureContext(settings: TlsSettings, hop: 'origin' | 'proxy'): SecureContext {
  const cache = hop === 'origin' ? contexts : proxyContexts;
  const known = cache.get(settings);
  if (known !== undefined) return known;
  const made = build(settings, hop === 'origin' ? settings.clientCertificate : null);
  cache.set(settings, made);
  return made;
}

function build({ ca, systemCa, minimum }: TlsSettings, client: ClientCertificate | null): SecureContext {
  const own = ca === null ? [] : authorities(ca);
  const revoked = ca?.match(/-----BEGIN X509 CRL-----[\s\S]*?-----END X509 CRL-----/g) ?? [];
  const system = systemCa ? nodeAuthorities() : [];
  try {
    return createSecureContext({
      ca: [...new Set([...system, ...own])],
      // With one list, OpenSSL demands one of every authority of the chain.
      ...(revoked.length === 0 ? {} : { crl: [...revoked] }),
      minVersion: `TLSv${minimum}`,
      maxVersion: 'TLSv1.3',
      ...(client === null ? {} : pairOf(client)),
      ...(client?.passphrase === null || client === null ? {} : { passphrase: client.passphrase.reveal() }),
    });
  } catch (error) {
    throw clientCertificateFailure(error);
  }
}

function pairOf({ form, certificate, key }: ClientCertificate): SecureContextOptions {
  return form === 'pkcs12' ? { pfx: Buffer.from(key.reveal(), 'base64') } : { cert: certificate, key: key.reveal() };
}

/**
 * The certificates in a PEM text, each of which has to parse: OpenSSL passes over what it cannot read, and the fault
 * would show as an unknown root.
 * @throws Failure `config/ca-file-unusable`.
 */
function authorities(pem: string): readonly string[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw fail('config/ca-file-unusable', 'the list of authorities holds no PEM certificate');
  for (const [i, block] of blocks.entries()) {
    try {
      void new X509Certificate(block);
    } catch (error) {
      throw fail(
        'config/ca-file-unusable',
        `certificate ${i + 1} of ${blocks.length} in the list of authorities is damaged`,
        {
          evidence: { position: i + 1, error: errorCode(error) },
        },
      );
    }
  }
  return blocks;
}

const clientFaults: Readonly<Record<string, readonly [NetCode, string]>> = {
  ERR_OSSL_X509_KEY_VALUES_MISMATCH: [
    'config/client-key-mismatch',
    'the key does not belong to the client certificate',
  ],
  ERR_OSSL_X509_KEY_TYPE_MISMATCH: ['config/client-key-mismatch', 'the key does not belong to the client certificate'],
  ERR_OSSL_BAD_DECRYPT: [
    'config/client-key-passphrase',
    'the passphrase does not open the key of the client certificate',
  ],
  ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED: [
    'config/client-key-passphrase',
    'the key of the client certificate needs a passphrase',
  ],
};

function clientCertificateFailure(error: unknown): Failure {
  const code = errorCode(error);
  const [condition, message] = clientFaults[code] ?? [
    'config/client-cert-not-pem',
    'the client certificate or its key cannot be read',
  ];
  return fail(condition, message, { evidence: { error: code } });
}
