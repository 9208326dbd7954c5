import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { safeText } from '../../base/text.ts';
import { fail } from '../conditions.ts';

/** The programs of this host that make networks of their own, and whether they may. */

/** Each program that is needed, and the Debian package that brings it. */
const tools: Readonly<Record<string, string>> = {
  unshare: 'util-linux',
  nsenter: 'util-linux',
  ip: 'iproute2',
  nft: 'nftables',
};

/** Where administrators' programs stand, on the path of whoever runs this or not. */
const systemPath = ['/usr/sbin', '/sbin', '/usr/bin', '/bin'];

const environment = { PATH: [process.env['PATH'] ?? '', ...systemPath].join(delimiter), LC_ALL: 'C' };

function isOnPath(program: string): boolean {
  return environment.PATH.split(delimiter).some((directory) => {
    try {
      accessSync(join(directory, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Why there can be no network of our own on this machine. */
export type Obstacle =
  | { readonly kind: 'not-linux' }
  | { readonly kind: 'not-root' }
  | { readonly kind: 'tools-missing'; readonly tools: readonly string[]; readonly packages: readonly string[] }
  | { readonly kind: 'not-permitted'; readonly said: string };

let found: Promise<Obstacle | null> | undefined;

/** What stands in the way of network namespaces here, tried once a process; `null` for nothing. */
export function namespaceObstacle(): Promise<Obstacle | null> {
  return (found ??= lookForObstacle());
}

async function lookForObstacle(): Promise<Obstacle | null> {
  if (process.platform !== 'linux') return { kind: 'not-linux' };
  if (process.getuid?.() !== 0) return { kind: 'not-root' };
  const missing = Object.keys(tools).filter((tool) => !isOnPath(tool));
  if (missing.length > 0) {
    return {
      kind: 'tools-missing',
      tools: missing,
      packages: [...new Set(missing.map((tool) => tools[tool] ?? tool))],
    };
  }
  const trial = 'ip link add lab0 type veth peer name lab1 && nft add table inet lab';
  const { code, said } = await runScript(['unshare', '--net', '--mount'], trial);
  return code === 0 ? null : { kind: 'not-permitted', said };
}

interface Ran {
  readonly code: number | null;
  /** What it wrote on stderr, safe and cut. */
  readonly said: string;
}

const patience = 10_000;

/** Runs a shell script behind a prefix such as `nsenter …`; it stops at the first line that fails, or after 10 s. */
export function runScript(prefix: readonly string[], script: string): Promise<Ran> {
  const argv = [...prefix, 'sh', '-e'];
  return new Promise((resolve) => {
    const child = spawn(argv[0] ?? 'sh', argv.slice(1), {
      env: environment,
      stdio: ['pipe', 'ignore', 'pipe'],
      timeout: patience,
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      if (said.length < 1000) said += chunk.toString();
    });
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => resolve({ code: null, said: safeText(error.message) }));
    child.on('close', (code) => resolve({ code, said: safeText(said.trim(), 300) }));
    child.stdin.end(script);
  });
}

/** A program that runs until its standard input ends: with us, or when we die, however. */
export interface Held {
  readonly pid: number;
  close(): Promise<void>;
}

/**
 * Starts a program and waits until it says `ready` on its standard output.
 * @throws Failure `host/lab-network` where it ends first, or says nothing for 10 s.
 */
export async function hold(argv: readonly string[]): Promise<Held> {
  const [program = '', ...args] = argv;
  const child = spawn(program, args, { env: { ...process.env, ...environment }, stdio: ['pipe', 'pipe', 'pipe'] });
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  child.stdin.on('error', () => undefined);
  const close = async (): Promise<void> => {
    child.stdin.end();
    const late = setTimeout(() => child.kill('SIGKILL'), 2000);
    await gone;
    clearTimeout(late);
  };
  const said = await firstWords(child);
  if (child.pid === undefined || !said.startsWith('ready')) {
    await close();
    throw fail(
      'host/lab-network',
      `starting ${program} for a practice network: ${said === '' ? 'nothing came' : said}`,
      {
        evidence: { program, said },
      },
    );
  }
  return { pid: child.pid, close };
}

function firstWords(child: ChildProcess): Promise<string> {
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    if (errors.length < 1000) errors += chunk.toString();
  });
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(''), patience);
    const done = (text: string): void => {
      clearTimeout(late);
      resolve(safeText(text.trim(), 300));
    };
    child.stdout?.once('data', (chunk: Buffer) => done(chunk.toString()));
    child.once('error', (error) => done(error.message));
    child.once('close', () => done(errors));
  });
}
