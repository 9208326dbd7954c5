import {
  closeSync,
  constants,
  fchownSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { errorCode } from '../host/error-code.ts';
import { fail } from './conditions.ts';
import { formatKeys, parseKeys, type SecretKey } from './key.ts';

/** Where a key can come from: a credential of systemd, a file that the settings name, the data directory. */
export interface KeyPlace {
  readonly kind: 'credential' | 'settings' | 'data';
  /** Absolute. */
  readonly path: string;
}

const longestFile = 65_536;

/**
 * The keys of a file, the current one first; `null` where there is no file.
 * @throws Failure `secret/key-unreadable`, `secret/key-readable-by-others`
 */
export function readKeyFile(place: KeyPlace): readonly SecretKey[] | null {
  const text = textOf(place);
  if (text === null) return null;
  const keys = parseKeys(text);
  if (keys === null) throw unreadable(place.path, 'it holds no key of Feedgate');
  return keys;
}

function textOf(place: KeyPlace): string | null {
  const { path } = place;
  let descriptor: number;
  try {
    // A pipe in its place would be waited for.
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const why = errorCode(error);
    if (why === 'ENOENT') return null;
    throw unreadable(path, why, error);
  }
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw unreadable(path, 'it is no file');
    if (stat.size > longestFile) throw unreadable(path, `it is longer than ${longestFile} bytes`);
    refuseOpen(place, stat);
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Nobody but its owner may read a key, and the owner is who runs this, or root. Root may give it to a group, as systemd
 * does where the rights of a credential stand in an access list: its mask then shows as rights of the group.
 */
function refuseOpen({ path, kind }: KeyPlace, stat: { readonly mode: number; readonly uid: number }): void {
  const mode = stat.mode & 0o777;
  const user = process.getuid?.() ?? stat.uid;
  const ofRoot = stat.uid === 0 && user !== 0;
  const forbidden = kind === 'credential' || ofRoot ? 0o037 : 0o077;
  const strange = user !== 0 && stat.uid !== user && stat.uid !== 0;
  if ((mode & forbidden) === 0 && !strange) return;
  const shown = mode.toString(8).padStart(4, '0');
  const what = strange ? `it belongs to user id ${stat.uid}` : `its mode is ${shown}`;
  throw fail('secret/key-readable-by-others', `reading the key ${quote(path)}: ${what}`, {
    evidence: { file: path, mode: shown, owner: stat.uid, user },
  });
}

/** Makes a key file, readable by its owner alone, whole or not at all and on the disk when this returns; false where there is one already. */
export function createKeyFile(path: string, keys: readonly SecretKey[]): boolean {
  const draft = `${path}.new-${process.pid}`;
  try {
    rmSync(draft, { force: true });
    const descriptor = openSync(draft, 'wx', 0o600);
    try {
      const { uid, gid } = statSync(dirname(path));
      // Where root makes it, the daemon has to be able to read it.
      if (process.getuid?.() === 0) fchownSync(descriptor, uid, gid);
      writeFileSync(descriptor, formatKeys(keys));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    linkSync(draft, path);
    syncDirectory(dirname(path));
    return true;
  } catch (error) {
    const why = errorCode(error);
    if (why === 'EEXIST') return false;
    throw fail('secret/key-unreadable', `making the key ${quote(path)}: ${why}`, {
      evidence: { file: path, error: why },
      cause: error,
    });
  } finally {
    rmSync(draft, { force: true });
  }
}

function syncDirectory(path: string): void {
  const descriptor = openSync(path, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function unreadable(path: string, why: string, cause?: unknown): Failure {
  return fail('secret/key-unreadable', `reading the key ${quote(path)}: ${why}`, {
    evidence: { file: path, error: why },
    cause,
  });
}
