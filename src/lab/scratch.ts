import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A throw-away directory that only its owner may read; it goes with the process at the latest. */
export interface Scratch {
  readonly path: string;
  /** Writes a file, readable by its owner alone, and gives its path. */
  write(name: string, text: string): string;
  /** Removes it with all that is in it. */
  remove(): void;
}

export function openScratch(): Scratch {
  const path = mkdtempSync(join(tmpdir(), 'feedgate-lab-'));
  const remove = (): void => {
    process.off('exit', remove);
    rmSync(path, { recursive: true, force: true });
  };
  // A second Ctrl-C ends the process without unwinding.
  process.on('exit', remove);
  return {
    path,
    write(name, text) {
      const file = join(path, name);
      writeFileSync(file, text, { mode: 0o600 });
      return file;
    },
    remove,
  };
}
