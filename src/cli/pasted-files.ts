import { Failure } from '../base/failure.ts';
import { takeApart } from '../config/take-apart.ts';
import type { JsonObject } from '../service/service.ts';
import { clientCertificateOf, readPem } from './client-certificate.ts';
import type { Context } from './context.ts';

/** What the files hold that a pasted curl line names, as settings; those that are not here are left out. @throws Failure `config/*`. */
export async function pastedFiles(context: Context, pasted: string): Promise<JsonObject> {
  if (pasted === '') return {};
  const { certificate, key, ca, passphrase } = takeApart(pasted).files;
  const given = passphrase === null ? null : passphrase.reveal();
  const settings = {
    ca: ca === null ? null : await ifHere(readPem(context, ca)),
    clientCertificate:
      certificate === null
        ? null
        : await ifHere(clientCertificateOf(context, { certificate, key, passphrase: () => Promise.resolve(given) })),
  };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null));
}

const elsewhere: ReadonlySet<string> = new Set(['usage/file-unreadable', 'config/secret-unreadable']);

async function ifHere<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Failure && elsewhere.has(error.code)) return null;
    throw error;
  }
}
