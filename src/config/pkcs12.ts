import { Duplex } from 'node:stream';
import { createSecureContext, TLSSocket, type SecureContext } from 'node:tls';
import { errorCode } from '../host/error-code.ts';
import { fail } from './conditions.ts';

/**
 * The client's own certificate, PEM, out of a PKCS#12 archive (RFC 7292, `.p12`, `.pfx`; base64) that holds its key too.
 * @throws Failure `config/client-key-passphrase`, `config/client-p12-bad`, `config/client-p12-legacy`,
 *   `config/client-p12-incomplete`.
 */
export function certificateInArchive(archive: string, passphrase: string | null): string {
  return ownCertificate(contextOf(archive, passphrase)) ?? refuse('incomplete', null);
}

function contextOf(archive: string, passphrase: string | null): SecureContext {
  const pfx = Buffer.from(archive, 'base64');
  try {
    return createSecureContext({ pfx, ...(passphrase === null ? {} : { passphrase }) });
  } catch (error) {
    return refuse(reasonOf(error), error, passphrase !== null);
  }
}

/** A TLS connection that is never made knows what it would show. */
function ownCertificate(secureContext: SecureContext): string | null {
  const nowhere = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
  const socket = new TLSSocket(nowhere, { secureContext });
  try {
    return socket.getX509Certificate()?.toString() ?? null;
  } finally {
    socket.destroy();
  }
}

type Reason = 'passphrase' | 'legacy' | 'incomplete' | 'bad';

/** What OpenSSL and Node call them. */
const reasons: readonly (readonly [pattern: RegExp, reason: Reason])[] = [
  [/mac verify failure|bad decrypt|invalid password/i, 'passphrase'],
  [/unsupported/i, 'legacy'],
  [/unable to load (?:private key|certificate)/i, 'incomplete'],
];

function reasonOf(error: unknown): Reason {
  const message = error instanceof Error ? error.message : '';
  return reasons.find(([pattern]) => pattern.test(message))?.[1] ?? 'bad';
}

function refuse(reason: Reason, cause: unknown, given = false): never {
  const evidence = { given, error: errorCode(cause) };
  switch (reason) {
    case 'passphrase': {
      const what = given ? 'the given one does not fit' : 'none was given';
      throw fail('config/client-key-passphrase', `the PKCS#12 file needs its passphrase: ${what}`, { evidence, cause });
    }
    case 'legacy':
      throw fail('config/client-p12-legacy', 'the PKCS#12 file is encrypted in a way that is no longer supported', {
        evidence,
        cause,
      });
    case 'incomplete':
      throw fail('config/client-p12-incomplete', 'the PKCS#12 file lacks the certificate or its private key', {
        evidence,
        cause,
      });
    case 'bad':
      throw fail('config/client-p12-bad', 'the file is no PKCS#12 file, or a damaged one', { evidence, cause });
  }
}
