import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { DataPaths } from '../../src/host/paths.ts';

const module = fileURLToPath(new URL('../../src/poller.ts', import.meta.url));

/** A poller process. */
export interface Running {
  readonly process: ChildProcess;
  readonly closed: Promise<void>;
  said: string;
}

/** Starts the poller of a data directory. */
export async function startPoller(paths: DataPaths): Promise<Running> {
  const child = spawn(process.execPath, [module, paths.root], { stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const running: Running = { process: child, closed, said: '' };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (running.said += String(text)));
  return running;
}

/** Stops the poller, sees whom it has started, kills it, and waits until they have gone too. */
export async function kill(running: Running): Promise<void> {
  const { pid } = running.process;
  running.process.kill('SIGSTOP');
  await until('the stop', () => pid === undefined || ['T', undefined].includes(stateOf(pid)));
  const children = pid === undefined ? [] : childrenOf(pid);
  running.process.kill('SIGKILL');
  await running.closed;
  await until('the end of the parser children', () => children.every((child) => stateOf(child) === undefined));
  expect(running.said).toBe('');
}

function childrenOf(pid: number): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}

/** The letter of /proc/PID/stat; `undefined` when there is no such process, or nothing but its entry. */
function stateOf(pid: number): string | undefined {
  if (!existsSync(`/proc/${pid}/stat`)) return undefined;
  try {
    const state = /\) (\S)/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[1];
    return state === 'Z' || state === 'X' ? undefined : state;
  } catch {
    return undefined;
  }
}

/** Waits, three minutes at most. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const patience = performance.now() + 180_000;
  while (!(await holds())) {
    if (performance.now() > patience) throw new Error(`waited in vain for ${what}`);
    await wait(10);
  }
}
