import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Replaces a file by a text, whole or not at all, also when the power goes. @throws the error of the file system */
export function replaceFile(path: string, text: string, mode = 0o600): void {
  const draft = `${path}.new-${process.pid}`;
  try {
    const descriptor = openSync(draft, 'w', mode);
    try {
      writeSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  const directory = openSync(dirname(path), 'r');
  fsyncSync(directory);
  closeSync(directory);
}
