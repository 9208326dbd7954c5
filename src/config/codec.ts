import type { JsonValue } from '../base/failure.ts';
import type { SettingsCodec } from '../feed/settings-codec.ts';
import { fail } from './conditions.ts';
import { inClear } from './plain.ts';
import { problemsOf } from './problems.ts';
import { isRecord, sourceSchema } from './schema.ts';

/** The form below; it grows when an older program could not read it. A new setting with a default leaves it as it is. */
const version = 1;

/** Settings as versioned JSON with their secrets in clear. `decode` checks shape and limits, not certificates. */
export const settingsCodec: SettingsCodec = {
  encode: (settings) => JSON.stringify({ version, settings: inClear(settings) }),
  decode(text) {
    const stored = parseJson(text);
    if (!isRecord(stored) || stored['version'] !== version) {
      const found = isRecord(stored) && typeof stored['version'] === 'number' ? stored['version'] : null;
      throw damaged(`this program reads version ${version}, not ${found ?? 'this'}`, { version: found });
    }
    const result = sourceSchema.safeParse(stored['settings']);
    if (result.success) return result.data;
    const problems = problemsOf(result.error.issues).map(({ field, code }) => ({ field, code }));
    throw damaged(`${problems.length} settings are not as they were written`, { problems });
  },
};

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
