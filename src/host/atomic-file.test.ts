import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { replaceFile } from './atomic-file.ts';

const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('a file that is replaced', () => {
  it('is made, with its directory, for its owner alone', () => {
    const path = join(tempDirectory(), 'data', 'policy.yaml');
    replaceFile(path, 'mode: monitor\n');
    expect(readFileSync(path, 'utf8')).toBe('mode: monitor\n');
    expect(modeOf(path)).toBe(0o600);
    expect(readdirSync(join(path, '..'))).toEqual(['policy.yaml']);
  });

  it('keeps its mode, and the link that leads to it', () => {
    const root = tempDirectory();
    const real = join(root, 'real.yaml');
    writeFileSync(real, 'old');
    chmodSync(real, 0o640);
    symlinkSync(real, join(root, 'policy.yaml'));
    replaceFile(join(root, 'policy.yaml'), 'new');
    expect(readFileSync(real, 'utf8')).toBe('new');
    expect(modeOf(real)).toBe(0o640);
  });

  it.runIf(process.getuid?.() === 0)(
    'belongs to whom it belonged, though root writes; a new one to whom the directory does',
    () => {
      const root = join(tempDirectory(), 'data');
      mkdirSync(root);
      writeFileSync(join(root, 'old'), '');
      chownSync(join(root, 'old'), 1234, 1235);
      chownSync(root, 4321, 4322);
      for (const name of ['old', 'new']) replaceFile(join(root, name), 'x');
      expect(['old', 'new'].map((name) => statSync(join(root, name)).uid)).toEqual([1234, 4321]);
    },
  );

  it('leaves nothing behind where it cannot be written', () => {
    const root = tempDirectory();
    mkdirSync(join(root, 'policy.yaml'));
    expect(() => replaceFile(join(root, 'policy.yaml'), 'x')).toThrow(
      expect.objectContaining({
        code: 'host/data-unwritable',
        evidence: { path: expect.any(String), error: 'EISDIR' },
      }),
    );
    expect(readdirSync(root)).toEqual(['policy.yaml']);
  });
});
