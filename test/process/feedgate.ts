import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const launcher = fileURLToPath(new URL('../../bin/feedgate', import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as a user would, on a data directory, and waits for its end. */
export async function feedgate(data: string, args: readonly string[], input = ''): Promise<Ran> {
  const child = launch(data, args);
  child.stdin?.end(input);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
  await once(child, 'close');
  return { code: child.exitCode, stdout, stderr };
}

/** Starts the command and leaves it running until the test ends. */
export function launch(
  data: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): ChildProcess {
  const child = spawnFeedgate(data, args, more);
  // A test that fails half-way leaves nothing running.
  onTestFinished(() => void child.kill('SIGTERM'));
  return child;
}

/** Starts the command and leaves it running; the caller ends it. */
export function spawnFeedgate(
  data: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): ChildProcess {
  const env = { PATH: process.env['PATH'] ?? '', FEEDGATE_DATA: data, LANG: 'C.UTF-8', ...more };
  return spawn(process.execPath, [launcher, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] });
}

/** Ids of the processes below one, children's children too (Linux). */
export function descendants(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'latin1');
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It ended while we looked.
    }
  }
  const below = (id: number): number[] => {
    const children = [...parents].filter(([, parent]) => parent === id).map(([child]) => child);
    return children.flatMap((child) => [child, ...below(child)]);
  };
  return below(pid);
}

/** Waits until a thing is so, looking ten times a second. */
export async function until<T>(
  look: () => Promise<T | undefined> | T | undefined,
  what: string,
  ms = 15_000,
): Promise<T> {
  const end = Date.now() + ms;
  while (Date.now() < end) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`waited ${ms} ms in vain: ${what}`);
}
