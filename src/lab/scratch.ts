import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A throw-away directory that only its owner may read. */
export interface Scratch {
  readonly path: string;
  /** Writes a file, readable by its owner alone, and gives its path. */
  write(name: string, text: string): string;
  /** Removes it with all that is in it. */
  remove(): void;
}

export function openScratch(): Scratch {
  const path = mkdtempSync(join(tmpdir(), 'feedgate-lab-'));
  return {
    path,
    write(name, text) {
      const file = join(path, name);
      writeFileSync(file, text, { mode: 0o600 });
      return file;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
