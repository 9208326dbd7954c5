import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { KeyPlace } from './key-file.ts';

/** What systemd calls the credential: `LoadCredential=feedgate.key:FILE`. */
const credentialName = 'feedgate.key';

/**
 * Where keys are looked for; the first place is that of the key which new secrets are encrypted with. A credential that
 * systemd has given comes before a file that the settings name, and that before the data directory's own.
 */
export function keyPlaces(options: {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The file that the settings name, absolute; `null` where they name none. */
  readonly named: string | null;
  /** `secret.key` of the data directory. */
  readonly own: string;
}): readonly KeyPlace[] {
  const { env, named, own } = options;
  const directory = env['CREDENTIALS_DIRECTORY'] ?? '';
  const credential = isAbsolute(directory) ? join(directory, credentialName) : null;
  return [
    ...(credential !== null && existsSync(credential) ? [{ kind: 'credential', path: credential } as const] : []),
    ...(named === null ? [] : [{ kind: 'settings', path: named } as const]),
    { kind: 'data', path: own },
  ];
}
