import { accessSync, constants } from 'node:fs';
import type { Clock } from '../base/clock.ts';
import { quote } from '../base/text.ts';
import { replaceFile } from '../host/atomic-file.ts';
import { fail } from './conditions.ts';
import { createKeyFile, readKeyFile, type KeyPlace } from './key-file.ts';
import { formatKeys, makeKey, type SecretKey } from './key.ts';
import type { KeyRing } from './key-ring.ts';

/** A rotation under way: the key that everything is encrypted with from now on, and where it lies. */
export interface Rotation {
  readonly place: KeyPlace;
  readonly key: SecretKey;
  /** `made`: a new key. `resumed`: the one of a rotation that was interrupted. `given`: that of a place which Feedgate does not write. */
  readonly how: 'made' | 'resumed' | 'given';
}

/**
 * Puts a new key before the one in use, which stays in the file: whatever was encrypted can be decrypted, wherever this
 * ends. A file with several keys is what an interrupted rotation has left, or an operator has written: its first key is
 * the one to go on with. Call it where nobody else can write to the store.
 * @throws Failure `secret/*`, `host/data-unwritable`
 */
export function beginRotation(ring: KeyRing, clock: Clock): Rotation {
  const [first] = ring.look();
  if (first === undefined) throw new TypeError('there is always a place for a key');
  if (first.failure !== null) throw first.failure;
  const { place, keys } = first;
  const [current, ...older] = keys;
  if (current !== undefined && !isOurs(place)) return { place, key: current, how: 'given' };
  if (current !== undefined && older.length > 0) return { place, key: current, how: 'resumed' };
  const key = makeKey(clock.now());
  if (current === undefined) createKeyFile(place.path, [key]);
  else replaceFile(place.path, formatKeys([key, current]));
  ring.look();
  if (readKeyFile(place)?.[0]?.id !== key.id) throw changedMeanwhile(place);
  return { place, key, how: 'made' };
}

/** Whether the file may be written: a credential never is, and a file that the settings name may be read-only. */
function isOurs({ kind, path }: KeyPlace): boolean {
  if (kind === 'credential') return false;
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function changedMeanwhile({ path }: KeyPlace): Error {
  const why = 'somebody else has changed it meanwhile';
  return fail('secret/key-unreadable', `making the key ${quote(path)}: ${why}`, {
    evidence: { file: path, error: why },
  });
}

/** Drops every key of the file but the one of the rotation. Call it once everything is encrypted with that, where nobody else can write to the store. Answers with the ids that were dropped. */
export function endRotation({ place, key, how }: Rotation): readonly string[] {
  const keys = readKeyFile(place) ?? [];
  const dropped = keys.filter(({ id }) => id !== key.id).map(({ id }) => id);
  // Another rotation has begun, or somebody has changed the file: it is not for this one to end.
  if (how === 'given' || dropped.length === 0 || keys[0]?.id !== key.id) return [];
  replaceFile(place.path, formatKeys([key]));
  return dropped;
}

/** Says that the key in use is given from outside, so that a new one has to come from there. */
export function givenFromOutside({ place, key }: Rotation): Error {
  return fail(
    'secret/key-elsewhere',
    `rotating the key ${quote(place.path)}: it is not for Feedgate to write, and everything is encrypted with it already`,
    { evidence: { file: place.path, key: key.id } },
  );
}
