import type { JsonValue } from '../base/failure.ts';
import type { SettingsCodec } from '../feed/settings-codec.ts';
import { fail } from './conditions.ts';
import type { Sealer } from '../secrets/sealer.ts';
import { withSecrets } from './plain.ts';
import { problemsOf } from './problems.ts';
import { isRecord, sourceSchema } from './schema.ts';

/** The form below; it grows when an older program could not read it. A new setting with a default leaves it as it is. */
const version = 2;

/** A secret in stored settings. */
interface Sealed {
  readonly sealed: string;
}

/**
 * Settings as versioned JSON, each secret encrypted apart, bound to its source and its field. `decode` checks shape and
 * limits, not certificates.
 */
export function settingsCodec(sealer: Sealer): SettingsCodec {
  return {
    encode: (settings, { id, others }) => {
      const sealedBefore = () => others().some((text) => sealedSecrets(text, 0).length > 0);
      const seal = (text: string, path: string): Sealed => ({
        sealed: sealer.seal(text, bound(id, path), sealedBefore),
      });
      return JSON.stringify({
        version,
        settings: withSecrets(settings, (secret, path) => ({ ...seal(secret.reveal(), path) })),
      });
    },
    decode: (text, id) => {
      const stored = replaceSealed(parseStored(text), '', ({ sealed }, path) => sealer.secret(sealed, bound(id, path)));
      const result = sourceSchema.safeParse(stored);
      if (result.success) return result.data;
      const problems = problemsOf(result.error.issues).map(({ field, code }) => ({ field, code }));
      throw damaged(`${problems.length} settings are not as they were written`, { problems });
    },
  };
}

/** An encrypted secret in stored settings. */
export interface SealedField extends Sealed {
  /** `credentials.password` */
  readonly path: string;
  /** What it was encrypted for. */
  readonly bound: string;
}

/** The encrypted secrets in the stored settings of a source. @throws Failure `config/settings-damaged` */
export function sealedSecrets(text: string, id: number): readonly SealedField[] {
  const found: SealedField[] = [];
  replaceSealed(parseStored(text), '', (sealed, path) => found.push({ ...sealed, path, bound: bound(id, path) }));
  return found;
}

/** The stored settings of a source with other ciphertexts in the place of its secrets. @throws Failure `config/settings-damaged` */
export function withSealed(text: string, id: number, change: (field: SealedField) => string): string {
  const settings = replaceSealed(parseStored(text), '', (sealed, path) => ({
    sealed: change({ ...sealed, path, bound: bound(id, path) }),
  }));
  return JSON.stringify({ version, settings });
}

/** What a secret of a source is bound to. */
function bound(id: number, path: string): string {
  return `source ${id} ${path}`;
}

function replaceSealed(value: unknown, path: string, by: (sealed: Sealed, path: string) => unknown): unknown {
  if (isSealed(value)) return by(value, path);
  const inside = (key: string | number): string => (path === '' ? String(key) : `${path}.${key}`);
  if (Array.isArray(value)) return value.map((each, at) => replaceSealed(each, inside(at), by));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaceSealed(each, inside(key), by)]));
}

function isSealed(value: unknown): value is Sealed {
  return isRecord(value) && typeof value['sealed'] === 'string' && Object.keys(value).length === 1;
}

function parseStored(text: string): unknown {
  const stored = parseJson(text);
  if (isRecord(stored) && stored['version'] === version) return stored['settings'];
  const found = isRecord(stored) && typeof stored['version'] === 'number' ? stored['version'] : null;
  throw damaged(`this program reads version ${version}, not ${found ?? 'this'}`, { version: found });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged('they are no JSON', {});
  }
}

function damaged(why: string, evidence: Readonly<Record<string, JsonValue>>): Error {
  return fail('config/settings-damaged', `stored settings of a source cannot be read: ${why}`, { evidence });
}
