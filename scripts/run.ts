import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { delimiter, join } from 'node:path';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a command from the project's root with its own binaries first on the path, and returns its exit code. */
export function run(command: string, ...args: string[]): number {
  const path = [join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter);
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path } });
  return done.status ?? 1;
}

/** Runs the named steps in order and stops at the first that fails, saying which. */
export function runSteps(steps: readonly (readonly [name: string, command: string, ...args: string[]])[]): void {
  for (const [name, command, ...args] of steps) {
    const began = performance.now();
    const code = run(command, ...args);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.error(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
    if (code !== 0) process.exit(code);
  }
}
