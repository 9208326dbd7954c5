import { Secret } from '../base/secret.ts';
import { asFailure } from '../base/failure.ts';
import { checkAuthorities } from '../config/pem.ts';
import { readSecretFile } from '../config/secret-file.ts';
import { fail } from './conditions.ts';

/** The secret of a file that a channel names; `null` where it names none. @throws Failure `alert/channel-unusable` */
export async function secretOf(channel: string, file: string | null): Promise<Secret | null> {
  if (file === null) return null;
  try {
    return new Secret((await readSecretFile(file)).reveal().trim());
  } catch (error) {
    throw unusable(channel, file, error);
  }
}

/** The authorities of a file that a channel names, PEM. @throws Failure `alert/channel-unusable` */
export async function authoritiesOf(channel: string, file: string | null): Promise<string | null> {
  const text = await secretOf(channel, file);
  if (text === null || file === null) return null;
  try {
    checkAuthorities(text.reveal(), false);
    return text.reveal();
  } catch (error) {
    throw unusable(channel, file, error);
  }
}

/** Says which file of which channel is at fault. */
export function unusable(channel: string, file: string, error: unknown) {
  const { message } = asFailure(error, 'reading it');
  return fail('alert/channel-unusable', `file "${file}" of channel ${channel}: ${message}`, {
    evidence: { channel, file },
    cause: error,
  });
}
