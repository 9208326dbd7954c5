import type { Authority } from '../config/authorities.ts';
import { textOf } from '../config/text-file.ts';
import { parseTrust, type TrustFile } from '../config/trust-file.ts';
import { replaceFile } from '../host/atomic-file.ts';
import { isObject } from './json-value.ts';
import type { Context } from './context.ts';
import type { JsonObject } from '../service/service.ts';

/** Whom this node trusts, as its file says. */
export interface OpenTrust {
  readonly path: string;
  readonly text: string;
  readonly trust: TrustFile;
}

/** @throws Failure `config/file-bad` */
export function trustOf({ environment, globals }: Context): OpenTrust {
  const path = environment.files(globals.data, undefined).paths.trust;
  const text = textOf(path);
  return { path, text, trust: parseTrust({ name: path, text }) };
}

/** Writes the file anew, whole or not at all; the next connection goes by it. @throws Failure `config/file-bad` before anything is written */
export function writeTrust({ path }: Pick<OpenTrust, 'path'>, text: string): TrustFile {
  const trust = parseTrust({ name: path, text });
  replaceFile(path, text);
  return trust;
}

/** An authority for every eye. */
export function authorityView({ subject, issuer, fingerprint, validTo }: Authority): JsonObject {
  return { subject, issuer, fingerprint, validTo: new Date(validTo).toISOString() };
}

/** What the settings of a source trust or show by themselves. */
export function ownTrust(settings: JsonObject): {
  readonly ca: string | null;
  readonly pin: string | null;
  readonly client: string | null;
} {
  const { ca = null, pin = null, clientCertificate = null } = settings;
  const client = isObject(clientCertificate) ? clientCertificate['certificate'] : null;
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  return { ca: text(ca), pin: text(pin), client: text(client) };
}
