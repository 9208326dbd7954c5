import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { acquireDirectoryLock } from '../../src/host/directory-lock.ts';
import { dataPaths } from '../../src/host/paths.ts';
import { processAlive } from '../../src/host/process.ts';
import { systemClock } from '../../src/host/clock.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';

const host = new URL('../../src/host/', import.meta.url).href;

/** Runs a module text in a Node of its own and answers its first line. */
async function run(text: string): Promise<{ child: ChildProcess; line: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', text], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line]: unknown[] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, line: String(line) };
}

it('a daemon that was killed leaves neither its lock nor a living holder behind', async () => {
  const paths = dataPaths(tempDirectory());
  const { child, line: holder } = await run(`
    const { acquireDirectoryLock } = await import('${host}directory-lock.ts');
    const { systemClock } = await import('${host}clock.ts');
    const { processHolder } = await import('${host}process.ts');
    acquireDirectoryLock(${JSON.stringify(paths)}, systemClock);
    console.log(processHolder());
    setInterval(() => {}, 1000);
  `);
  expect(() => acquireDirectoryLock(paths, systemClock)).toThrow(
    expect.objectContaining({ code: 'gate/already-running', evidence: expect.objectContaining({ pid: child.pid }) }),
  );
  expect(processAlive(holder)).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(processAlive(holder)).toBe(false);
  acquireDirectoryLock(paths, systemClock).release();
});

it('a promise that nobody caught ends the process with 70 after it was written', async () => {
  const { child, line } = await run(`
    const { installLastResort } = await import('${host}signals.ts');
    installLastResort((failure) => console.log(failure.code));
    setInterval(() => {}, 1000);
    void Promise.reject(new Error('nobody looks'));
  `);
  expect(line).toBe('bug/unknown');
  const code = child.exitCode ?? (await once(child, 'exit'))[0];
  expect(code).toBe(70);
});
