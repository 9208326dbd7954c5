import { existsSync } from 'node:fs';
import { quote } from '../base/text.ts';
import { tryLock } from '../host/file-lock.ts';
import { fail } from './conditions.ts';

export function alreadyRunning(root: string): Error {
  return fail('gateway/already-running', `starting a gateway on data directory ${quote(root)}: one runs there`, {
    evidence: { path: root },
  });
}

/**
 * Whether a gateway runs, as the kernel knows by its lock. It takes the lock for an instant where nobody has it, so it
 * is not for the process that may hold it itself.
 */
export function isGatewayRunning(lockFile: string): boolean {
  if (!existsSync(lockFile)) return false;
  const lock = tryLock(lockFile);
  lock?.release();
  return lock === undefined;
}
