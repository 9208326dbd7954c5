import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Failure, type FailureRecord } from '../base/failure.ts';
import { fail } from './conditions.ts';

const module = fileURLToPath(new URL(`./child${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url));

/** The one line of JSON that the child tells. */
export type ChildSays =
  | { readonly kind: 'made'; readonly bytes: number }
  | { readonly kind: 'failed'; readonly failure: FailureRecord };

/**
 * Makes a scheduled backup of the data directory `root` in a process of its own; how many bytes it has. That process
 * is killed when the signal aborts.
 * @throws Failure `backup/broken-off`, and those of `makeScheduled`
 */
export function makeInChild(
  { root, target, version }: { readonly root: string; readonly target: string; readonly version: string },
  signal: AbortSignal,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const brokenOff = (why: string): void =>
      reject(fail('backup/broken-off', `writing a backup to ${target}: ${why}`, { evidence: { path: target, why } }));
    const child = spawn(process.execPath, [module, root, target, version], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: {},
      signal,
      killSignal: 'SIGKILL',
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.stdin.on('error', () => undefined);
    child.once('error', ({ message }) => brokenOff(message));
    child.once('close', (code, killed) => {
      if (!said.endsWith('}\n')) return brokenOff(`its process ended with ${killed ?? `code ${code}`}`);
      const says = JSON.parse(said) as ChildSays;
      if (says.kind === 'failed') reject(new Failure(says.failure));
      else resolve(says.bytes);
    });
  });
}
