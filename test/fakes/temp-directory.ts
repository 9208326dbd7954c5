import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A new empty directory (0700), removed when the test ends, or with the process when made outside a test. */
export function tempDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), 'feedgate-test-'));
  const remove = (): void => rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  try {
    onTestFinished(remove);
  } catch {
    process.once('exit', remove);
  }
  return path;
}
