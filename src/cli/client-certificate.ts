import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { certificateInArchive } from '../config/pkcs12.ts';
import type { JsonObject } from '../service/service.ts';
import { askSecret } from './ask.ts';
import { fail } from './conditions.ts';
import { canAsk, type Context } from './context.ts';

/** The largest certificate file that is read, in bytes. */
const largestFile = 1_048_576;

/** Files of a client certificate: PEM in two files or in one, or a PKCS#12 archive. */
export interface CertificateFiles {
  readonly certificate: string;
  /** `null` where the first file holds it too. */
  readonly key: string | null;
  /** Gives the passphrase, where there is one; asked for if not, and needed. */
  readonly passphrase: () => Promise<string | null>;
}

/**
 * The setting `clientCertificate` from files, in clear.
 * @throws Failure `usage/file-unreadable`, `usage/missing-argument` where no file holds a key, `config/client-*`.
 */
export async function clientCertificateOf(context: Context, files: CertificateFiles): Promise<JsonObject> {
  const bytes = await readCertificates(context, files.certificate);
  const text = bytes.toString('utf8');
  const passphrase = await files.passphrase();
  if (files.key !== null) {
    const key = await context.environment.readSecretFile(files.key);
    return { certificate: text, key, passphrase: passphrase ?? (await passphraseFor(context, files.key, key)) };
  }
  if (/-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----/.test(text)) {
    return {
      certificate: text,
      key: text,
      passphrase: passphrase ?? (await passphraseFor(context, files.certificate, text)),
    };
  }
  // DER begins with SEQUENCE and a long length; a certificate alone in DER is told apart by what reads archives.
  if (bytes[0] === 0x30) return archiveOf(context, files.certificate, bytes.toString('base64'), passphrase);
  throw fail('usage/missing-argument', context.texts.usage.needs('--client-cert', '--client-key FILE'));
}

/** What an encrypted PEM key needs, where somebody can be asked. */
async function passphraseFor(context: Context, file: string, key: string): Promise<string | null> {
  return /ENCRYPTED/.test(key) && canAsk(context) ? ask(context, file) : null;
}

async function archiveOf(
  context: Context,
  file: string,
  pkcs12: string,
  passphrase: string | null,
): Promise<JsonObject> {
  try {
    certificateInArchive(pkcs12, passphrase);
    return { pkcs12, passphrase };
  } catch (error) {
    const locked = error instanceof Failure && error.code === 'config/client-key-passphrase';
    if (!locked || passphrase !== null || !canAsk(context)) throw error;
    return { pkcs12, passphrase: await ask(context, file) };
  }
}

function ask(context: Context, file: string): Promise<string> {
  return askSecret(context, context.texts.ask.passphrase(quote(file)));
}

/** A file of certificates as text. @throws Failure `usage/file-unreadable`. */
export async function readPem(context: Context, path: string): Promise<string> {
  return (await readCertificates(context, path)).toString('utf8');
}

/** A file of certificates as it is. @throws Failure `usage/file-unreadable`. */
export async function readCertificates({ environment, texts }: Context, path: string): Promise<Buffer> {
  try {
    const bytes = await readFile(resolve(environment.cwd, path));
    if (bytes.length <= largestFile) return bytes;
    throw new Error('larger than 1 MiB');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'unknown';
    throw fail('usage/file-unreadable', texts.usage.unreadable(quote(path)), { evidence: { path, why }, cause });
  }
}
