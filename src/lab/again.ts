import { spawn } from 'node:child_process';

/** How a program is run once more. */
export interface AgainOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted: the program is asked to end. */
  readonly signal: AbortSignal;
  /** Whether what it says is shown; it is kept otherwise. */
  readonly show: boolean;
}

export interface Again {
  readonly code: number;
  /** Its standard output, where it was kept. */
  readonly out: string;
}

const most = 4 * 1024 * 1024;

/** Runs a program to its end. One that cannot be started ends with 127. */
export function runAgain(argv: readonly string[], { env, signal, show }: AgainOptions): Promise<Again> {
  const [program = '', ...args] = argv;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      env,
      stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'ignore'],
    });
    let out = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      if (out.length < most) out += chunk.toString();
    });
    const stop = (): void => void child.kill('SIGTERM');
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const ended = (code: number): void => {
      signal.removeEventListener('abort', stop);
      resolve({ code, out });
    };
    child.once('error', () => ended(127));
    child.once('close', (code) => ended(code ?? 130));
  });
}
