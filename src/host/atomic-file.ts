import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { quote } from '../base/text.ts';
import { fail } from './conditions.ts';
import { errorCode } from './error-code.ts';

/**
 * Replaces a file by a text, whole or not at all, also when the power goes; its directory is made (0700) where there is
 * none. A file that is there keeps its mode and owner, a new one gets `mode` and, where root writes, the owner of its
 * directory: the daemon has to be able to read it. A link stays, and what it points to is replaced.
 * @throws Failure `host/data-unwritable`
 */
export function replaceFile(path: string, text: string, mode = 0o600): void {
  try {
    replace(path, text, mode);
  } catch (error) {
    const why = errorCode(error);
    throw fail('host/data-unwritable', `writing ${quote(path)}: ${why}`, {
      evidence: { path, error: why },
      cause: error,
    });
  }
}

function replace(path: string, text: string, mode: number): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const before = statSync(path, { throwIfNoEntry: false });
  const target = before === undefined ? path : realpathSync(path);
  const draft = `${target}.new-${process.pid}`;
  try {
    const descriptor = openSync(draft, 'w', mode);
    try {
      if (before !== undefined) fchmodSync(descriptor, before.mode & 0o777);
      if (process.getuid?.() === 0) {
        const { uid, gid } = before ?? statSync(dirname(target));
        fchownSync(descriptor, uid, gid);
      }
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  const directory = openSync(dirname(target), 'r');
  fsyncSync(directory);
  closeSync(directory);
}
