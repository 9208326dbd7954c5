import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import type { Ran } from './feedgate.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A tarball that npm has made of this checkout. */
export interface Tarball {
  readonly path: string;
  readonly bytes: number;
  /** What is in it, by its path in the package. */
  readonly files: readonly string[];
}

/** Has npm build and pack this checkout into a directory. */
export function packed(into: string): Tarball {
  const done = npm(['pack', '--json', '--pack-destination', into], {});
  expect(done.code, done.stderr).toBe(0);
  const [{ filename, files }]: [{ filename: string; files: { path: string }[] }] = JSON.parse(
    done.stdout.slice(done.stdout.search(/^\[$/m)),
  );
  const path = join(into, filename);
  return { path, bytes: statSync(path).size, files: files.map((file) => file.path) };
}

/** Runs npm in this checkout. What the npm around this test was set to does not reach it. */
export function npm(args: readonly string[], env: Readonly<Record<string, string>>): Ran {
  const outer = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  const done = spawnSync('npm', args, {
    cwd: root,
    env: { ...Object.fromEntries(outer), ...env },
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  return { code: done.status, stdout: done.stdout, stderr: done.stderr };
}

/** A Feedgate that lies somewhere else than this checkout. */
export class Installed {
  readonly #command: readonly string[];
  readonly #env: Readonly<Record<string, string>>;

  /** `command`: what starts it, `/usr/bin/feedgate` for example. */
  constructor(command: readonly string[], env: Readonly<Record<string, string>>) {
    this.#command = command;
    this.#env = { PATH: `${dirname(process.execPath)}:/usr/sbin:/usr/bin:/sbin:/bin`, LANG: 'C.UTF-8', ...env };
  }

  /** Starts it and leaves it running until the test ends. */
  launch(...args: readonly string[]): ChildProcess {
    const [first = '', ...rest] = this.#command;
    const child = spawn(first, [...rest, ...args], { cwd: '/', env: this.#env, stdio: ['ignore', 'pipe', 'pipe'] });
    onTestFinished(() => void child.kill('SIGTERM'));
    return child;
  }

  async run(...args: readonly string[]): Promise<Ran> {
    const child = this.launch(...args);
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
    await once(child, 'close');
    return { code: child.exitCode, stdout, stderr };
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- whatever the command printed
  async json(...args: readonly string[]): Promise<any> {
    const ran = await this.run(...args, '--json');
    return JSON.parse(ran.stdout === '' ? `"${ran.stderr}"` : ran.stdout);
  }
}
